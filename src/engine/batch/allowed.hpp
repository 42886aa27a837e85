// Requirements, over the graph.
#pragma once

#include "model/bill.hpp"
#include "model/graph_algebra.hpp"

namespace aicost {

// Do the requirements allow an option, 0 or 1? Always `now`, except for a hybrid whose shares are inputs.
Expr allowed(const Scenario& scenario, const Named<Option>& option, const Bill<GraphAlgebra>& bill, bool now,
             Graph& graph);

}  // namespace aicost
