#include <algorithm>
#include <cmath>

#include "aicost/scenario.hpp"
#include "engine/solve.hpp"
#include "model/elementary.hpp"
#include "text/real.hpp"

namespace aicost {

namespace {

// Points from the lower to the upper bound, dense where such a number usually lies: equal steps within a narrow range,
// equal ratios over many orders of magnitude.
std::vector<double> search_points(const Bounds& bound, double present) {
    std::vector<double> points;
    if (bound.whole && bound.max - bound.min <= 5000.0) {
        for (double x = bound.min; x <= bound.max; x += 1.0) points.push_back(x);
        return points;
    }
    constexpr int steps_per_decade = 32;
    const double min = std::max(bound.min, -largest_input);
    const double max = std::min(bound.max, largest_input);
    if (max - min <= 1000.0) {
        constexpr int steps = 2000;
        for (int i = 0; i <= steps; ++i) points.push_back(min + (max - min) * i / steps);
    } else {
        points.push_back(min);
        for (double exponent = -9.0 * steps_per_decade;; exponent += 1.0) {
            const double x = power_of(10.0, exponent / steps_per_decade);
            if (x >= max) break;
            if (x > min) points.push_back(x);
            if (min < 0.0 && -x > min && x < 1.0) points.push_back(-x);
        }
        points.push_back(max);
    }
    points.push_back(present);
    std::sort(points.begin(), points.end());
    if (bound.open_min && points.front() == bound.min && points.size() > 1) {
        points.front() = bound.min + (points[1] - bound.min) * 1e-6;
    }
    return points;
}

double to_twelve_digits(double value) {
    if (value == 0.0) return value;
    const double size = power_of_ten(11 - decimal_exponent(std::abs(value)));
    return std::round(value * size) / size;
}

}  // namespace

Solution solve(const Scenario& scenario, std::string_view path,
               const std::function<double(const Scenario&)>& difference) {
    return solve_with(scenario, path, difference, {});
}

Solution solve_with(const Scenario& given, std::string_view path,
                    const std::function<double(const Scenario&)>& difference, const Differences& at_once) {
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
    const auto points = search_points(bound, std::clamp(present, bound.min, bound.max));
    solution.low = points.front();
    solution.high = points.back();

    const std::vector<double> known = at_once ? at_once(points) : std::vector<double>();
    bool first = true;
    double from = 0.0, d_from = 0.0;
    bool exact_from = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double x = points[i];
        const bool end = first || i + 1 == points.size();
        bool exact = end || known.empty() || !std::isfinite(known[i]);
        double d = exact ? at(x) : known[i];
        if (!std::isfinite(d)) continue;
        if (!first && d_from != 0.0 && (d > 0.0) != (d_from > 0.0)) {  // a root is exact
            if (!exact) d = at(x);
            if (!exact_from) d_from = at(from);
            exact = true;
        }
        if (first) solution.at_low = d;
        solution.at_high = d;
        if (d == 0.0) {
            solution.roots.push_back(x);
        } else if (!first && d_from != 0.0 && (d > 0.0) != (d_from > 0.0)) {
            double low = from, high = x, d_low = d_from, d_high = d;
            if (bound.whole) {
                // The first whole number past it, unless the previous one misses it only by a rounding.
                const bool met = std::abs(d_low) <= 1e-12 * std::abs(d_high);
                solution.roots.push_back(met ? low : high);
            } else {
                for (int step = 0; step < 200; ++step) {
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
        exact_from = exact;
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
