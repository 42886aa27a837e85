#include <algorithm>
#include <cmath>

#include "aicost/break_even.hpp"
#include "aicost/scenario.hpp"
#include "engine/search_points.hpp"
#include "model/elementary.hpp"

namespace aicost {

Solution solve(const Scenario& given, std::string_view path,
               const std::function<double(const Scenario&)>& difference) {
    Solution solution;
    Scenario scenario = given;
    const auto parameter = find_parameter(scenario, path);
    if (!parameter) return solution;
    const Bounds bound = parameter->bound();
    const double present = parameter->get().value_or(1.0);

    const auto at = [&](double value) {
        parameter->set(value);
        return difference(scenario);
    };
    const auto points = search_points(bound, std::clamp(present, bound.min, bound.max), 32);
    solution.low = points.front();
    solution.high = points.back();

    bool first = true;
    double from = 0.0, d_from = 0.0;
    for (const double x : points) {
        const double d = at(x);
        if (!std::isfinite(d)) continue;
        if (first) solution.at_low = d;
        solution.at_high = d;
        if (d == 0.0) {
            solution.roots.push_back(x);
        } else if (!first && d_from != 0.0 && (d > 0.0) != (d_from > 0.0)) {
            double low = from, high = x, d_low = d_from, d_high = d;
            if (bound.whole) {
                while (high - low > 1.0) {
                    const double middle = std::floor(0.5 * (low + high));
                    if (middle <= low || middle >= high) break;
                    const double d_middle = at(middle);
                    const bool same = d_middle != 0.0 && (d_middle > 0.0) == (d_low > 0.0);
                    (same ? low : high) = middle;
                    (same ? d_low : d_high) = d_middle;
                }
                // The first whole number past it, unless the one before misses it by a rounding only.
                const bool met = std::abs(d_low) <= 1e-12 * std::abs(d_high);
                solution.roots.push_back(met ? low : high);
            } else {
                for (int i = 0; i < 200; ++i) {
                    const double middle = 0.5 * (low + high);
                    if (middle <= low || middle >= high) break;
                    const double d_middle = at(middle);
                    const bool same = (d_middle > 0.0) == (d_low > 0.0);
                    (same ? low : high) = middle;
                    (same ? d_low : d_high) = d_middle;
                    if (d_middle == 0.0) break;
                }
                const double root = std::abs(d_low) < std::abs(d_high) ? low : high;
                // 70 rather than 69.99999999999997, if both are equally good
                const double round = to_twelve_digits(root);
                const double noise = 1e-12 * std::max(std::abs(d_from), std::abs(d));
                solution.roots.push_back(std::abs(at(round)) <= noise ? round : root);
            }
        }
        first = false;
        from = x;
        d_from = d;
    }
    const auto distance = [&](double root) {
        return present > 0.0 && root > 0.0 ? std::abs(logarithm(root / present))
                                           : std::abs(root - present) + 1e3;
    };
    for (const double root : solution.roots) {
        if (!solution.value || distance(root) < distance(*solution.value)) solution.value = root;
    }
    if (solution.value && bound.whole && *solution.value > bound.min) {
        const double before = at(*solution.value - 1.0);
        solution.between = std::abs(at(*solution.value)) > 1e-12 * std::abs(before);
    }
    return solution;
}

}  // namespace aicost
