// aicost catalog show
#pragma once

#include "cli/command.hpp"

namespace aicost {

Outcome show_entry(const Arguments& arguments);

}  // namespace aicost
