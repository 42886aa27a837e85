// The pieces of a comparison for people: `compare` and `report` lay them out.
#pragma once

#include <string>
#include <vector>

#include "report/view/views.hpp"

namespace aicost {

// "24 months, 2M tokens/day (25% output), …"
std::string workload_text(const Profile& profile, const Comparison& comparison);
// The defaults that the answer rests on; empty where there are none.
std::string assumed_text(const Profile& profile);
std::string break_even_text(const OptionResult& option, const Profile& profile, const Comparison& comparison,
                            const VolumeBreakEven& volume);
// Ids of the options that win somewhere within the ranges of what was estimated, besides the winner.
std::vector<std::string> winners_within_estimates(const Profile& profile);
// " Speeds are estimates: …" where there are some; else empty.
std::string estimates_text(const Profile& profile, const Comparison& comparison);
// What the requirements cost; empty where they cost nothing.
std::string requirements_text(const Profile& profile, const Comparison& comparison);

// `order`: places in the comparison's options, as they are to be shown.
Table options_table(const Profile& profile, const Comparison& comparison,
                    const std::vector<std::size_t>& order);
Chart cumulative_chart(const Comparison& comparison, const std::vector<std::size_t>& order);
StackedBars items_chart(const Comparison& comparison, const std::vector<std::size_t>& order);
Notes option_notes(const Comparison& comparison);

}  // namespace aicost
