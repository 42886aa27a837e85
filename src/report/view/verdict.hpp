// Line 1 of every command that decides, and the line below it.
#pragma once

#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/flip.hpp"
#include "aicost/profile.hpp"

namespace aicost {

// "local wins: $960 less than cloud over 24 months; below 1.33M tokens/day cloud does; its model does not fit." What
// could undo it is `undone_by`, a clause; then what stands against the winner, or keeps a cheaper option from being it.
std::string verdict_text(const Profile& profile, const Comparison& comparison,
                         const std::string& undone_by = {});

// "below 1.33M tokens/day cloud does": who wins on either side of the volumes that the winner wins at, and how far;
// empty where volume changes nothing.
// `volumes`: by option, against the baseline, which has none.
std::string turning_volume(const Profile& profile, const Comparison& comparison,
                           const std::vector<VolumeBreakEven>& volumes);
std::string turning_volume(const Profile& profile, const Comparison& comparison);

// " in today's money (at 10% a year)" where the profile discounts, else nothing.
std::string todays_money_text(const Scenario& scenario);
// "Per 1M tokens, levelised" where it does: the mean over discounted tokens.
std::string per_mtok_heading(const Scenario& scenario);

// "it no longer does when cloud.price_per_mtok falls below $1.33"
std::string flip_text(const Flip& flip, const std::string& currency);

// The profile's name; of one without, its file's: "mine" for dir/mine.json, "stdin".
std::string name_of(const Profile& profile);

// "article: DESCRIPTION"; where something was overridden, "article, with --cloud openai/gpt-5": a description that no
// longer holds is none.
std::string subject_text(const Profile& profile);

// Places in `options`: the winner, the others that could be it by their present value, those that can not likewise.
std::vector<std::size_t> by_cost(const Comparison& comparison);

}  // namespace aicost
