// A volume stated by its cost.
#pragma once

#include "cli/command.hpp"

namespace aicost {

// --monthly-bill as an override of the volume: the one at which the named or only API option has that bill in its first
// month. Throws Failure if there is none.
Override volume_of_bill(const ProfileText& text, const Arguments& arguments);

}  // namespace aicost
