// Checks and their results, as a document.
#pragma once

#include <string>
#include <vector>

#include "aicost/budget.hpp"
#include "report/document.hpp"

namespace aicost {

struct CheckResult {
    const BudgetCheck* check = nullptr;
    std::string profile;   // its name for the reader
    std::string settings;  // overrides, "path=value path=value"; empty: none
    Judgement judgement;
    std::string currency = "USD";
};

struct CheckCounts {
    std::size_t passed = 0, warnings = 0, failed = 0, broken = 0;
};
Finding::Level level_of(const CheckResult& result);
CheckCounts count(const std::vector<CheckResult>& results);

// Only the part of the document that will be used.
Document check_view(const std::vector<CheckResult>& results, Part reads);

}  // namespace aicost
