// What no single field can say: keys that need each other, or that do not go together.
#pragma once

#include <vector>

#include "profile/decode.hpp"

namespace aicost {

void check(const Profile& profile, std::vector<PathFault>& faults);

}  // namespace aicost
