// What is asked of a log: some of its days, its parts by day or model or project, where it goes from here.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aicost/usage.hpp"

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

// Where it goes: what a day costs, how the volume grows, when a budget is gone, what the most was at once.
struct UsageOutlook {
    std::optional<double> growth_per_month;      // of the line through all whole days; none below 14 days
    double growth_low = 0.0, growth_high = 0.0;  // the true one lies between them 9 times of 10
    std::optional<double> cost_per_day;          // mean of the last `days_of_burn` days
    std::uint64_t days_of_burn = 0;
    std::string budget_gone;  // the day on which it is; empty: never, at this rate
    struct Peak {
        std::string when;  // "2026-11-03 09:00"
        std::uint64_t tokens = 0, requests = 0;
    };
    std::optional<Peak> hour, minute;
};
UsageOutlook outlook(const UsageLog& log, const PriceLookup& prices, std::optional<double> budget);

// A table of the FinOps Foundation's FOCUS 1.2: a row for each hour, model and sort of token that has a cost.
std::string focus_rows(const UsageLog& log, const PriceLookup& prices);

}  // namespace aicost
