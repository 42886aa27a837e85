#include "report/view/slider.hpp"

#include <algorithm>
#include <cmath>

#include "text/real.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

// For an input at 0, the usual range of its unit.
double usual_reach(Unit unit) {
    switch (info(unit).kind) {
        case UnitKind::tokens: return 1e6;
        case UnitKind::money: return 1000.0;
        case UnitKind::price: return 10.0;
        default: return 100.0;
    }
}

Slider about(double value, const Bounds& bound, Unit unit) {
    constexpr double day = 24.0, few = 10.0;
    if (bound.min >= 0.0 && bound.max <= day && !bound.whole) return {bound.min, bound.max, false};
    if (bound.min < 0.0) return {std::min(-0.5, 2.0 * value), std::max(0.5, 2.0 * value), false};
    if (bound.whole) return {std::max(bound.min, 0.0), std::max(4.0 * value, few), false};
    if (value > 0.0) return {value / few, value * few, true};
    return {0.0, usual_reach(unit), false};
}

// To three digits, as an end need not be more precise.
double three(double value) {
    if (value == 0.0) return value;
    const double scale = power_of_ten(2 - decimal_exponent(std::abs(value)));
    return std::round(value * scale) / scale;
}

}  // namespace

Slider slider_for(const Parameter& parameter, std::optional<double> flip) {
    constexpr double far = 100.0;
    const Bounds bound = parameter.bound();
    const double value = parameter.get().value();
    Slider slider = about(value, bound, parameter.field().unit);
    if (flip && slider.logarithmic && *flip > value / far && *flip < value * far) {
        slider.low = std::min(slider.low, *flip / 1.5);
        slider.high = std::max(slider.high, *flip * 1.5);
    }
    if (flip && bound.whole && *flip < far * std::max(value, 1.0))
        slider.high = std::max(slider.high, *flip + 1.0);
    if (!bound.whole) slider = {three(slider.low), three(slider.high), slider.logarithmic};
    slider.low = std::min(value, std::max(slider.low, bound.min));
    slider.high = std::max(value, std::min(slider.high, bound.max));
    return slider;
}

std::string range_text(const Slider& slider) {
    constexpr int points = 33;
    return shortest(slider.low) + ".." + shortest(slider.high) + (slider.logarithmic ? ":log:" : ":") +
           std::to_string(points);
}

void add_slider(DataObject& row, const Parameter& parameter, const Slider& slider) {
    const auto end = [](double bound) { return std::isfinite(bound) ? Data(bound) : Data(); };
    const Bounds bound = parameter.bound();
    row.emplace_back("meaning", std::string(parameter.field().help));
    row.emplace_back("low", slider.low);
    row.emplace_back("high", slider.high);
    row.emplace_back("scale", slider.logarithmic ? "log" : "linear");
    row.emplace_back("whole", bound.whole);
    row.emplace_back("least", end(bound.min));
    row.emplace_back("most", end(bound.max));
}

}  // namespace aicost
