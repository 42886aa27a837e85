// Rows of several configurations: a serving block is about one, so that they are told apart and refused.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

// Thrown where rows differ in a member that `of_configuration(key)`; it lists them. Strings, numbers and
// flags count; `model`: the member that names the model.
void one_configuration(const Rows& rows, bool (*of_configuration)(std::string_view key), const char* model);

}  // namespace aicost::measuring
