// Which input matters most: each one moved alone, the others as they are. docs/model.md, section 6.
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
// Moving one input at a time hides what inputs do together; risk.hpp moves them all.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aicost/scenario.hpp"

namespace aicost {

// The ends between which an input is moved.
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
    bool low_clipped = false, high_clipped = false;  // at the input's own bounds, nearer than the swing
    bool stated = false;                             // both ends as stated, no swing
};

// An input that can not be moved, and why.
struct LeftOut {
    enum class Why {
        zero,        // a share of nothing is nothing: needs stated ends
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

// Paths that the scenario does not have are passed over: find_parameter() tells. `ranges`: stated ends, used
// where their path is asked for; they must lie within the input's bounds, low <= high.
SensitivityPlan plan_sensitivity(const Scenario& scenario, std::span<const std::string> paths, double swing,
                                 std::span<const InputRange> ranges);

struct TornadoBar {
    SensitivityInput input;
    std::optional<double> at_low, at_high;  // the metric; none where it has no value there
    std::optional<double> elasticity;       // none where x, y or an end of y is 0 or not there

    // How far the metric moves; infinite where it vanishes.
    [[nodiscard]] double width() const;
};

struct Tornado {
    std::optional<double> base;    // the metric as it is
    std::vector<TornadoBar> bars;  // the widest first, equal ones in the order of the plan
};

// Who else wins where inputs stand at an end of their range: each alone, all at the same end, or those of one
// option at the one and those of the others at the other. Ids of options, in the scenario's order; empty where
// the winner stays. `low` may be the larger number: "low" is one end for all, as "slow" is.
std::vector<std::string> other_winners(const Scenario& scenario, std::span<const InputRange> ranges);

// `metric` must be one whose value is a number (metric.hpp). "margin" is that of the scenario's own winner and
// runner-up, tied or not: below 0 where an end of an input turns them about.
Tornado tornado(const Scenario& scenario, const SensitivityPlan& plan, const std::string& metric);

}  // namespace aicost
