// What is asked of a log: some of its days, its parts by day or model or project, where it goes from here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aicost/usage.hpp"
#include "aicost/usage_outlook.hpp"

namespace aicost {

// Days since 1970 of "2026-11-03"; none where it is no day.
std::optional<std::int64_t> day_number(std::string_view date);

// Keeps what was used from a day to a day, both of them included; what has no time goes.
void keep_days(UsageLog& log, std::optional<std::int64_t> first, std::optional<std::int64_t> last);

enum class By { day, week, month, model, group };

// The log in parts, by name. A week is named by its Monday. What has no time, or does not say what it is for,
// comes last.
std::vector<std::pair<std::string, UsageSummary>> in_parts(const UsageLog& log, By by,
                                                           const PriceLookup& prices);

// Prices of the log's own days; `budget` in US dollars.
UsageOutlook outlook(const UsageLog& log, const PriceLookup& prices, std::optional<double> budget);

// A table of the FinOps Foundation's FOCUS 1.2: a row for each hour, model and sort of token that has a cost.
std::string focus_rows(const UsageLog& log, const PriceLookup& prices);

}  // namespace aicost
