// Check files and saved metrics: what `aicost check` reads and writes. docs/ci.md.
//
//     const Result<CheckFile> loaded = load_check_file({"budget.json", "{}"});
//     to_text(loaded.faults.front());  // "budget.json:1: checks: is missing; …"
//
// A check file:
//
//   { "profile": "team.json",                          a name, a file, a glob, or a list of them
//     "set": { "workload.tokens_per_day": "2M" },      overrides, for all checks
//     "checks": [
//       { "name": "local stays in budget", "assert": "local.total <= 2000", "severity": "warning",
//         "set": { "discount_rate": "8%" } } ] }       overrides for this check alone
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aicost/assertion.hpp"
#include "aicost/profile.hpp"

namespace aicost {

// Larger check files and baselines are refused.
inline constexpr std::size_t largest_check_file = std::size_t{16} << 20U;

enum class Severity { error, warning };

struct BudgetCheck {
    std::string name;
    Assertion assertion;
    Severity severity = Severity::error;
    std::vector<Override> overrides;  // besides those of its file
    std::string file;                 // where it is stated; "--assert" on the command line
    int line = 0;                     // of the assertion; 0: none
};

struct ProfilePattern {
    std::string text;
    int line = 0;
};

struct CheckFile {
    std::string file;
    std::string name;
    std::vector<ProfilePattern> profiles;  // empty: that of the command line
    std::vector<Override> overrides;
    std::vector<BudgetCheck> checks;  // at least one
};

Result<CheckFile> load_check_file(const ProfileText& text);

// The JSON Schema (draft 2020-12) of a check file.
std::string check_file_schema();

// The metrics of the cases that a run of checks evaluated, by case and name.
struct SavedCase {
    std::string name;  // the profile, and what was set
    std::vector<std::pair<std::string, MetricValue>> metrics;

    [[nodiscard]] std::optional<MetricValue> find(std::string_view metric) const;
};
struct SavedMetrics {
    std::vector<SavedCase> cases;

    [[nodiscard]] const SavedCase* find(std::string_view name) const;
};
Result<SavedMetrics> load_saved_metrics(const ProfileText& text);
std::string to_text(const SavedMetrics& saved);

}  // namespace aicost
