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

// When K(t) of two options meet: the flows up to t, without those due at the horizon's end. Running costs
// accrue linearly within a month.
struct BreakEven {
    enum class Never { no_monthly_saving, beyond_search };
    std::optional<double> month;  // none: never, for this reason:
    Never reason = Never::beyond_search;
    int searched_months = 0;
    bool within_horizon = false;
};

// Break-even is searched for this many months, or to the horizon if that is longer.
inline constexpr int min_search_months = 120;
int search_months(int horizon_months);

// The smallest t at which the option, having been dearer, is no dearer than the baseline; 0 if it is no
// dearer at t = 0 and at t = 1. Both flows must cover search_months(T). With a yearly rate other than 0,
// discounted flows are compared.
BreakEven break_even_month(const CashFlow& option, const CashFlow& baseline, int horizon_months,
                           double yearly_rate = 0.0);

// Every t in (0, T] at which the lead changes.
std::vector<double> crossings(const CashFlow& option, const CashFlow& baseline, int horizon_months);

// Where the option's and the baseline's present values cross, units and seats as they are.
struct VolumeBreakEven {
    std::optional<Tokens> tokens_per_day;  // the smallest in (0, 1e15] at which the lead changes
    bool option_cheaper_above = false;
    std::optional<double>
        utilization;  // of what the option's units could do day and night, there; over 1: beyond it
    bool beyond_capacity = false;  // of the option or of the baseline, which could not serve it
    std::optional<Tokens> until;  // where the lead changes again; none where it does not, or is not asked for
};
VolumeBreakEven break_even_volume(const Scenario& scenario, std::size_t option, bool until = false);

// One number of the scenario at which `difference` is 0.
struct Solution {
    std::optional<double> value;         // the root nearest to the present value
    std::vector<double> roots;           // all that were found, in order
    bool between = false;                // whole numbers: not 0 there, but between the one before and it
    double low = 0.0, high = 0.0;        // the bracket searched
    double at_low = 0.0, at_high = 0.0;  // the difference at its ends
};
Solution solve(const Scenario& scenario, std::string_view path,
               const std::function<double(const Scenario&)>& difference);

}  // namespace aicost
