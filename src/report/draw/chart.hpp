// Charts for a terminal: lines in braille dots, or in ASCII.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace aicost {

// Round numbers from at or below `low` to at or above `high`, about `wanted` of them, never more than 50. `low` and
// `high` must be finite; if equal but for roundings (number.hpp), the range around them is widened.
std::vector<double> nice_ticks(double low, double high, int wanted, Unit unit);

// An amount on an axis, abbreviated if large: $1.5M.
std::string tick_text(double value, Unit unit, const std::string& currency, bool ascii);

std::string render_swing_bars(SwingBars bars, const std::string& currency, const Style& style);
std::string render_chart(const Chart& chart, const std::string& currency, const Style& style);

// A histogram as the outline of its bars.
Chart outline_of(const HistogramChart& histogram);

}  // namespace aicost
