// Completions that only the program knows: ids of the catalogue, metrics and paths of a profile. The shells'
// completion functions ask for them at every press of Tab.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace aicost {

// The kind of an option's value, or a command's word: "gpu", "metric", …; empty: the tables suffice.
std::string_view candidate_kind(const OptionRow& row);
std::string_view candidate_kind(const Command& command);

// Those that begin with `begin`, or do so after a provider's name. `line`: the words typed so far, without "aicost",
// which may name a profile. Empty if anything is wrong.
std::vector<std::string> candidates(std::string_view kind, std::string_view begin,
                                    std::span<const std::string> line);

}  // namespace aicost
