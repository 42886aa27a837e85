// aicost catalog list, remove and undo, for the user's own entries.
#pragma once

#include "cli/command.hpp"

namespace aicost {

Outcome list_own(const Arguments& arguments);
Outcome remove_own(const Arguments& arguments);
Outcome undo_change(const Arguments& arguments);

}  // namespace aicost
