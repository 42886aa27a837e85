// Stacked bars for a terminal.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost {

std::string render_bars(const StackedBars& bars, const std::string& currency, const Style& style);

}  // namespace aicost
