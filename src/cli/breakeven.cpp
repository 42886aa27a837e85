#include <algorithm>
#include <cmath>

#include "aicost/batch.hpp"
#include "aicost/metric.hpp"
#include "cli/metric_choice.hpp"
#include "cli/path_word.hpp"
#include "cli/program.hpp"
#include "cli/studies.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "text/digits.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr OptionRow breakeven_rows[] = {
    {"--levels", "N,N,…", "usage levels, in tokens a day [those of the profile]",
     into<&BreakEvenArguments::levels>},
    {"--on", "PATH", "solve for this number of the profile instead of the volume",
     [](Arguments& a, const std::string& value) { a.own.of<BreakEvenArguments>().on = written_path(value); }},
    {"--all", "", "every input that the profile states: the value at which the winner changes",
     into<&BreakEvenArguments::all>},
    {"--target", "'A = B'",
     "with --on: the equality to reach; a metric or number each [each option = baseline]",
     into<&BreakEvenArguments::target>},
};
constexpr std::span<const OptionRow> breakeven_own_options = breakeven_rows;

std::vector<UsageLevel> levels_of(const Arguments& arguments, const Profile& profile) {
    const auto& own = arguments.own.of<BreakEvenArguments>();
    if (own.levels.empty()) return profile.usage_levels;
    std::vector<UsageLevel> levels;
    std::string_view rest = own.levels.front();
    if (const ParsedRange range = parse_range(rest); range.range && rest.find("..") != rest.npos) {
        constexpr std::uint64_t max = 1000;
        if (range.range->size() > max) fail("--levels: are more than 1,000; fewer");
        for (std::uint64_t i = 0; i < range.range->size(); ++i) {
            const double volume = range.range->at(i);
            if (!bounds::amount.holds(volume)) fail("--levels: tokens a day from 0 to 1e15");
            levels.push_back({"", tokens(volume)});
        }
        return levels;
    }
    while (true) {
        const auto comma = rest.find(',');
        const std::string word(rest.substr(0, comma));
        const auto volume = parse_value(word);
        if (!volume || !bounds::amount.holds(*volume)) {
            fail("--levels: '" + word +
                 "' is not a volume; tokens a day from 0 to 1e15, separated by commas: 500K,2M,5M, or "
                 "1M..10M:10");
        }
        levels.push_back({"", tokens(*volume)});
        if (comma == std::string_view::npos) return levels;
        rest.remove_prefix(comma + 1);
    }
}

Scenario at_volume(const Scenario& scenario, Tokens volume) {
    Scenario moved = scenario;
    set_tokens_per_day(moved.workload, volume);
    return moved;
}

// The present value of each option at each volume.
std::vector<std::vector<double>> costs_at(const Scenario& scenario, const std::vector<double>& volumes) {
    const std::string path = "workload.tokens_per_day";
    std::vector<std::string> metrics;
    for (const auto& option : scenario.options) metrics.push_back(option.name + ".npv");
    const Batch batch(at_volume(scenario, volume_per_day(scenario)), std::span(&path, 1), metrics);
    BatchWorkspace workspace = batch.workspace();
    std::vector<std::vector<double>> costs(metrics.size(), std::vector<double>(volumes.size()));
    std::vector<double*> results(costs.size());
    std::transform(costs.begin(), costs.end(), results.begin(), [](auto& each) { return each.data(); });
    const BatchInput column{volumes.data()};
    batch.evaluate(volumes.size(), std::span(&column, 1), results, workspace);
    return costs;
}

