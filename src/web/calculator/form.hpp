// The form of the calculator: the questions of `aicost start`, and the choice of a profile.
#pragma once

#include <string>

namespace aicost::calculator {

// The part before <main>: the choice of a profile, and the questions with the catalogue's ids to choose from.
std::string form();

}  // namespace aicost::calculator
