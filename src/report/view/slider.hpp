// The range of a slider for an input.
#pragma once

#include <optional>
#include <string>

#include "aicost/parameter.hpp"
#include "report/document.hpp"

namespace aicost {

struct Slider {
    double low = 0.0, high = 0.0;  // within the input's bounds, around its value
    bool logarithmic = false;
};
// `flip`: a value that it should include, if not too far away. The parameter must have a value.
Slider slider_for(const Parameter& parameter, std::optional<double> flip);

// Its values as a sweep range, enough for a curve: "50..5000:log:33"
std::string range_text(const Slider& slider);

// "meaning", "low", "high", "scale", "whole", "least", "most"
void add_slider(DataObject& row, const Parameter& parameter, const Slider& slider);

}  // namespace aicost
