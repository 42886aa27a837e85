#include "aicost/risk.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

#include "cli/metric_choice.hpp"
#include "cli/path_word.hpp"
#include "cli/program.hpp"
#include "cli/studies.hpp"
#include "cli/whole_number.hpp"
#include "profile/distribution.hpp"
#include "report/view/risk_view.hpp"
#include "text/portable.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::size_t max_drawn = 12;  // inputs drawn by default

constexpr OptionRow risk_rows[] = {
    {"--uncertain", "PATH=DIST", "an input and what is known of it: ±20%, 1M..2M, pert(1500, 2000, 3200), …",
     into<&RiskArguments::uncertain>, true},
    {"--correlation", "PATH,PATH=R", "rank correlation of two uncertain inputs",
     into<&RiskArguments::correlations>, true},
    {"--metric", "METRIC", "whose percentiles to show [the margin of winner and runner-up]",
     [](Arguments& a, const std::string& value) {
         auto& metrics = a.own.of<StudyArguments>().metrics;
         if (std::find(metrics.begin(), metrics.end(), value) == metrics.end()) metrics.push_back(value);
     },
     true},
    {"--draws", "N", "how many [10,000]", into<&RiskArguments::draws>},
    {"--seed", "N", "the same seed gives the same draws [1]", into<&RiskArguments::seed>},
    {"--sampling", "KIND", "latin_hypercube or random [latin_hypercube]", into<&RiskArguments::sampling>},
    {"--threads", "N", "changes nothing but the time it takes [all cores]",
     [](Arguments& a, const std::string& value) {
         a.own.of<RiskArguments>().threads = thread_number(value);
     }},
};
constexpr std::span<const OptionRow> risk_own_options = risk_rows;

[[noreturn]] void fail_with(const PathFault& fault, const std::string& flag) {
    fail(to_text({flag, 0, fault.path, fault.problem, fault.got, fault.remedy}));
}

RiskOptions options_of(const Arguments& arguments, const Scenario& scenario) {
    const auto& own = arguments.own.of<RiskArguments>();
    RiskOptions options;
    if (!own.sampling.empty() && own.sampling != "latin_hypercube" && own.sampling != "random")
        fail("--sampling: '" + own.sampling + "' is not a way of sampling; latin_hypercube or random");
    if (own.sampling == "random") options.sampling = RiskOptions::Sampling::random;
    if (!own.draws.empty()) options.draws = whole_number("--draws", own.draws, 1, max_draws);
    if (!own.seed.empty()) options.seed = whole_number("--seed", own.seed, 0, UINT64_MAX);
    options.threads = threads_or_cores(own.threads);
    options.metrics = arguments.own.of<StudyArguments>().metrics;
    for (const std::string& metric : options.metrics) expect_number_metric(metric, scenario, "--metric");
    if (options.metrics.empty()) {
        options.metrics.push_back(usual_metric(scenario));
        // of the deciding pair, the one measured against the other
        const std::size_t baseline = baseline_of(scenario);
        if (const auto pair = deciding_pair(evaluate(scenario));
            pair && (pair->winner == baseline || pair->runner_up == baseline)) {
            const std::size_t other = pair->winner == baseline ? pair->runner_up : pair->winner;
            options.metrics.push_back(scenario.options[other].name + ".break_even_month");
        }
    }
    return options;
}

// To twelve digits, so that 1.2 x 0.002 is 0.0024.
std::string round_text(double value) {
    std::array<char, 40> digits{};
    const auto end = portable::to_chars(digits.data(), digits.data() + digits.size(), value,
                                        std::chars_format::general, 12);
    return {digits.data(), end.ptr};
}

// If no uncertainty is stated: draws the inputs that matter most, each within its swing. Returns a sentence that says
// so.
std::string draw_swings(Profile& profile, const std::vector<SensitivityInput>& moving) {
    std::size_t drawn = 0;
    for (const SensitivityInput& input : moving) {
        if (drawn == max_drawn || !(input.low < input.high)) continue;
        const auto is_drawn = [&](const UncertainInput& one) { return one.path == input.path; };
        if (std::any_of(profile.uncertainty.begin(), profile.uncertainty.end(), is_drawn)) continue;
        std::vector<PathFault> faults;
        const std::size_t before = profile.uncertainty.size();
        add_uncertain(input.path,
                      "triangular(" + round_text(input.low) + ", " + round_text(input.value) + ", " +
                          round_text(input.high) + ")",
                      input.path, profile, faults);
        drawn += profile.uncertainty.size() - before;
    }
    if (drawn == 0) return {};
    return "Nothing says how uncertain the inputs are. As an example " +
           (drawn == 1 ? std::string("the one that matters most is")
                       : "the " + std::to_string(drawn) + " that matter most are") +
           " drawn, each alone, between the ends that `sensitivity` moves it to, its present value the "
           "likeliest; "
           "`--uncertain`, or an `uncertainty` block, states what you know.";
}

