// Which files a run reads and which it writes: none is both, and none is written twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

// What the arguments will write. Throws Failure where two are the same file, or one belongs to the user's
// catalogue.
void plan_outputs(const Command& command, const Arguments& arguments);

// A file that has been opened for reading. Costs nothing where no output is planned.
void note_input(int descriptor);
void note_input(const std::string& file);

// Before anything is written. Throws Failure where a planned output, or `file`, has been read.
void refuse_inputs(const std::string& file);

}  // namespace aicost
