// Usage logs as a document.
#pragma once

#include <utility>
#include <vector>

#include "aicost/usage.hpp"
#include "aicost/usage_outlook.hpp"
#include "report/document.hpp"

namespace aicost {

// The cost of all use at one model's prices.
struct AtModel {
    std::string model;
    double cost = 0.0;  // US dollars
};

struct UsageViewOptions {
    std::string zone = "UTC";  // for days and hours: its name, or "UTC+05:30"
    UsageOutlook future;
    std::optional<double> budget;
    std::string by;  // empty: no parts
    std::vector<std::pair<std::string, UsageSummary>> parts;
    std::optional<AtModel> at;
    std::vector<std::string> said;  // messages about files written
};
Document usage_view(const UsageLog& log, const UsageSummary& summary, const UsageViewOptions& options);

// Everything, for JSON.
DataObject usage_data(const UsageLog& log, const UsageSummary& summary, const UsageViewOptions& options);

// "UTC", "UTC+05:30"
std::string utc_offset_text(int minutes);

}  // namespace aicost
