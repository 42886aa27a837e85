// The hourly rows that `usage -f csv` writes and `usage` reads back; other programs can write them, too.
#pragma once

#include <string>

#include "aicost/usage.hpp"

namespace aicost {

// A row for each hour (or day, or undated) and everything that a price depends on. The log must have been read in
// UTC.
// `safe`: a quote before each text that a spreadsheet would take for a formula.
std::string hourly_rows(const UsageLog& log, bool safe = false);

}  // namespace aicost
