// How a column of numbers is spread: moments, exact percentiles, a histogram. A NaN is "no value".
#pragma once

#include <span>

#include "aicost/risk.hpp"
#include "engine/workers.hpp"

namespace aicost::risk {

// Fills all but the metric's name. The same whatever the number of workers.
MetricRisk spread_of(std::span<const double> values, std::size_t bins, const Workers& workers);

}  // namespace aicost::risk
