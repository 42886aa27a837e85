#include "aicost/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "aicost/evaluate.hpp"
#include "aicost/metric.hpp"

namespace aicost {

namespace {

// The allowed value nearest to `wanted`, starting from `value`, which is allowed.
double allowed(double wanted, double value, const Bounds& bound) {
    if (bound.whole) wanted = std::round(wanted);
    double at = std::clamp(wanted, bound.min, bound.max);
    // an open end is excluded: stop a thousandth of the way before it
    if (bound.open_min && at <= bound.min) at = bound.min + (value - bound.min) * 1e-3;
    return at;
}

std::optional<double> finite_metric(const Scenario& scenario, const std::string& metric,
                                    const std::optional<DecidingPair>& pair) {
    if (pair) return pair_margin(scenario, *pair).value();
    const auto value = metric_value(scenario, evaluate(scenario), metric);
    const auto* held = value ? std::get_if<double>(&*value) : nullptr;
    return held != nullptr && std::isfinite(*held) ? std::optional(*held) : std::nullopt;
}

std::optional<double> elasticity(const TornadoBar& bar, std::optional<double> base) {
    const SensitivityInput& input = bar.input;
    if (!base || *base == 0.0 || !bar.at_low || !bar.at_high || input.value == 0.0) return std::nullopt;
    return (*bar.at_high - *bar.at_low) / *base / ((input.high - input.low) / input.value);
}

}  // namespace

SensitivityPlan plan_sensitivity(const Scenario& given, std::span<const std::string> paths, double swing,
                                 std::span<const InputRange> ranges) {
    SensitivityPlan plan;
    Scenario scenario = given;
    for (const std::string& path : paths) {
        const auto parameter = find_parameter(scenario, path);
        if (!parameter) continue;
        const auto value = parameter->get();
        const auto range = std::find_if(ranges.begin(), ranges.end(),
                                        [&](const InputRange& one) { return one.path == path; });
        SensitivityInput input{path, parameter->field().unit, value.value_or(0.0)};
        if (range != ranges.end()) {
            input.low = range->low;
            input.high = range->high;
            input.stated = true;
            if (!value) input.value = 0.5 * (range->low + range->high);
        } else if (!value) {
            plan.left_out.push_back({path, LeftOut::Why::not_stated});
            continue;
        } else if (*value == 0.0) {
            plan.left_out.push_back({path, LeftOut::Why::zero});
            continue;
        } else {
            const Bounds bound = parameter->bound();
            const double step = std::abs(*value) * swing;
            input.low = allowed(*value - step, *value, bound);
            input.high = allowed(*value + step, *value, bound);
            const double rounding = bound.whole ? 0.5 : 1e-12 * step;
            input.low_clipped = input.low > *value - step + rounding;
            input.high_clipped = input.high < *value + step - rounding;
        }
        if (input.low < input.high) {
            plan.inputs.push_back(std::move(input));
        } else {
            plan.left_out.push_back({path, LeftOut::Why::no_room});
        }
    }
    return plan;
}

double TornadoBar::width() const {
    return at_low && at_high ? std::abs(*at_high - *at_low) : std::numeric_limits<double>::infinity();
}

Tornado tornado(const Scenario& scenario, const SensitivityPlan& plan, const std::string& metric) {
    Tornado result;
    const auto pair = metric == "margin" ? deciding_pair(evaluate(scenario)) : std::nullopt;
    result.base = finite_metric(scenario, metric, pair);
    Scenario moved = scenario;
    for (const SensitivityInput& input : plan.inputs) {
        TornadoBar bar{input, {}, {}, {}};
        for (const bool high : {false, true}) {
            moved = scenario;
            find_parameter(moved, input.path)->set(high ? input.high : input.low);
            (high ? bar.at_high : bar.at_low) = finite_metric(moved, metric, pair);
        }
        bar.elasticity = elasticity(bar, result.base);
        result.bars.push_back(std::move(bar));
    }
    // equal up to roundings: keeps the plan's order
    double widest = 0.0;
    for (const TornadoBar& bar : result.bars) {
        if (std::isfinite(bar.width())) widest = std::max(widest, bar.width());
    }
    std::stable_sort(result.bars.begin(), result.bars.end(), [&](const TornadoBar& a, const TornadoBar& b) {
        const auto rank = [&](double width) {
            return std::isfinite(width) && widest > 0.0 ? std::round(width / widest * 1e9) : width;
        };
        return rank(a.width()) > rank(b.width());
    });
    return result;
}

std::vector<std::string> other_winners(const Scenario& scenario, std::span<const InputRange> ranges) {
    const auto own = evaluate(scenario).winner;
    std::vector<bool> wins(scenario.options.size());
    const auto at = [&](const auto& end_of) {
        Scenario other = scenario;
        for (const InputRange& range : ranges) {
            const std::optional<double> value = end_of(range);
            auto parameter = value ? find_parameter(other, range.path) : std::nullopt;
            if (parameter) parameter->set(*value);
        }
        if (const auto winner = evaluate(other).winner) wins[*winner] = true;
    };
    for (const auto end : {&InputRange::low, &InputRange::high}) {
        const auto other_end = end == &InputRange::low ? &InputRange::high : &InputRange::low;
        at([&](const InputRange& range) { return range.*end; });
        for (const InputRange& one : ranges)
            at([&](const InputRange& range) {
                return &range == &one ? std::optional(range.*end) : std::nullopt;
            });
        for (const auto& option : scenario.options) {
            const auto is_own = [&](const InputRange& range) {
                return range.path.compare(0, option.name.size() + 1, option.name + ".") == 0;
            };
            const auto own_inputs = std::count_if(ranges.begin(), ranges.end(), is_own);
            if (own_inputs == 0 || own_inputs == std::ssize(ranges)) continue;
            at([&](const InputRange& range) { return is_own(range) ? range.*end : range.*other_end; });
        }
    }
    std::vector<std::string> others;
    for (std::size_t i = 0; i < wins.size(); ++i) {
        if (wins[i] && own != i) others.push_back(scenario.options[i].name);
    }
    return others;
}

}  // namespace aicost
