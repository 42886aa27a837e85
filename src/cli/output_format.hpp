// The format of the output: by -f, or by the file ending of -o.
#pragma once

#include "cli/command.hpp"

namespace aicost {

// Sets arguments.format. Throws Failure if the file's ending is not a format's, or contradicts -f.
void choose_format(const Command& command, Arguments& arguments);

}  // namespace aicost
