// What no single field can say: keys that need each other, or that do not go together.
#pragma once

#include <vector>

#include "profile/decode.hpp"

namespace aicost {

// `complete`: is every option of the file there? Else names of options are not checked.
void check(const Profile& profile, bool complete, std::vector<PathFault>& faults);

}  // namespace aicost
