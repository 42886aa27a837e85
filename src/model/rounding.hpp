// Amounts computed in two ways differ by roundings, which must not count as savings or a lead.
#pragma once

#include <algorithm>
#include <cmath>

namespace aicost {

// a - b, or 0 if the difference is below a relative 1e-12.
inline double less_roundings(double a, double b) {
    const double difference = a - b;
    return std::abs(difference) <= 1e-12 * std::max(std::abs(a), std::abs(b)) ? 0.0 : difference;
}

}  // namespace aicost
