// What was typed, as a shell takes it again.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

// A word as a shell takes it.
std::string quoted(const std::string& word);

// The option's value goes to the arguments, which remember how it was given.
void take(const OptionRow& row, Arguments& arguments, const std::string& value);

// The command that gives the same again, wherever its output goes.
std::string command_line(const Command& command, const Arguments& arguments);

// Its options word by word, without the profile and the format.
std::vector<std::string> typed_words(const Arguments& arguments);

}  // namespace aicost
