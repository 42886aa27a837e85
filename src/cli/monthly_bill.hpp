// A volume stated by what it costs.
#pragma once

#include "cli/command.hpp"

namespace aicost {

// --monthly-bill as an override of the volume: at which the API option that it names, or the only one, costs that in
// its first month. Throws Failure where no volume does.
Override volume_of_bill(const ProfileText& text, const Arguments& arguments);

}  // namespace aicost
