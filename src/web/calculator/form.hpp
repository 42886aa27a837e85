// The form of the calculator: `aicost start`'s questions, and which profile is shown.
#pragma once

#include <string>

namespace aicost::calculator {

// What stands before <main>: choice of a profile, the questions with the catalogue's ids to choose from.
std::string form();

}  // namespace aicost::calculator
