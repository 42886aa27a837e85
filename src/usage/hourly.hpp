// The hourly rows that `usage -f csv` writes and `usage` reads back, and any engine can make.
#pragma once

#include <string>

#include "aicost/usage.hpp"

namespace aicost {

// A row for each hour (or day, or neither) and all that a price depends on. The log must have been read in
// UTC.
std::string hourly_rows(const UsageLog& log);

}  // namespace aicost
