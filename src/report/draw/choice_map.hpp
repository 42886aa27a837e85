// A map of choices in letters, for a terminal.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace aicost {

// A letter for each cell, "=" for a tie, "." for none, with the axes and a legend below.
std::vector<std::string> draw_choice_map(const ChoiceMap& map, const std::string& currency,
                                         const Style& style);

// "local", "tie", "none"
std::string choice_name(const ChoiceMap& map, int choice);

}  // namespace aicost
