// A profile made from what was really used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aicost/usage.hpp"

namespace aicost {

struct UsageProfile {
    std::string text;
    std::vector<std::string> warnings;
};

// `base` (a valid profile's JSON, whose rate is `usd_rate`) with the workload of the summary, and in its api
// options the mean of the newest prices for the mix, in its currency. The summary must know the tokens a day.
UsageProfile profile_from_usage(std::string_view base, double usd_rate, const UsageSummary& summary,
                                std::string_view name);

}  // namespace aicost
