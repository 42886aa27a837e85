// Which rows of a sweep are shown, and in what order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/sweep.hpp"
#include "cli/command.hpp"

namespace aicost {

// --where; `paths`: the varied inputs, which it may name too. Throws Failure.
std::vector<Assertion> conditions_of(const Arguments& arguments, const Scenario& scenario,
                                     const std::vector<std::string>& paths);

struct RowOrder {
    SweepOrder order;
    std::optional<std::uint64_t> top;  // none: all
};
// --by and --top; none where neither is given. Throws Failure.
std::optional<RowOrder> order_of(const Arguments& arguments, const Scenario& scenario);

// "; where cloud.total < 1000; the first 5 by local.total, the least first": what line 2 says of it.
std::string selection_text(const Arguments& arguments, const std::optional<RowOrder>& order);

}  // namespace aicost
