// Unknown options and commands, with suggestions.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace aicost {

// "--gpu-price"
std::string long_name(const OptionRow& row);
bool has_option(const Command& command, const std::string& name);

// Throw Failure, suggesting the option's real name, another command that has it, or similar ones.
[[noreturn]] void unknown_option(const Command& command, const std::string& word);
[[noreturn]] void unknown_command(const std::string& word);

// What a word that is neither a profile nor a file seems to be, as it is typed: "--model llama-3.3-70b". Empty: nothing.
std::string meant_by_word(const std::string& word);

}  // namespace aicost
