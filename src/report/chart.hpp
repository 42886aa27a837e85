// Charts for a terminal: lines in braille dots, or in ASCII.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace aicost {

// Round numbers from at or below `low` to at or above `high`, about `wanted` of them.
std::vector<double> nice_ticks(double low, double high, int wanted, Unit unit);

std::string render_chart(const Chart& chart, const std::string& currency, const Style& style);

}  // namespace aicost
