// The first line of every command that compares options, and the line below it.
#pragma once

#include <string>
#include <vector>

#include "aicost/break_even.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/flip.hpp"
#include "aicost/profile.hpp"
#include "report/document.hpp"

namespace aicost {

// What volume decides.
struct VolumeAnswer {
    std::vector<VolumeBreakEven> volumes;  // by option, against the baseline, which has none
    VolumeTurns turns;
};
VolumeAnswer volume_answer(const Scenario& scenario, const Comparison& comparison);

// "local wins: $960 less than cloud over 24 months; below 1.33M tokens/day cloud does; the model of local does not fit." What
// could change that is `undone_by`, a clause; then caveats on the winner, or why a cheaper option is not it.
std::string verdict_text(const Profile& profile, const Comparison& comparison,
                         const std::string& undone_by = {});

// "below 1.33M tokens/day cloud does": who wins on either side of the volumes that the winner wins at, and how far;
// empty where volume changes nothing.
std::string turning_volume(const Comparison& comparison, const VolumeTurns& turns);
// That for machines: {"below": {"at", "until", "then"}, "above": …}, null where the winner stays.
Data turning_volume_data(const Comparison& comparison, const VolumeTurns& turns);

// Ids of the options that tie with the winner, itself included; empty where it is no tie.
DataList tied_data(const Comparison& comparison);

// " in today's money (at 10% a year)" where the profile discounts, else nothing.
std::string todays_money_text(const Scenario& scenario);
// "Per 1M tokens, levelised" where it does: the mean over discounted tokens.
std::string per_mtok_heading(const Scenario& scenario);

// "it no longer does when cloud.price_per_mtok falls below $1.33"
std::string flip_text(const Flip& flip, const std::string& currency);

// The profile's name, or else its file's: "mine" for dir/mine.json, "stdin".
std::string name_of(const Profile& profile);

// "article: DESCRIPTION"; with overrides, after which the description may no longer hold, "article, with --cloud
// openai/gpt-5".
std::string subject_text(const Profile& profile);

// Indices into `options`: the winner, the others that could win by present value, then those that cannot, likewise.
std::vector<std::size_t> by_cost(const Comparison& comparison);

// False if its weights need more memory than its machine has.
bool model_fits(const OptionResult& option);

}  // namespace aicost
