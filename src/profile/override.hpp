// `--set PATH=VALUE`: an override changes the profile's JSON before it is decoded, so that it meets the same
// checks.
#pragma once

#include <vector>

#include "profile/decode.hpp"

namespace aicost {

// The overrides that one with a pattern for a path stands for; one without is its own. Where a pattern fits
// no option of the profile, or several and it may be only one, that is a fault.
std::vector<Override> expand(const Override& change, const Json& root, std::vector<PathFault>& faults);

// Puts the override's value where its path leads, and takes away other forms of the same input. A path that
// does not exist is a fault that names the three nearest; so is an input that one of `before` has set
// already.
void apply(const Override& change, const std::vector<Override>& before, Json& root,
           std::vector<PathFault>& faults);

// Every path that an override of this profile may name.
std::vector<std::string> known_paths(const Json& root);

}  // namespace aicost