// Present values (totals, if nothing is discounted) from no volume to well beyond the break-even and the levels.
void add_curves(const Profile& profile, BreakEvenView& view) {
    constexpr int steps = 120;
    const Scenario& scenario = profile.scenario;
    double max_volume = volume_per_day(scenario).value();
    for (const LevelResult& level : view.levels)
        max_volume = std::max(max_volume, level.level.tokens_per_day.value());
    for (const VolumeBreakEven& volume : view.by_volume.volumes) {
        // skip a distant break-even, which would hide the rest
        if (volume.tokens_per_day && *volume.tokens_per_day <= tokens(100.0 * max_volume))
            max_volume = std::max(max_volume, 1.25 * volume.tokens_per_day->value());
    }
    for (const auto& option : scenario.options) view.cost_by_volume.push_back({option.name, {}});
    std::vector<double> volumes;
    for (int step = 0; step <= steps; ++step) volumes.push_back(max_volume * step / steps);
    const std::vector<std::vector<double>> costs = costs_at(scenario, volumes);
    for (std::size_t i = 0; i < costs.size(); ++i) {
        for (std::size_t k = 0; k < volumes.size(); ++k)
            view.cost_by_volume[i].points.push_back({volumes[k], costs[i][k]});
    }
    for (std::size_t i = 0; i < view.by_volume.volumes.size(); ++i) {
        const auto& at = view.by_volume.volumes[i].tokens_per_day;
        if (!at || at->value() > max_volume) continue;
        const std::string& id = scenario.options[i].name;
        const std::string& baseline = scenario.options[view.comparison.baseline].name;
        view.marks.push_back(
            {{at->value(), npv_cost(at_volume(scenario, *at), i).value()},
             id + " and " + baseline + " meet at " + tokens_text(at->value()) + " tokens/day"});
    }
}

// One side of an equality: a metric, or a number.
struct PairSide {
    std::string text;
    std::optional<double> number;

    [[nodiscard]] double value(const Scenario& scenario, const Comparison& comparison) const {
        if (number) return *number;
        const auto metric = metric_value(scenario, comparison, text);
        const auto* value = metric ? std::get_if<double>(&*metric) : nullptr;
        return value != nullptr ? *value : std::nan("");
    }
};

PairSide side_of(std::string_view text, const Scenario& scenario, const Comparison& comparison) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    PairSide side{std::string(text), parse_value(text)};
    if (side.number) return side;
    const auto dot = text.find('.');
    const Metric* metric = dot == std::string_view::npos ? nullptr : find_metric(text.substr(dot + 1));
    const bool numeric = metric != nullptr && is_number(metric->unit);
    if (!numeric || !metric_value(scenario, comparison, text)) {
        std::vector<std::string> known;
        for (const auto& option : scenario.options) {
            for (const Metric& one : option_metrics()) {
                if (is_number(one.unit)) known.push_back(option.name + "." + std::string(one.name));
            }
        }
        const auto close = nearest(text, known, 3);
        fail("--target: '" + side.text + "' is neither a number nor a metric with a number; " +
             (close.empty() ? "for example " + known.front() : "did you mean " + alternatives(close) + "?"));
    }
    return side;
}

struct Equality {
    PairSide left, right;
    bool of_costs =
        false;  // an option's present value against the baseline's, which need not evaluate everything
    std::size_t option = 0;
};

std::vector<Equality> equalities(const Arguments& arguments, const Scenario& scenario,
                                 const Comparison& comparison) {
    const auto& own = arguments.own.of<BreakEvenArguments>();
    std::vector<Equality> all;
    if (!own.target.empty()) {
        const auto equals = own.target.find('=');
        const std::size_t behind = equals + (own.target.substr(equals + 1).starts_with('=') ? 2 : 1);
        if (equals == std::string::npos || own.target.find('=', behind) != std::string::npos) {
            fail("--target: '" + own.target + "' is not A = B; for example '" +
                 scenario.options.front().name + ".total = 2000'");
        }
        all.push_back({side_of(own.target.substr(0, equals), scenario, comparison),
                       side_of(own.target.substr(behind), scenario, comparison), false, 0});
        return all;
    }
    const char* const cost =
        scenario.discount_rate != 0.0 ? ".npv" : ".total";  // the cost that decides the winner
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
        if (i == comparison.baseline) continue;
        all.push_back({{scenario.options[i].name + cost, {}},
                       {scenario.options[comparison.baseline].name + cost, {}},
                       true,
                       i});
    }
    if (all.empty())
        fail("--on: the profile has one option only, and nothing to break even with; state --target 'A = B'");
    return all;
}

