// Where two options cost the same: in time, in volume, in any one input. docs/model.md, section 6.
//
//     const CashFlow& local = comparison.options[0].flow;
//     const CashFlow& cloud = comparison.options[1].flow;
//     break_even_month(local, cloud, 24).month;             // 13.33
//     break_even_volume(scenario, 0).tokens_per_day;        // 1333333
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/cash_flow.hpp"
#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

struct Scenario;

// K(t), the flows up to t without what the horizon's end brings: as running costs fall due within a month,
// linearly.
struct BreakEven {
    enum class Never { no_monthly_saving, beyond_search };
    std::optional<double> month;  // none: never, and why
    Never reason = Never::beyond_search;
    int searched_months = 0;
    bool within_horizon = false;
};

// Break-even is looked for this far, or to the horizon where that is longer.
inline constexpr int least_search_months = 120;
int search_months(int horizon_months);

// The least t at which the option, having been dearer, is no dearer than the baseline; 0 where it is no
// dearer at t = 0 and at t = 1. Both flows must cover search_months(T). A yearly rate other than 0 compares
// discounted flows.
BreakEven break_even_month(const CashFlow& option, const CashFlow& baseline, int horizon_months,
                           double yearly_rate = 0.0);

// Every t in (0, T] at which the lead changes.
std::vector<double> crossings(const CashFlow& option, const CashFlow& baseline, int horizon_months);

// Where the lead between the option's and the baseline's present value changes, units and seats as they are.
struct VolumeBreakEven {
    std::optional<Tokens> tokens_per_day;  // the least in (0, 1e15] at which the lead changes
    bool option_cheaper_above = false;
    std::optional<double>
        utilization;  // of what the option's units could do day and night, there; over 1: beyond it
    bool beyond_capacity = false;  // of the option or of the baseline, which could not serve it
};
VolumeBreakEven break_even_volume(const Scenario& scenario, std::size_t option);

// One number of the scenario at which `difference` is 0.
struct Solution {
    std::optional<double> value;           // the root nearest to the present value
    std::vector<double> roots;             // all that were found, in order
    double least = 0.0, most = 0.0;        // the bracket that was searched
    double at_least = 0.0, at_most = 0.0;  // the difference at its ends
};
Solution solve(const Scenario& scenario, std::string_view path,
               const std::function<double(const Scenario&)>& difference);

}  // namespace aicost
