// Detects rows of several configurations: a serving block describes one, so these are refused.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

// Throws if rows differ in a member for which `of_configuration(key)` holds, listing the values. Compares strings,
// numbers and flags; `model`: the member that names the model.
void one_configuration(const Rows& rows, bool (*of_configuration)(std::string_view key), const char* model);

}  // namespace aicost::measuring
