// The parts of a comparison for people, which `compare` and `report` lay out.
#pragma once

#include <string>
#include <vector>

#include "report/view/views.hpp"

namespace aicost {

// "24 months, 2M tokens/day (25% output), …"
std::string workload_text(const Profile& profile, const Comparison& comparison);
// The defaults that the answer depends on: as a list, and as a sentence, empty if there are none.
std::vector<std::string> assumptions(const Profile& profile);
std::string assumed_text(const Profile& profile);
std::string break_even_text(const OptionResult& option, const Profile& profile, const Comparison& comparison,
                            const VolumeBreakEven& volume);
// Ids of the options, other than the winner, that win somewhere within the ranges of the estimates.
std::vector<std::string> winners_within_estimates(const Profile& profile);
// " Speeds are estimates: …", or empty if none are.
std::string estimates_text(const Profile& profile, const Comparison& comparison);
// What the requirements cost; empty if nothing.
std::string requirements_text(const Profile& profile, const Comparison& comparison);

// `order`: indices of the comparison's options, in the order to show them.
Table options_table(const Profile& profile, const Comparison& comparison,
                    const std::vector<std::size_t>& order);
Chart cumulative_chart(const Comparison& comparison, const std::vector<std::size_t>& order);
StackedBars items_chart(const Comparison& comparison, const std::vector<std::size_t>& order);
Notes option_notes(const Comparison& comparison);

}  // namespace aicost
