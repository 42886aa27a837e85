// solve() (break_even.hpp) for whoever can tell the differences at many values at once.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "aicost/break_even.hpp"

namespace aicost {

// The difference at each of these values of the input, its sign exact; NaN where a rounding might decide, which is then
// asked of `difference`. Empty: there is no such thing for this input.
using Differences = std::function<std::vector<double>(std::span<const double>)>;

Solution solve_with(const Scenario& scenario, std::string_view path,
                    const std::function<double(const Scenario&)>& difference, const Differences& at_once);

}  // namespace aicost
