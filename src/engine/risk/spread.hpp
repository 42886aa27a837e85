// Statistics of a column of numbers: moments, exact percentiles, a histogram. NaN means "no value".
#pragma once

#include <span>

#include "aicost/risk.hpp"
#include "system/workers.hpp"

namespace aicost::risk {

// Fills everything but the metric's name. The result does not depend on the number of workers.
MetricRisk spread_of(std::span<const double> values, std::size_t bins, const Workers& workers);

}  // namespace aicost::risk
