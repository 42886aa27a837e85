// Where the use of a log goes. Costs are in US dollars; growth is a share per month, 0.1 is 10 % more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace aicost {

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

}  // namespace aicost
