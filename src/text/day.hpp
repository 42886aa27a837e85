// Dates of facts: YYYY, YYYY-MM or YYYY-MM-DD.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aicost {

// The last day that the date can mean, counted from 1970-01-01: nothing is older than that for certain. None
// where it is no date.
std::optional<int> last_day(std::string_view date);

// YYYY-MM-DD.
std::string day_text(int day);

}  // namespace aicost
