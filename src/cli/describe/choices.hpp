// What may follow an option or a command, according to their tables; for completion and the manual.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

// The words that may follow: "auto|always|never", the formats of a command; empty if anything may.
std::vector<std::string> choices(const OptionRow& row, const Command& command);
// The first words of a command: "list|show NAME|…" has list and show.
std::vector<std::string> choices(const Command& command);
// What an option does, with its default in this command.
std::string help_of(const OptionRow& row, const Command& command);
// May a file follow?
bool takes_file(std::string_view value);

// "--format" and "-f" of "-f,--format"; the short one may be empty.
struct OptionNames {
    std::string_view brief, full;
};
OptionNames names_of(const OptionRow& row);

}  // namespace aicost
