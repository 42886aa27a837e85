#include "engine/search_points.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/parameter.hpp"
#include "model/elementary.hpp"
#include "text/real.hpp"

namespace aicost {

namespace {

std::vector<double> whole_points(const Bounds& bound, double present, int per_decade) {
    constexpr double all_below = 1000.0, neighbours = 100.0;
    std::vector<double> points;
    const auto add_all = [&](double from, double to) {
        for (double x = std::max(from, bound.min); x <= std::min(to, bound.max); x += 1.0)
            points.push_back(x);
    };
    if (bound.max - bound.min <= 5000.0) {
        add_all(bound.min, bound.max);
        return points;
    }
    add_all(bound.min, all_below);
    add_all(std::floor(present) - neighbours, present + neighbours);
    for (double exponent = 3.0 * per_decade;; exponent += 1.0) {
        const double x = std::round(power_of(10.0, exponent / per_decade));
        if (x >= bound.max) break;
        if (x >= bound.min) points.push_back(x);
    }
    points.push_back(bound.max);
    return points;
}

}  // namespace

std::vector<double> search_points(const Bounds& bound, double present, int per_decade) {
    std::vector<double> points;
    const double low = std::max(bound.min, -largest_input);
    const double high = std::min(bound.max, largest_input);
    if (bound.whole) {
        points = whole_points(bound, present, per_decade);
    } else if (high - low <= 1000.0) {
        constexpr int steps = 2000;
        for (int i = 0; i <= steps; ++i) points.push_back(low + (high - low) * i / steps);
    } else {
        points.push_back(low);
        for (double exponent = -9.0 * per_decade;; exponent += 1.0) {
            const double x = power_of(10.0, exponent / per_decade);
            if (x >= high) break;
            if (x > low) points.push_back(x);
            if (low < 0.0 && -x > low && x < 1.0) points.push_back(-x);
        }
        points.push_back(high);
    }
    points.push_back(present);
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
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

double rounded_within(double value, double tolerance) {
    const double round = to_twelve_digits(value);
    return std::abs(round - value) <= tolerance * std::abs(value) ? round : value;
}

}  // namespace aicost
