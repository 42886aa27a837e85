// What a word of the command line may become, where only the program knows: ids of the catalogue, metrics and
// paths of a profile. The shells' completions ask for it at every press of Tab.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

// What an option's value, or a command's word, is one of: "gpu", "metric", …; empty: the tables say all.
std::string_view candidate_kind(const OptionRow& row);
std::string_view candidate_kind(const Command& command);

// Those that begin with `begin`, or have it behind a provider's name. `line`: the words typed so far, without
// "aicost"; the profile that they name is looked into. None where anything about it is wrong.
std::vector<std::string> candidates(std::string_view kind, std::string_view begin,
                                    std::span<const std::string> line);

}  // namespace aicost
