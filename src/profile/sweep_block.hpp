// The `sweep` block of a profile.
#pragma once

#include <vector>

#include "profile/decode.hpp"

namespace aicost {

void decode_sweep(const Json& value, SweepBlock& block, std::vector<PathFault>& faults);
Json sweep_schema();

}  // namespace aicost
