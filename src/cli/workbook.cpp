#include "cli/workbook.hpp"

#include <algorithm>

#include "report/view/workbook_view.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr int above_all = 1000;  // the layer of an override that wins over the command line's

// Another allowed value of the input.
std::optional<double> another_value(const Parameter& parameter, double value) {
    const Bounds bound = parameter.bound();
    for (const double other : {value * 1.01, value * 0.99, value + 1.0, value - 1.0, value + 0.01}) {
        const bool whole = !bound.whole || other == static_cast<double>(static_cast<long long>(other));
        if (other != value && whole && bound.holds(other)) return other;
    }
    return std::nullopt;
}

// Does every other number of the profile stay the same when that one changes?
bool stands_alone(const Profile& profile, Scenario& scenario, const InputRow& input) {
    const auto parameter = find_parameter(scenario, input.path);
    const auto other = parameter ? another_value(*parameter, input.value) : std::nullopt;
    if (!other) return false;
    std::vector<Override> overrides = profile.overrides;
    Override change;
    change.path = input.path;
    change.value = shortest(*other);
    change.layer = above_all;
    overrides.push_back(change);
    const Result<Profile> changed = load_profile(profile.text, overrides, catalogue());
    if (!changed.value) return false;
    Scenario with = changed->scenario;
    const std::vector<Parameter> now = all_parameters(scenario), then = all_parameters(with);
    return std::equal(now.begin(), now.end(), then.begin(), then.end(),
                      [&](const Parameter& a, const Parameter& b) {
                          if (a.path() != b.path()) return false;
                          const bool other_form = a.held_at() == parameter->held_at();
                          return other_form || a.get() == b.get();
                      });
}

}  // namespace

Outcome workbook_of(const Profile& profile, const Comparison& comparison, const std::string& title,
                    const Provenance& made) {
    Scenario scenario = profile.scenario;
    const WorkbookView view{profile, comparison, title, made,
                            [&](const InputRow& input) { return stands_alone(profile, scenario, input); }};
    Document document;
    document.workbook = std::make_shared<const Workbook>(workbook_view(view));
    Outcome outcome;
    outcome.warnings = profile.warnings;
    outcome.document = std::move(document);
    return outcome;
}

}  // namespace aicost
