// Which input matters most: each one moved on its own, the others unchanged. docs/model.md, section 6.
//
//   x            an input's present value
//   low          x·(1 - swing), or the stated low end
//   high         x·(1 + swing), or the stated high end
//   y(x)         the metric at that value
//   elasticity = ((y(high) - y(low))/y(x)) / ((high - low)/x)
//
//     const std::vector<std::string> paths{"workload.tokens_per_day", "cloud.price_per_mtok"};
//     const SensitivityPlan plan = plan_sensitivity(scenario, paths, 0.2, {});
//     tornado(scenario, plan, "local.savings").bars[0].width();  // 1152: the widest first
//
// Moving one input at a time hides interactions; risk.hpp moves them all.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aicost/scenario.hpp"

namespace aicost {

// The range in which an input is moved.
struct InputRange {
    std::string path;
    double low = 0.0;
    double high = 0.0;
};

struct SensitivityInput {
    std::string path;
    Unit unit = Unit::none;
    double value = 0.0;
    double low = 0.0, high = 0.0;
    bool low_clipped = false, high_clipped = false;  // cut at the input's own bounds
    bool stated = false;                             // the range was stated; no swing
};

// An input that cannot be moved, and why.
struct LeftOut {
    enum class Why {
        zero,        // a share of 0 is 0: needs a stated range
        not_stated,  // has no value to start from
        no_room,     // bounds or whole numbers leave no other value
    };
    std::string path;
    Why why{};
};

struct SensitivityPlan {
    std::vector<SensitivityInput> inputs;
    std::vector<LeftOut> left_out;
};

// Paths that the scenario does not have are skipped: find_parameter() tells. `ranges`: stated ranges, used for
// those paths that are asked for; they must lie within the input's bounds, low <= high.
SensitivityPlan plan_sensitivity(const Scenario& scenario, std::span<const std::string> paths, double swing,
                                 std::span<const InputRange> ranges);

struct TornadoBar {
    SensitivityInput input;
    std::optional<double> at_low, at_high;  // the metric; none if it has no value there
    std::optional<double> elasticity;       // none if x, y or an end of y is 0 or missing

    // How far the metric moves; infinite if it has no value at one end.
    [[nodiscard]] double width() const;
};

struct Tornado {
    std::optional<double> base;    // the metric at the present values
    std::vector<TornadoBar> bars;  // widest first, equal ones in the order of the plan
};

// Which other options win when inputs are at an end of their range: each alone, all at the same end, or one option's
// at one end and the others' at the opposite end. Ids in the scenario's order; empty if the winner stays. `low` may be
// the larger number: it only marks the same end for all, such as "slow".
std::vector<std::string> other_winners(const Scenario& scenario, std::span<const InputRange> ranges);

// `metric` must have a number as its value (metric.hpp). "margin" is that of the scenario's own winner and runner-up,
// tied or not: negative where an end of an input reverses them.
Tornado tornado(const Scenario& scenario, const SensitivityPlan& plan, const std::string& metric);

}  // namespace aicost
