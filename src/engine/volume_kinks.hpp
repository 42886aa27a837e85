// Where the cost of an option, as a function of the volume, is no straight line: the volumes that a search
// for its break-even must look at.
#pragma once

#include <vector>

#include "aicost/scenario.hpp"

namespace aicost {

// Is it a straight line throughout? Then two points tell all.
bool is_linear(const Option& option, const Scenario& scenario);

// The volumes, in tokens a day, at which it bends (a quota or a minimum is reached, a machine is busy all
// day) or jumps (an "auto" machine grows by a unit). Those of an overflowing hybrid's share are not among
// them: it bends in every hour of every month.
std::vector<double> volume_kinks(const Option& option, const Scenario& scenario);

}  // namespace aicost
