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

// "below 1.33M tokens/day cloud does": where volume turns the pair about; empty where it does not.
// `volumes`: by option, against the baseline, which has none.
std::string turning_volume(const Profile& profile, const Comparison& comparison,
                           const std::vector<VolumeBreakEven>& volumes);
std::string turning_volume(const Profile& profile, const Comparison& comparison);

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
