// A profile with what was put in the place of its values, as a file to go on with.
#pragma once

#include <span>
#include <string>

#include "aicost/profile.hpp"

namespace aicost {

// The JSON of the profile with the overrides in it, which loads to the same scenario; each changed path has a source
// that says so. Its comments are gone. Faults are those of load_profile().
Result<std::string> written_profile(ProfileText text, std::span<const Override> overrides,
                                    const Catalogue& catalogue = Catalogue::built_in());

}  // namespace aicost
