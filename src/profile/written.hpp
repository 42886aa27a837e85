// A profile with overrides applied, as a file to continue with.
#pragma once

#include <span>
#include <string>

#include "aicost/profile.hpp"

namespace aicost {

// The profile's JSON with the overrides applied, which loads to the same scenario; each changed path gets a source that
// says so. Comments are lost. Faults are those of load_profile().
Result<std::string> written_profile(ProfileText text, std::span<const Override> overrides,
                                    const Catalogue& catalogue = Catalogue::built_in());

}  // namespace aicost
