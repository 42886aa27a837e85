// Runs checks: reads each profile once, and evaluates it once for each set of overrides.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "aicost/budget.hpp"
#include "aicost/evaluate.hpp"
#include "cli/command.hpp"
#include "report/view/check_view.hpp"

namespace aicost {

struct CheckArguments {
    std::vector<std::string> assertions;
    std::string baseline;
    std::string write_baseline;
    bool schema = false;
};

// A profile of a check: a built-in one, or a file.
struct CaseProfile {
    std::string name;
    bool is_file = false;
    std::string place = {};  // where a check file states it; empty: the command line
};

// One profile with its overrides, and its results.
class CheckCase {
public:
    // `settings`: all overrides; `own_settings`: those of the check file.
    CheckCase(const CaseProfile& source, Result<Profile> loaded, std::string settings,
              std::string own_settings);

    [[nodiscard]] const CaseProfile& source() const { return source_; }
    [[nodiscard]] const std::string& settings() const { return settings_; }
    [[nodiscard]] const std::string& own_settings() const { return own_settings_; }
    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }
    [[nodiscard]] const Scenario& scenario() const { return profile_->scenario; }
    [[nodiscard]] std::string currency() const { return profile_ ? scenario().currency : std::string(); }
    // Computed on first use: a break-even volume needs a search.
    std::optional<MetricValue> metric(const std::string& name);

private:
    CaseProfile source_;
    std::string settings_, own_settings_;
    std::vector<Fault> faults_;
    std::optional<Profile> profile_;
    Comparison comparison_;
    std::map<std::string, MetricValue, std::less<>> known_;
};

class CheckRun {
public:
    // `baseline`: the saved one, or null. `recording`: without one, unchanged() holds.
    CheckRun(const Arguments& arguments, const SavedMetrics* baseline, bool recording)
        : arguments_(arguments), baseline_(baseline), recording_(recording) {}

    // The command line's overrides come last.
    void run(const CheckFile& file, const std::vector<CaseProfile>& profiles);
    // A check whose profiles cannot be found.
    void give_up(const CheckFile& file, const std::string& pattern, const std::string& reason);

    [[nodiscard]] const std::vector<CheckResult>& results() const { return results_; }
    [[nodiscard]] std::vector<std::string> errors() const;
    [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }
    // Every metric of every case.
    [[nodiscard]] SavedMetrics baseline(const std::string& file);

private:
    struct Text {
        std::optional<ProfileText> text;
        std::string error;
    };
    CheckCase& case_of(const CaseProfile& profile, const std::vector<Override>& own);
    const Text& text_of(const CaseProfile& profile);
    void check_ages(const Profile& profile, std::vector<Fault>& faults);
    Judgement judged(const BudgetCheck& check, CheckCase& one);
    void add_error(const std::string& line);

    const Arguments& arguments_;
    const SavedMetrics* baseline_;
    bool recording_;
    std::map<std::string, Text> texts_;
    std::map<std::string, std::unique_ptr<CheckCase>> cases_;
    std::vector<CheckCase*> in_order_;
    std::vector<CheckResult> results_;
    std::vector<std::string> errors_, warnings_;
    std::unordered_set<std::string> said_;  // errors already reported
};

}  // namespace aicost
