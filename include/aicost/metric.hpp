// The named results, one row each: the list behind --get, JSON, sweeps, checks and `explain`.
//
//     std::get<double>(metric_value(scenario, comparison, "local.total").value());     // 1920
//     std::get<std::string>(metric_value(scenario, comparison, "winner").value());     // "local"
//
// docs/model.md, section 6.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aicost/break_even.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/unit.hpp"

namespace aicost {

// None (null), a number, a flag or a word.
using MetricValue = std::variant<std::monostate, double, bool, std::string>;

struct Metric {
    std::string_view name;
    Unit unit;
    std::string_view help;
    MetricValue (*value)(const Scenario&, const Comparison&, std::size_t option);
    bool against_baseline = false;  // the baseline itself has none
    // Instead of `value`, where it depends on the break-even volume: OptionMetrics searches for that only once.
    MetricValue (*of_volume)(const VolumeBreakEven&) = nullptr;
};

// Several metrics of one option. The scenario and the comparison must outlive it.
class OptionMetrics {
public:
    OptionMetrics(const Scenario& scenario, const Comparison& comparison, std::size_t option)
        : scenario_(scenario), comparison_(comparison), option_(option) {}
    MetricValue operator()(const Metric& metric);
    const VolumeBreakEven& volume();  // none of the baseline

private:
    const Scenario& scenario_;
    const Comparison& comparison_;
    std::size_t option_;
    std::optional<VolumeBreakEven> volume_;
};

// A result of the whole comparison.
struct OverallMetric {
    std::string_view name;
    Unit unit;
    std::string_view help;
    MetricValue (*value)(const Comparison&);
};

// The metrics of an option, in the order in which they are shown.
std::span<const Metric> option_metrics();
const Metric* find_metric(std::string_view name);

// "winner", "runner_up", "margin".
std::span<const OverallMetric> overall_metrics();
const OverallMetric* find_overall_metric(std::string_view name);

// OPTION.item.NAME: the total of one item of its bill (evaluate.hpp, Item::name()).
inline constexpr std::string_view item_prefix = "item.";

// One of overall_metrics(), OPTION.METRIC, or OPTION.item.NAME. None if there is no such option or metric; null for an
// item that the option does not have.
std::optional<MetricValue> metric_value(const Scenario& scenario, const Comparison& comparison,
                                        std::string_view name);

// The unit of the metric of that name, whose option need not exist; none if there is no such metric.
std::optional<Unit> unit_of_metric(std::string_view name);

// Every name that metric_value() knows for this scenario.
std::vector<std::string> metric_names(const Scenario& scenario);

// The winner's id, "tie", or null if no option is feasible and allowed.
MetricValue winner_of(const Comparison& comparison);

}  // namespace aicost
