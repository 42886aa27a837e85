// The format of the output: -f, or what the ending of -o says.
#pragma once

#include "cli/command.hpp"

namespace aicost {

// Sets arguments.format. Throws Failure where the file's ending is that of no format, or of another than -f.
void choose_format(const Command& command, Arguments& arguments);

}  // namespace aicost
