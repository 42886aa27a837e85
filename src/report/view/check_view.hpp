// Checks and what came of them, as a document.
#pragma once

#include <string>
#include <vector>

#include "aicost/budget.hpp"
#include "report/document.hpp"

namespace aicost {

struct CheckResult {
    const BudgetCheck* check = nullptr;
    std::string profile;   // as the reader knows it
    std::string settings;  // what was set, "path=value path=value"; empty: nothing
    Judgement judgement;
    std::string currency = "USD";
};

struct CheckCounts {
    std::size_t passed = 0, warnings = 0, failed = 0, broken = 0;
};
Finding::Level level_of(const CheckResult& result);
CheckCounts count(const std::vector<CheckResult>& results);

// Of the document, what will be read.
Document check_view(const std::vector<CheckResult>& results, Part reads);

}  // namespace aicost
