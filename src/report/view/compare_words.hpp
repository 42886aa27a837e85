// The pieces of a comparison for people: `compare` and `report` lay them out.
#pragma once

#include <string>

#include "report/view/views.hpp"

namespace aicost {

// "24 months, 2M tokens/day (25% output), …"
std::string workload_text(const Profile& profile, const Comparison& comparison);
// The defaults that the answer rests on; empty where there are none.
std::string assumed_text(const Profile& profile);
std::string winner_text(const Comparison& comparison, const Profile& profile);
std::string break_even_text(const OptionResult& option, const Profile& profile, const Comparison& comparison,
                            const VolumeBreakEven& volume);
// What the requirements cost; empty where they cost nothing.
std::string requirements_text(const Profile& profile, const Comparison& comparison);

Table options_table(const Comparison& comparison);
Chart cumulative_chart(const Comparison& comparison);
StackedBars items_chart(const Comparison& comparison);
Notes option_notes(const Profile& profile, const Comparison& comparison);

}  // namespace aicost
