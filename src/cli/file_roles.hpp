// The files that a run reads and writes: none may be both, and none written twice.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

// Records what the arguments will write. Throws Failure if two are the same file, or one belongs to the user's
// catalogue.
void plan_outputs(const Command& command, const Arguments& arguments);

// Records a file opened for reading. Free if no output is planned.
void note_input(int descriptor);
void note_input(const std::string& file);

// Call before writing. Throws Failure if a planned output, or `file`, has been read.
void refuse_inputs(const std::string& file);

}  // namespace aicost
