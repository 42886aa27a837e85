// Reproduces what was typed, quoted for a shell.
#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

// A word quoted for a shell.
std::string quoted(const std::string& word);

// Stores the option's value in the arguments, which record how it was given.
void take(const OptionRow& row, Arguments& arguments, const std::string& value);

// The command that reproduces the result, wherever its output went.
std::string command_line(const Command& command, const Arguments& arguments);

// Its options word by word, without the profile and the format.
std::vector<std::string> typed_words(const Arguments& arguments);

}  // namespace aicost
