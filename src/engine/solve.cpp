#include <algorithm>
#include <cmath>

#include "aicost/break_even.hpp"
#include "aicost/scenario.hpp"
#include "model/elementary.hpp"
#include "text/real.hpp"

namespace aicost {

namespace {

// Points from the lower to the upper bound, close together where a number of this kind usually lies: even
// steps between finite bounds of one size, even ratios over many sizes.
std::vector<double> search_points(const Bounds& bound, double present) {
    std::vector<double> points;
    if (bound.whole && bound.most - bound.least <= 5000.0) {
        for (double x = bound.least; x <= bound.most; x += 1.0) points.push_back(x);
        return points;
    }
    constexpr int steps_per_decade = 32;
    const double least = std::max(bound.least, -largest_input);
    const double most = std::min(bound.most, largest_input);
    if (most - least <= 1000.0) {
        constexpr int steps = 2000;
        for (int i = 0; i <= steps; ++i) points.push_back(least + (most - least) * i / steps);
    } else {
        points.push_back(least);
        for (double exponent = -9.0 * steps_per_decade;; exponent += 1.0) {
            const double x = power_of(10.0, exponent / steps_per_decade);
            if (x >= most) break;
            if (x > least) points.push_back(x);
            if (least < 0.0 && -x > least && x < 1.0) points.push_back(-x);
        }
        points.push_back(most);
    }
    points.push_back(present);
    std::sort(points.begin(), points.end());
    if (bound.open_least && points.front() == bound.least && points.size() > 1) {
        points.front() = bound.least + (points[1] - bound.least) * 1e-6;
    }
    return points;
}

double to_twelve_digits(double value) {
    if (value == 0.0) return value;
    const double size = power_of_ten(11 - decimal_exponent(std::abs(value)));
    return std::round(value * size) / size;
}

}  // namespace

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
    const auto points = search_points(bound, std::clamp(present, bound.least, bound.most));
    solution.least = points.front();
    solution.most = points.back();

    bool first = true;
    double from = 0.0, d_from = 0.0;
    for (const double x : points) {
        const double d = at(x);
        if (!std::isfinite(d)) continue;
        if (first) solution.at_least = d;
        solution.at_most = d;
        if (d == 0.0) {
            solution.roots.push_back(x);
        } else if (!first && d_from != 0.0 && (d > 0.0) != (d_from > 0.0)) {
            double low = from, high = x, d_low = d_from, d_high = d;
            if (bound.whole) {
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
                // 70 rather than 69.99999999999997, where both do equally well
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
    return solution;
}

}  // namespace aicost
