// The command line -> a command and its arguments.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

struct Invocation {
    const Command* command = nullptr;  // none: help on the program as a whole was asked for
    Arguments arguments;
    bool version = false;
};

// Throws Failure on wrong usage.
Invocation parse_command_line(const std::vector<std::string>& words);

}  // namespace aicost
