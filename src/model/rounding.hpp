// Amounts that are computed in two ways differ by roundings, which are neither savings nor a lead.
#pragma once

#include <algorithm>
#include <cmath>

namespace aicost {

// a - b, or 0 where that is below a relative 1e-12 of the two.
inline double less_roundings(double a, double b) {
    const double difference = a - b;
    return std::abs(difference) <= 1e-12 * std::max(std::abs(a), std::abs(b)) ? 0.0 : difference;
}

}  // namespace aicost
