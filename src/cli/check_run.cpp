#include "cli/check_run.hpp"

#include <algorithm>
#include <filesystem>

#include "cli/price_age.hpp"
#include "cli/program.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

// For people: the path, or the command-line option if it applies to any option's path. The removals implied by a
// catalogue id are not mentioned.
std::string setting_of(const Override& change) {
    if (change.path.ends_with('?')) return {};
    const bool pattern = change.path.starts_with('*');
    return (pattern ? change.flag + " " : change.path + "=") + change.value;
}

// The overrides in effect: of two for the same path, the later.
std::string settings_of(const std::vector<Override>& overrides) {
    std::string text;
    for (auto change = overrides.begin(); change != overrides.end(); ++change) {
        const bool again = std::any_of(change + 1, overrides.end(),
                                       [&](const Override& later) { return later.path == change->path; });
        const std::string setting = again ? "" : setting_of(*change);
        if (!setting.empty()) text += (text.empty() ? "" : " ") + setting;
    }
    return text;
}

// A file's own overrides are layer 0, those of one check 1, those of the command line 2.
Override in_layer(Override change, int layer) {
    change.layer = layer;
    return change;
}

// A case's name in a saved baseline: files are relative to the baseline, so that the working directory does not
// matter. The command line's overrides are not part of the name: they ask what would change.
std::string baseline_name(const CheckCase& one, const std::string& baseline_file) {
    namespace fs = std::filesystem;
    std::string name = one.source().name;
    if (one.source().is_file) {
        const fs::path from = fs::absolute(baseline_file).lexically_normal().parent_path();
        name = fs::absolute(name).lexically_normal().lexically_relative(from).generic_string();
    }
    return one.own_settings().empty() ? name : name + " with " + one.own_settings();
}

std::string place_of(const BudgetCheck& check) {
    return check.line > 0 ? check.file + ":" + std::to_string(check.line) : check.file;
}

}  // namespace

CheckCase::CheckCase(const CaseProfile& source, Result<Profile> loaded, std::string settings,
                     std::string own_settings)
    : source_(source),
      settings_(std::move(settings)),
      own_settings_(std::move(own_settings)),
      faults_(std::move(loaded.faults)),
      profile_(std::move(loaded.value)) {
    if (profile_) comparison_ = evaluate(profile_->scenario);
}

std::optional<MetricValue> CheckCase::metric(const std::string& name) {
    const auto known = known_.find(name);
    if (known != known_.end()) return known->second;
    auto value = metric_value(profile_->scenario, comparison_, name);
    if (value) known_.emplace(name, *value);
    return value;
}

const CheckRun::Text& CheckRun::text_of(const CaseProfile& profile) {
    const auto [found, is_new] = texts_.try_emplace(profile.name);
    if (is_new) {
        try {
            found->second.text = find_profile(profile.name);
        } catch (const Failure& failure) {
            std::string& error = found->second.error;
            error = failure.lines.front();
            constexpr std::string_view flag = "--profile: ";
            if (!profile.place.empty() && error.rfind(flag, 0) == 0) error.erase(0, flag.size());
            if (!profile.place.empty()) error = profile.place + ": " + error;
        }
    }
    return found->second;
}

CheckCase& CheckRun::case_of(const CaseProfile& profile, const std::vector<Override>& own) {
    std::vector<Override> overrides = own;
    for (const Override& change : arguments_.overrides) overrides.push_back(in_layer(change, 2));
    const std::string settings = settings_of(overrides);
    auto& held = cases_[profile.name + '\n' + settings];
    if (!held) {
        const Text& text = text_of(profile);
        Result<Profile> loaded;
        if (text.text) {
            loaded = load_profile(*text.text, overrides, catalogue());
            if (loaded.value) check_ages(*loaded, loaded.faults);
        } else {
            loaded.faults.push_back({"", 0, "", text.error, "", ""});
        }
        held = std::make_unique<CheckCase>(profile, std::move(loaded), settings, settings_of(own));
        in_order_.push_back(held.get());
        for (const Fault& fault : held->faults()) add_error(to_text(fault));
    }
    return *held;
}

