// Shared by the decision (advice.cpp) and its reasons (advice_reasons.cpp).
#pragma once

#include "aicost/advice.hpp"

namespace aicost {

// The reasons for and against a side, and whether it is possible.
void weigh(SideAdvice& side, const Advice& advice, const Needs& needs);

const SideAdvice& side_of(const Advice& advice, Side side);
bool has_frontier(const Advice& advice, const SideAdvice& side);

}  // namespace aicost
