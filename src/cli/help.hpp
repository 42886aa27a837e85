// Help, printed from the tables of commands and options.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace aicost {

std::string program_help();
std::string command_help(const Command& command);

}  // namespace aicost