Outcome run_risk(const Arguments& arguments) {
    Profile profile = load(arguments);
    add_uncertainty(arguments, profile);
    Arguments usual = arguments;
    usual.own.of<StudyArguments>().metrics.clear();
    Outcome outcome;
    outcome.warnings = profile.warnings;
    const RiskView view = risk_of(arguments, profile, tornado_of(usual, profile));
    outcome.document = risk_view(profile, evaluate(profile.scenario), view);
    return outcome;
}

const std::span<const OptionRow> risk_options[] = {risk_own_options, profile_options, value_option,
                                                   output_options};
constexpr Example risk_examples[] = {
    {"aicost risk --tokens-per-day 2M", "how sure the answer is, each input that matters up to 20 % off"},
    {"aicost risk --uncertain 'workload.tokens_per_day=uniform(1M, 2M)'",
     "the chance that the article's machine pays, not knowing the volume"},
    {"aicost risk -p my.json --draws 1M --metric local.npv",
     "the profile's own `uncertainty` block, a million draws, one metric"},
};

}  // namespace

void add_uncertainty(const Arguments& arguments, Profile& profile) {
    const auto& own = arguments.own.of<RiskArguments>();
    std::vector<PathFault> faults;
    std::set<std::string> stated;  // by options, which replace the profile's
    for (const std::string& word : own.uncertain) {
        const auto equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            fail("--uncertain: '" + word +
                 "' is not PATH=DISTRIBUTION; for example workload.tokens_per_day=1M..2M, or "
                 "cloud.price_per_mtok=±20%");
        const std::string path = written_path(word.substr(0, equals));
        if (!stated.insert(path).second) fail("--uncertain: " + path + ": is stated twice; once is enough");
        add_uncertain(path, written_value(word, equals), path, profile, faults);
        if (!faults.empty()) fail_with(faults.front(), "--uncertain");
    }
    for (const std::string& word : own.correlations) {
        const auto comma = word.find(','), equals = word.rfind('=');
        const auto rank = equals == std::string::npos ? std::nullopt : parse_value(word.substr(equals + 1));
        if (comma == std::string::npos || !rank || comma > equals)
            fail("--correlation: '" + word +
                 "' is not PATH,PATH=NUMBER; for example workload.tokens_per_day,cloud.price_per_mtok=-0.3");
        add_correlation({written_path(word.substr(0, comma)),
                         written_path(word.substr(comma + 1, equals - comma - 1)), *rank},
                        "", profile, faults);
        if (!faults.empty()) fail_with(faults.front(), "--correlation");
    }
    check_correlations(profile, "", faults);
    if (!faults.empty())
        fail_with(faults.front(), own.correlations.empty() ? "correlations" : "--correlation");
}

RiskView risk_of(const Arguments& arguments, Profile& profile, const SensitivityView& moved) {
    const std::vector<SensitivityInput> moving = moving_inputs(moved.tornado);
    RiskView view;
    const bool nothing_stated = profile.uncertainty.empty();
    draw_estimates(profile);
    if (nothing_stated) {
        view.spread = draw_swings(profile, moving);
        if (profile.uncertainty.empty())
            fail(
                "no input is uncertain, and none moves the result; state some with --uncertain "
                "PATH=DISTRIBUTION, or in the profile's `uncertainty` block");
    }
    if (moved.metric == "margin")
        view.flip = moved.flip;
    else if (const auto pair = deciding_pair(evaluate(profile.scenario)))
        view.flip = nearest(flips_of(profile.scenario, *pair, moving));
    view.options = options_of(arguments, profile.scenario);
    Scenario scenario = profile.scenario;
    for (const UncertainInput& input : profile.uncertainty)
        view.beyond.push_back(
            share_beyond(input.distribution, find_parameter(scenario, input.path)->bound()));
    view.risk = simulate(profile.scenario, profile.uncertainty, profile.correlations, view.options);
    return view;
}

const Command risk_command = {
    "risk",
    profile_word,
    "Monte Carlo over uncertain inputs: who wins how often, how surely",
    "Draws the inputs that are not known for certain, all together, and shows how often each option wins, "
    "what "
    "would turn the answer about, "
    "how often it breaks "
    "even within the horizon, and the percentiles of any metric. DIST is ±20% (triangular around what it "
    "is), "
    "LOW..HIGH, uniform(LOW, HIGH), normal(MEAN, SD), "
    "lognormal(MEDIAN, SIGMA), triangular(LOW, MODE, HIGH), pert(LOW, MODE, HIGH) or discrete(VALUE: WEIGHT, "
    "…), cut off at "
    "what the input may be; where none is stated, those that matter most are drawn 20 % up and down. The "
    "same seed gives the same output, whatever the threads and the machine.",
    risk_options,
    risk_examples,
    0,
    1,
    run_risk};

}  // namespace aicost
