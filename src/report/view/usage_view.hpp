// Usage logs as a document.
#pragma once

#include "aicost/usage.hpp"
#include "report/document.hpp"

namespace aicost {

struct UsageViewOptions {
    int utc_offset_minutes = 0;
};
Document usage_view(const UsageLog& log, const UsageSummary& summary, const UsageViewOptions& options);

// The whole of it, for JSON.
DataObject usage_data(const UsageLog& log, const UsageSummary& summary, int utc_offset_minutes);

// "UTC", "UTC+05:30"
std::string utc_offset_text(int minutes);

}  // namespace aicost
