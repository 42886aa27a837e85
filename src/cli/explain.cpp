#include "aicost/explain.hpp"

#include "cli/program.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

Outcome run_explain(const Arguments& arguments) {
    const Profile profile = load(arguments);
    if (arguments.words.empty()) {
        Outcome outcome;
        outcome.warnings = profile.warnings;
        outcome.document = metrics_view(profile);
        return outcome;
    }
    const Comparison comparison = evaluate(profile.scenario);
    const std::string& metric = arguments.words.front();
    const auto derivation = explain(profile.scenario, comparison, metric);
    if (!derivation) fail_on_metric("explain", metric, profile.scenario);
    Outcome outcome;
    outcome.warnings = profile.warnings;
    outcome.document = explain_view(profile, comparison, *derivation);
    return outcome;
}

const std::span<const OptionRow> explain_options[] = {profile_options, output_options};
constexpr Example explain_examples[] = {
    {"aicost explain local.total",
     "the article's own sum, with the line of the profile that each number stands on"},
    {"aicost explain winner -p my.json -f json", "the whole derivation, for a program"},
};

}  // namespace

const Command explain_command = {
    "explain",
    "[METRIC]",
    "any result as formula: inputs, their origin, values in between",
    "Shows how a result comes about: its formula, the values in it, and for each input where its value "
    "comes from: the profile's line with source and date, the command line, or a default. Without METRIC: "
    "every "
    "metric of the profile, with its meaning.",
    explain_options,
    explain_examples,
    0,
    1,
    run_explain};

}  // namespace aicost
