#include "cli/report_study.hpp"

#include <algorithm>
#include <utility>

#include "aicost/explain.hpp"
#include "cli/inputs.hpp"
#include "cli/program.hpp"
#include "cli/typed.hpp"
#include "report/format/formats.hpp"
#include "text/plural.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::uint64_t longest_side = 200;  // values per side of the map: more would not be visible

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

template <class T, class Work>
const T& once(std::optional<T>& kept, Work work) {
    if (!kept) kept.emplace(work());
    return *kept;
}

}  // namespace

std::optional<ReportPart> report_part(std::string_view name) {
    constexpr std::string_view names[] = {"answer", "breakeven", "sensitivity", "map", "risk", "sources"};
    const auto* const at = std::find(std::begin(names), std::end(names), name);
    if (at == std::end(names)) return std::nullopt;
    return report_parts[at - std::begin(names)];
}

void place_profile(WinnerMap& map, const Profile& profile) {
    Scenario scenario = profile.scenario;
    for (WinnerMap::Side* side : {&map.down, &map.across}) {
        const auto parameter = find_parameter(scenario, side->path);
        if (!parameter) continue;
        side->present = parameter->get();
        side->unit = axis_unit(parameter->field().unit);
    }
}

ReportStudy::ReportStudy(Arguments arguments)
    : arguments_(std::move(arguments)),
      profile_(load(arguments_)),
      comparison_(evaluate(profile_.scenario)),
      made_{command_line(report_command, arguments_), arguments_.as_of, typed_words(arguments_)} {}

DataObject ReportStudy::inputs() { return first_inputs(arguments_, profile_, comparison_, moved()); }

const VolumeAnswer& ReportStudy::answer() {
    return once(answer_, [&] { return volume_answer(profile_.scenario, comparison_); });
}

const BreakEvenView& ReportStudy::volumes() {
    return once(volumes_, [&] { return volumes_of(arguments_, profile_, comparison_, answer()); });
}

const Section<SensitivityView>& ReportStudy::sensitivity() {
    return once(sensitivity_, [&] { return sensitivity_of(arguments_, profile_); });
}

const SensitivityView& ReportStudy::moved() {
    static const SensitivityView nothing;
    return sensitivity().part ? *sensitivity().part : nothing;
}

const Section<WinnerMap>& ReportStudy::map() {
    return once(map_, [&] { return map_section(arguments_, profile_, moving_inputs(moved().tornado)); });
}

const Section<RiskView>& ReportStudy::risk() {
    return once(risk_, [&] {
        drawn_ = profile_;
        add_uncertainty(arguments_, *drawn_);
        return risk_section(arguments_, *drawn_, moved());
    });
}

const ReportSources& ReportStudy::sources() {
    return once(sources_, [&] { return ReportSources{explain_totals(profile_.scenario, comparison_)}; });
}

Document ReportStudy::document(std::span<const ReportPart> parts) {
    ReportView view{profile_, comparison_, arguments_.own.of<ReportArguments>().title, made_};
    for (const ReportPart part : parts) {
        switch (part) {
            case ReportPart::answer: view.answer = &answer(); break;
            case ReportPart::breakeven: view.volumes = &volumes(); break;
            case ReportPart::sensitivity: view.sensitivity = &sensitivity(); break;
            case ReportPart::map: view.map = &map(); break;
            case ReportPart::risk:
                view.risk = &risk();
                view.drawn = &*drawn_;
                break;
            case ReportPart::sources: view.sources = &sources(); break;
        }
    }
    view.on_terminal = arguments_.format == "table";
    view.verdict_first = view.on_terminal || arguments_.format == "markdown";
    view.for_machines =
        part_read_by(arguments_.format) == Part::data && parts.size() == std::size(report_parts);
    return report_view(view);
}

}  // namespace aicost
