// The growth of a volume, from what was used on each day.
#pragma once

#include <optional>
#include <vector>

namespace aicost {

// As shares a month, compounded: 0.1 is 10 % more a month, and -1, that nothing is left, is never reached.
struct Growth {
    double per_month = 0.0;
    double low = 0.0, high = 0.0;  // a 90 % interval
};

// The curve of constant growth that is nearest to the days, which may be 0 (a Poisson regression, whose spread is that
// of the days around it). None below 14 days, or where no such curve is the nearest: all of the use is at one end.
std::optional<Growth> growth_of(const std::vector<double>& days);

}  // namespace aicost
