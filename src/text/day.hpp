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

}  // namespace aicost
