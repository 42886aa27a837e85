// Projections from a usage log. Costs are in US dollars; growth is a share per month, 0.1 is 10 % more.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace aicost {

// The cost of a day, the growth of the volume, when a budget runs out, the busiest hour and minute.
struct UsageOutlook {
    // Compounded, above -1, by the curve of constant growth nearest to all whole days; none below 14 days.
    std::optional<double> growth_per_month;
    double growth_low = 0.0, growth_high = 0.0;  // a 90 % interval
    // False if the volume may as well be shrinking as growing.
    [[nodiscard]] bool growth_is_clear() const {
        return growth_per_month && (growth_low > 0.0 || growth_high < 0.0);
    }
    std::optional<double> cost_per_day;  // mean of the last `days_of_burn` days
    std::uint64_t days_of_burn = 0;
    std::string budget_gone;  // the day on which it runs out; empty: never, at this rate
    struct Peak {
        std::string when;  // "2026-11-03 09:00"
        std::uint64_t tokens = 0, requests = 0;
    };
    std::optional<Peak> hour, minute;
};

}  // namespace aicost
