#include <algorithm>

#include "aicost/explain.hpp"
#include "cli/inputs.hpp"
#include "cli/metric_choice.hpp"
#include "cli/program.hpp"
#include "cli/studies.hpp"
#include "cli/typed.hpp"
#include "cli/workbook.hpp"
#include "report/format/formats.hpp"
#include "report/html/assets.hpp"
#include "report/number.hpp"
#include "report/view/report_view.hpp"
#include "text/plural.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::uint64_t longest_side = 200;  // values per side of the map: more would not be visible

struct ReportArguments {
    std::string title;
    bool still = false;
};

constexpr OptionRow report_rows[] = {
    {"--title", "TEXT", "headline of the report [the profile's description]", into<&ReportArguments::title>},
    {"--levels", "N,N,…", "usage levels, in tokens a day [those of the profile]",
     into<&BreakEvenArguments::levels>},
    {"--metric", "METRIC", "what inputs move and draws spread [the margin of winner and runner-up]",
     into<&StudyArguments::metrics>},
    {"--swing", "SHARE", "how far to move each input [20%, or the profile's own ends]",
     into<&SensitivityArguments::swing>},
    {"--vary", "PATH=RANGE",
     "given twice: the map's two sides, the one that runs down first [found by itself]", vary<false>, true},
    {"--uncertain", "PATH=DIST", "an input to draw, as `aicost risk` takes it [the profile's, or the swing]",
     into<&RiskArguments::uncertain>, true},
    {"--draws", "N", "how many [10,000]", into<&RiskArguments::draws>},
    {"--seed", "N", "the same seed gives the same draws [1]", into<&RiskArguments::seed>},
    {"--static", "", "a smaller page, without the engine that answers what its reader changes",
     into<&ReportArguments::still>},
};
constexpr std::span<const OptionRow> report_own_options = report_rows;

Section<SensitivityView> sensitivity_of(const Arguments& arguments, const Profile& profile) {
    SensitivityView view = tornado_of(arguments, profile);
    if (!view.tornado.base)
        return {{}, "Left out: " + view.metric + " has no value here, so nothing moves it."};
    return {std::move(view), {}};
}

// ---- the map ----

WinnerMap map_of(SweepPlan plan, const Profile& profile) {
    WinnerMap map = winners_of(plan);
    place_profile(map, profile);
    return map;
}

// A range around an input's value, from value / `times` to value · `times`, within its bounds; empty if there is none.
std::string range_about(const Parameter& parameter, double times, int count) {
    const auto value = parameter.get();
    const Bounds bound = parameter.bound();
    if (!value || !(*value > 0.0) || bound.whole) return {};
    const double low = *value / times, high = std::min(*value * times, bound.max);
    if (!bound.holds(low) || !bound.holds(high)) return {};
    return shortest(low) + ".." + shortest(high) + ":log:" + std::to_string(count);
}

std::optional<SweepPlan> plan_about(const Arguments& arguments, const Profile& profile,
                                    const std::string& down, const std::string& across) {
    constexpr int rows = 25, columns = 41;  // odd, so that the present value is in the middle
    Scenario scenario = profile.scenario;
    for (const double times : {4.0, 2.0, 1.25}) {
        Arguments with = arguments;
        const Parameter side = find_parameter(scenario, across).value();
        const bool volume = info(side.field().unit).kind == UnitKind::tokens;
        const std::string first = range_about(find_parameter(scenario, down).value(), times, rows);
        const std::string second = range_about(side, volume ? 10.0 : times, columns);
        if (first.empty() || second.empty()) return {};
        with.own.of<SweepArguments>().vary = {{down + "=" + first, false}, {across + "=" + second, false}};
        try {
            return plan_sweep(with, profile.text);
        } catch (const Failure&) {
            continue;  // so far from its value the input contradicts others
        }
    }
    return {};
}

