#pragma once

#include "aicost/throughput.hpp"

namespace aicost::speed {

// 80 % of measured decode rates lie within ×/÷ this of the estimate.
double decode_spread(const ThroughputSetup& setup, int requests);
inline constexpr double prefill_spread = 1.71;

}  // namespace aicost::speed