SolveView solve_all(const Arguments& arguments, const Profile& profile, const Comparison& comparison) {
    const auto& own = arguments.own.of<BreakEvenArguments>();
    Scenario scenario = profile.scenario;
    const auto parameter = find_parameter(scenario, own.on);
    if (!parameter) expect_number_path(own.on, scenario, "--on");
    SolveView view;
    view.path = own.on;
    view.unit = parameter->field().unit;
    view.help = std::string(parameter->field().help);
    view.present = parameter->get();
    for (const Equality& equality : equalities(arguments, scenario, comparison)) {
        SolveResult result;
        result.equality = equality.left.text + " = " + equality.right.text;
        result.solution = solve(profile.scenario, own.on, [&](const Scenario& moved) {
            if (equality.of_costs)
                return (npv_cost(moved, equality.option) - npv_cost(moved, comparison.baseline)).value();
            const Comparison at = evaluate(moved);
            return equality.left.value(moved, at) - equality.right.value(moved, at);
        });
        if (result.solution.value) {
            parameter->set(*result.solution.value);
            const Comparison at = evaluate(scenario);
            result.served = std::all_of(at.options.begin(), at.options.end(),
                                        [](const OptionResult& option) { return option.feasible; });
        }
        view.results.push_back(std::move(result));
    }
    return view;
}

Outcome run_breakeven(const Arguments& arguments) {
    const auto& own = arguments.own.of<BreakEvenArguments>();
    const Profile profile = load(arguments);
    Comparison comparison = evaluate(profile.scenario);
    Outcome outcome;
    outcome.warnings = profile.warnings;
    if (own.all) {
        if (!own.on.empty() || !own.target.empty() || !own.levels.empty() || !arguments.get.empty())
            fail("--all: looks at every input, and goes with neither --on, --target, --levels nor --get");
        const auto pair = deciding_pair(comparison);
        if (!pair)
            fail(
                "--all: needs two options that can serve the workload and are allowed; `aicost compare` says "
                "which are not");
        outcome.document =
            flips_view(profile, comparison, flips(profile.scenario, *pair, inputs_to_move(profile)));
        return outcome;
    }
    if (own.on.empty()) {
        if (!own.target.empty()) fail("--target: needs --on PATH, the number to solve for");
        if (!arguments.get.empty()) {
            outcome.text = values_text(arguments.get, [&](const std::string& name) {
                return asked_metric(name, profile.scenario, comparison);
            });
        } else {
            VolumeAnswer by_volume = volume_answer(profile.scenario, comparison);
            outcome.document = break_even_view(
                profile, volumes_of(arguments, profile, std::move(comparison), std::move(by_volume)));
        }
        return outcome;
    }
    if (!own.levels.empty()) fail("--levels: does not go with --on, which looks for one number");
    const SolveView view = solve_all(arguments, profile, comparison);
    if (arguments.get.empty()) {
        outcome.document = solve_view(profile, comparison, view);
        return outcome;
    }
    for (const std::string& name : arguments.get) {
        if (name != "value") fail("--get: '" + name + "' is not what --on finds; only 'value'");
        for (const SolveResult& result : view.results) {
            if (result.solution.value)
                outcome.text += shortest(without_roundings(*result.solution.value)) + "\n";
        }
    }
    return outcome;
}

const std::span<const OptionRow> breakeven_options[] = {profile_options, breakeven_own_options, get_option,
                                                        output_options};
constexpr Example breakeven_examples[] = {
    {"aicost breakeven --levels 500K,2M,5M",
     "the winner at three volumes, and the volume at which it changes"},
    {"aicost breakeven --tokens-per-day 2M --all", "how far each input is from changing the answer"},
    {"aicost breakeven --tokens-per-day 2M --on cloud.price_per_mtok",
     "the API price at which both cost the same"},
};

}  // namespace

BreakEvenView volumes_of(const Arguments& arguments, const Profile& profile, Comparison comparison,
                         VolumeAnswer by_volume) {
    BreakEvenView view;
    view.comparison = std::move(comparison);
    view.by_volume = std::move(by_volume);
    for (UsageLevel& level : levels_of(arguments, profile)) {
        const Scenario moved = at_volume(profile.scenario, level.tokens_per_day);
        view.levels.push_back({std::move(level), evaluate(moved)});
    }
    add_curves(profile, view);
    return view;
}

const Command breakeven_command = {
    "breakeven",
    profile_word,
    "usage levels, the break-even volume, or any input solved for",
    "Shows which option wins at each usage level and at which volume they cost the same; with --on PATH, at "
    "which value of any other number of the profile.",
    breakeven_options,
    breakeven_examples,
    0,
    1,
    run_breakeven};

}  // namespace aicost