// In a strict run old prices are faults: checks that depend on them are not evaluated, and never pass.
void CheckRun::check_ages(const Profile& profile, std::vector<Fault>& faults) {
    for (const std::string& old : old_prices(profile, arguments_)) {
        if (arguments_.strict) {
            faults.push_back({"", 0, "", old, "", ""});
        } else if (std::find(warnings_.begin(), warnings_.end(), old) == warnings_.end()) {
            warnings_.push_back(old);
        }
    }
}

Judgement CheckRun::judged(const BudgetCheck& check, CheckCase& one) {
    if (!one.faults().empty()) {
        Judgement unknown;
        unknown.reason = to_text(one.faults().front());
        return unknown;
    }
    const MetricLookup now = [&](const std::string& name) { return one.metric(name); };
    const SavedCase* saved =
        baseline_ != nullptr
            ? baseline_->find(baseline_name(one, arguments_.own.of<CheckArguments>().baseline))
            : nullptr;
    const MetricLookup before = [&](const std::string& name) {
        return saved != nullptr ? saved->find(name) : std::nullopt;
    };
    const bool against_itself = baseline_ == nullptr && recording_;
    Judgement judgement = judge(check.assertion, now,
                                against_itself         ? &now
                                : baseline_ != nullptr ? &before
                                                       : nullptr);
    if (judgement.verdict != Verdict::unknown) return judgement;
    std::string line =
        judgement.metric.empty() ? judgement.reason : "'" + judgement.metric + "' " + judgement.reason;
    if (!judgement.metric.empty() && !now(judgement.metric)) {
        std::vector<std::string> known = metric_names(one.scenario());
        if (judgement.metric.find('.') == std::string::npos) {
            known.clear();
            for (const auto& option : one.scenario().options) known.push_back(option.name);
        }
        const auto close = nearest(judgement.metric, known, 3);
        const std::string remedy = close.empty() ? "" : "; did you mean " + alternatives(close) + "?";
        judgement.reason += remedy;
        line += remedy;
    }
    add_error(place_of(check) + ": " + check.assertion.text + ": " + line);
    return judgement;
}

void CheckRun::add_error(const std::string& line) {
    if (said_.insert(line).second && said_.size() <= max_faults_said) errors_.push_back(line);
}

std::vector<std::string> CheckRun::errors() const {
    std::vector<std::string> errors = errors_;
    if (said_.size() > max_faults_said) errors.push_back(faults_unsaid(said_.size()));
    return errors;
}

void CheckRun::run(const CheckFile& file, const std::vector<CaseProfile>& profiles) {
    for (const CaseProfile& profile : profiles) {
        for (const BudgetCheck& check : file.checks) {
            std::vector<Override> overrides = file.overrides;
            for (const Override& change : check.overrides) overrides.push_back(in_layer(change, 1));
            CheckCase& one = case_of(profile, overrides);
            Judgement judgement = judged(check, one);
            results_.push_back({&check, profile.name, one.settings(), std::move(judgement), one.currency()});
        }
    }
}

void CheckRun::give_up(const CheckFile& file, const std::string& pattern, const std::string& reason) {
    add_error(reason);
    Judgement unknown;
    unknown.reason = reason;
    for (const BudgetCheck& check : file.checks) results_.push_back({&check, pattern, "", unknown, {}});
}

SavedMetrics CheckRun::baseline(const std::string& file) {
    SavedMetrics baseline;
    for (CheckCase* one : in_order_) {
        SavedCase saved{baseline_name(*one, file), {}};
        for (const std::string& name : metric_names(one->scenario()))
            saved.metrics.emplace_back(name, *one->metric(name));
        baseline.cases.push_back(std::move(saved));
    }
    return baseline;
}

}  // namespace aicost
