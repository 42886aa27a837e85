// The hourly rows that `usage -f csv` writes and `usage` reads back, and any engine can make.
#pragma once

#include <string>

#include "aicost/usage.hpp"

namespace aicost {

// A row for each hour (or day, or neither) and all that a price depends on. `utc_offset_minutes`: what the
// log was read with; the rows are in UTC where it is 0.
std::string hourly_rows(const UsageLog& log);

}  // namespace aicost
