// Where an input is looked at when a value of it is sought.
#pragma once

#include <vector>

#include "aicost/parameter.hpp"

namespace aicost {

// From the lower to the upper bound, in order, `present` among them: close together where a number of this kind usually
// lies, even steps between finite bounds of one size, even ratios over many sizes. Of whole numbers whole ones: the
// small ones and the present one's neighbours all, above them by ratios.
std::vector<double> search_points(const Bounds& bound, double present, int per_decade);

// 70 rather than 69.99999999999997; not where that is further away than `tolerance`, relative.
double to_twelve_digits(double value);
double rounded_within(double value, double tolerance);

}  // namespace aicost
