// Dates of facts: YYYY, YYYY-MM or YYYY-MM-DD.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aicost {

// The last day that the date may mean, in days since 1970-01-01, so that ages are not overstated. None if it is not
// a date.
std::optional<int> last_day(std::string_view date);

// YYYY-MM-DD.
std::string day_text(int day);

// How many days: "30", "30d", "30 days", "1 day", "4w", "4 weeks". None if it is no such count, or above 36,500 days.
std::optional<int> day_count(std::string_view text);

}  // namespace aicost
