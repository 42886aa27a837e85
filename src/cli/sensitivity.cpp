#include "aicost/sensitivity.hpp"

#include <algorithm>

#include "cli/metric_choice.hpp"
#include "cli/path_word.hpp"
#include "cli/program.hpp"
#include "cli/studies.hpp"
#include "report/view/sensitivity_view.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::size_t max_solved = 4;  // inputs whose flip is searched for, of which one is shown
constexpr double usual_swing = 0.2;

constexpr OptionRow sensitivity_rows[] = {
    {"--on", "PATH", "move this input alone [all that the profile states]",
     [](Arguments& a, const std::string& value) {
         a.own.of<SensitivityArguments>().inputs.push_back(written_path(value));
     },
     true},
    {"--metric", "METRIC", "what to watch [the margin between the winner and the runner-up]",
     into<&StudyArguments::metrics>},
    {"--swing", "SHARE", "how far to move each input [20%, or the profile's own ends]",
     into<&SensitivityArguments::swing>},
};
constexpr std::span<const OptionRow> sensitivity_own_options = sensitivity_rows;

double swing_of(const Arguments& arguments) {
    const auto& own = arguments.own.of<SensitivityArguments>();
    if (own.swing.empty()) return usual_swing;
    const bool signed_both = own.swing.rfind("±", 0) == 0;
    const auto swing =
        parse_value(std::string_view(own.swing).substr(signed_both ? std::string_view("±").size() : 0));
    if (!swing || !(*swing > 0.0) || *swing > 10.0)
        fail("--swing: '" + own.swing + "' is not a share above 0, up to 1000%; for example 20%");
    return *swing;
}

// Time settings are part of the question, not uncertain inputs.
bool is_frame(std::string_view path) { return path == "horizon_months" || path == "days_per_month"; }

// Are both paths the same number? If two mutually exclusive forms of an input both have a value, they are
// (price_per_1k and price_per_mtok).
bool same_number(const Parameter& a, const Parameter& b) {
    const std::string_view others = b.field().instead_of;
    const auto at = others.find(a.field().key);
    return at != std::string_view::npos &&
           a.path().size() - a.field().key.size() == b.path().size() - b.field().key.size() &&
           a.path().substr(0, a.path().size() - a.field().key.size()) ==
               b.path().substr(0, b.path().size() - b.field().key.size());
}

// Every number that the profile, the catalogue or the command line states.
std::vector<std::string> stated_inputs(const Profile& profile) {
    Scenario scenario = profile.scenario;
    std::vector<Parameter> chosen;
    for (const Parameter& parameter : all_parameters(scenario)) {
        const std::string& path = parameter.path();
        if (is_frame(path) || !parameter.get() || profile.origin(path).kind == Origin::Kind::fallback)
            continue;
        const auto twin = std::find_if(chosen.begin(), chosen.end(),
                                       [&](const Parameter& one) { return same_number(one, parameter); });
        if (twin == chosen.end()) {
            chosen.push_back(parameter);
        } else if (profile.states(path)) {  // of two forms of a number, the one stated
            *twin = parameter;
        }
    }
    std::vector<std::string> paths;
    paths.reserve(chosen.size());
    for (const Parameter& parameter : chosen) paths.push_back(parameter.path());
    for (const InputRange& range : profile.sensitivity) {
        if (std::find(paths.begin(), paths.end(), range.path) == paths.end()) paths.push_back(range.path);
    }
    return paths;
}

Outcome run_sensitivity(const Arguments& arguments) {
    const Profile profile = load(arguments);
    const SensitivityView view = tornado_of(arguments, profile);
    if (!view.tornado.base)
        fail("--metric: '" + view.metric +
             "' has no value for this profile (null), so nothing moves it; choose another");
    Outcome outcome;
    outcome.warnings = profile.warnings;
    outcome.document = sensitivity_view(profile, evaluate(profile.scenario), view);
    return outcome;
}

const std::span<const OptionRow> sensitivity_options[] = {sensitivity_own_options, profile_options,
                                                          value_option, output_options};
constexpr Example sensitivity_examples[] = {
    {"aicost sensitivity --tokens-per-day 2M", "which input moves the answer most, each by 20 % up and down"},
    {"aicost sensitivity -p my.json --on cloud.price_per_mtok \\\n"
     "      --metric local.break_even_month --swing 50%",
     "what half or one and a half of the API's price does to the break-even"},
};

}  // namespace

std::vector<SensitivityInput> moving_inputs(const Tornado& tornado) {
    std::vector<SensitivityInput> inputs;
    for (const TornadoBar& bar : tornado.bars) {
        if (bar.width() > 0.0) inputs.push_back(bar.input);
    }
    return inputs;
}

std::vector<Flip> flips_of(const Scenario& scenario, const DecidingPair& pair,
                           const std::vector<SensitivityInput>& moving) {
    std::vector<std::string> paths;
    for (const SensitivityInput& input : moving) {
        if (paths.size() < max_solved) paths.push_back(input.path);
    }
    return flips(scenario, pair, paths);
}

std::optional<Flip> nearest(const std::vector<Flip>& flips) {
    return flips.empty() || !flips.front().at ? std::nullopt : std::optional(flips.front());
}

std::vector<std::string> inputs_to_move(const Profile& profile) { return stated_inputs(profile); }

SensitivityView tornado_of(const Arguments& arguments, const Profile& profile) {
    const auto& own = arguments.own.of<SensitivityArguments>();
    Scenario scenario = profile.scenario;
    SensitivityView view;
    view.metric = arguments.own.of<StudyArguments>().metrics.empty()
                      ? usual_metric(scenario)
                      : arguments.own.of<StudyArguments>().metrics.front();
    view.unit = expect_number_metric(view.metric, scenario, "--metric");
    view.swing = swing_of(arguments);
    view.all_inputs = own.inputs.empty();
    for (const std::string& path : own.inputs) expect_number_path(path, scenario, "--on");
    const std::vector<std::string> paths = view.all_inputs ? stated_inputs(profile) : own.inputs;
    // an explicit swing applies to every input
    const std::vector<InputRange> ends = own.swing.empty() ? profile.sensitivity : std::vector<InputRange>();
    view.plan = plan_sensitivity(scenario, paths, view.swing, ends);
    view.tornado = tornado(scenario, view.plan, view.metric);
    const auto pair = deciding_pair(evaluate(scenario));
    if (pair && view.metric == "margin") {
        view.solved = flips_of(scenario, *pair, moving_inputs(view.tornado));
        view.flip = nearest(view.solved);
    }
    return view;
}

const Command sensitivity_command = {
    "sensitivity",
    profile_word,
    "which input matters most: each moved alone, as a tornado chart",
    "Moves each input alone, by 20 % up and down, by --swing, or to the ends that the profile's "
    "`sensitivity` block states, "
    "and shows how far a metric moves, the most important input first. JSON adds elasticities.",
    sensitivity_options,
    sensitivity_examples,
    0,
    1,
    run_sensitivity};

}  // namespace aicost
