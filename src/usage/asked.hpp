// Queries of a log: some of its days, its parts by day, model or project, its outlook.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aicost/usage.hpp"
#include "aicost/usage_outlook.hpp"

namespace aicost {

// Days since 1970 of "2026-11-03"; none if it is not a date.
std::optional<std::int64_t> day_number(std::string_view date);

// Keeps what was used from one day to another, both included; drops what has no time.
void keep_days(UsageLog& log, std::optional<std::int64_t> first, std::optional<std::int64_t> last);

enum class By { day, week, month, model, group };

// The parts of a log, by name. A week is named by its Monday. What has no time, or does not state its group, comes
// last.
std::vector<std::pair<std::string, UsageSummary>> in_parts(const UsageLog& log, By by,
                                                           const PriceLookup& prices);

// At the prices of the log's own days; `budget` in US dollars.
UsageOutlook outlook(const UsageLog& log, const PriceLookup& prices, std::optional<double> budget);

// A table in the FinOps Foundation's FOCUS 1.2: a row for each hour, model and kind of token that has a cost.
std::string focus_rows(const UsageLog& log, const PriceLookup& prices);

}  // namespace aicost