Section<WinnerMap> map_section(const Arguments& arguments, const Profile& profile,
                               const std::vector<SensitivityInput>& moving) {
    if (profile.scenario.options.size() < 2)
        return {{}, "Left out: there is one option only, which wins everywhere."};
    const bool planned =
        profile.sweep.axes.size() == 2 && std::all_of(profile.sweep.axes.begin(), profile.sweep.axes.end(),
                                                      [](const auto& axis) { return axis.size() == 1; });
    const bool stated = !arguments.own.of<SweepArguments>().vary.empty();
    if (stated || planned) {
        SweepPlan plan = plan_sweep(arguments, profile.text);
        const bool fits = plan.axes.size() == 2 && plan.axes[0].size() <= longest_side &&
                          plan.axes[1].size() <= longest_side;
        if (fits) return {map_of(std::move(plan), profile), {}};
        if (stated)
            fail("--vary: a map has two sides of at most " + std::to_string(longest_side) + " values (got " +
                 counted(plan.axes.size(), "input") + ", " + counted(plan.count, "place") + ")");
    }
    // the two that move the margin most, with a volume on the horizontal axis
    for (std::size_t i = 0; i < moving.size(); ++i) {
        for (std::size_t k = i + 1; k < moving.size(); ++k) {
            const bool turn = info(moving[k].unit).kind == UnitKind::tokens;
            if (auto plan =
                    plan_about(arguments, profile, moving[turn ? i : k].path, moving[turn ? k : i].path))
                return {map_of(std::move(*plan), profile), {}};
        }
    }
    return {
        {},
        "Left out: the profile has no two inputs that can be varied; --vary PATH=RANGE, twice, names them."};
}

// ---- the risk ----

Section<RiskView> risk_section(const Arguments& arguments, Profile& profile, const SensitivityView& moved) {
    if (profile.uncertainty.empty() && moving_inputs(moved.tornado).empty())
        return {{}, "Left out: no input is uncertain, and none moves the result."};
    return {risk_of(arguments, profile, moved), {}};
}

Outcome run_report(const Arguments& arguments) {
    Profile profile = load(arguments);
    const Comparison comparison = evaluate(profile.scenario);
    const std::string& title = arguments.own.of<ReportArguments>().title;
    const Provenance made{command_line(report_command, arguments), arguments.as_of, typed_words(arguments)};
    if (part_read_by(arguments.format) == Part::workbook)
        return workbook_of(profile, comparison, title, made);
    ReportView view{profile, comparison, title, {}, {}, {}, {}, {}, made};
    view.volumes = volumes_of(arguments, profile, comparison);
    view.sensitivity = sensitivity_of(arguments, profile);
    const SensitivityView moved = view.sensitivity.part.value_or(SensitivityView());
    view.map = map_section(arguments, profile, moving_inputs(moved.tornado));
    const bool answers = arguments.format == "html" && !arguments.own.of<ReportArguments>().still &&
                         !html::assets().engine.empty();
    DataObject inputs = answers ? first_inputs(arguments, profile, comparison, moved) : DataObject();
    add_uncertainty(arguments, profile);
    view.risk = risk_section(arguments, profile, moved);
    view.derivations = explain_totals(profile.scenario, comparison);
    Outcome outcome;
    outcome.warnings = profile.warnings;
    view.on_terminal = arguments.format == "table";
    outcome.document = report_view(view);
    outcome.document->profile->engine = answers;
    outcome.document->profile->inputs = std::move(inputs);
    return outcome;
}

const std::span<const OptionRow> report_options[] = {report_own_options, profile_options, output_options};
constexpr Example report_examples[] = {
    {"aicost report --tokens-per-day 2M -o report.html",
     "the answer with its tables, charts and sources in one file, for a browser, mail or paper"},
    {"aicost report -p my.json -o report.xlsx", "inputs, months and totals as formulas, for a spreadsheet"},
    {"aicost report -p my.json --title 'GPU or API?' --draws 100K -f json",
     "everything that the page shows, for a program"},
};

// On an axis, a number needs only its unit.
Unit axis_unit(Unit unit) {
    switch (info(unit).kind) {
        case UnitKind::tokens: return Unit::tokens;
        case UnitKind::share: return Unit::share;
        case UnitKind::money: return Unit::money;
        case UnitKind::price: return Unit::price;
        default: return Unit::number;
    }
}

}  // namespace

void place_profile(WinnerMap& map, const Profile& profile) {
    Scenario scenario = profile.scenario;
    for (WinnerMap::Side* side : {&map.down, &map.across}) {
        const auto parameter = find_parameter(scenario, side->path);
        if (!parameter) continue;
        side->present = parameter->get();
        side->unit = axis_unit(parameter->field().unit);
    }
}

const Command report_command = {
    "report",
    profile_word,
    "one HTML file with the tables and charts",
    "Puts everything together: the answer, the costs and their items, the break-even volume, what matters "
    "most, who "
    "wins where, how sure it is, and every figure with its source. The page is one file that loads nothing "
    "from the network; it follows the reader's light or dark mode, and prints. It carries the engine, and so "
    "answers "
    "again where its reader changes an input. -f markdown or table give the "
    "same "
    "as text, -f json all the numbers.",
    report_options,
    report_examples,
    0,
    1,
    run_report,
    "html"};

}  // namespace aicost
