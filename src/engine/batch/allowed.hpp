// Requirements, over the graph.
#pragma once

#include "model/bill.hpp"
#include "model/graph_algebra.hpp"

namespace aicost {

// Whether the requirements let an option take part, 0 or 1: `now`, but for a hybrid whose shares are inputs.
Expr allowed(const Scenario& scenario, const Named<Option>& option, const Bill<GraphAlgebra>& bill, bool now,
             Graph& graph);

}  // namespace aicost
