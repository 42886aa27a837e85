// A profile made from actual use.
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
    bool as_used = false;  // adds the use itself as an option
};

// `base` (a valid profile's JSON, whose rate is `usd_rate`) with the workload of the summary, and an api option `as_used` at the cost of
// the log's mix: at the newest prices, or at what the log states if there are none. The other options do not
// change. The summary must know the tokens per day.
UsageProfile profile_from_usage(std::string_view base, double usd_rate, const UsageSummary& summary,
                                const UsageOutlook& future, std::string_view name);

}  // namespace aicost
