// A profile made from what was really used.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "aicost/usage.hpp"
#include "usage/asked.hpp"

namespace aicost {

struct UsageProfile {
    std::string text;
    std::vector<std::string> warnings;
    bool as_used = false;  // what was used is an option of its own
};

// `base` (a valid profile's JSON, whose rate is `usd_rate`) with the workload of the summary, and an api option `as_used` that costs what
// the log's mix costs: at the newest prices, and at what the log itself says where there is none. The other
// options stay as they are. The summary must know the tokens a day.
UsageProfile profile_from_usage(std::string_view base, double usd_rate, const UsageSummary& summary,
                                const UsageOutlook& future, std::string_view name);

}  // namespace aicost
