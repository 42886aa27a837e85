// Text as HTML, and the figures of a chart as attributes of SVG.
#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"

namespace aicost::html {

// For text and for attributes in double quotes: nothing of it is markup, control characters are spaces.
std::string escaped(std::string_view text);

// Escaped; long names may break behind their dots and underlines, not in the middle of a word.
std::string breakable(std::string_view text);

// Breakable; http(s) addresses are links, and what stands between backquotes is code.
std::string linked(std::string_view text);

// A number as people read it, with its full precision beside it for programs.
std::string number(double value, Unit unit, const std::string& currency);
std::string cell(const Cell& cell, const std::string& currency, int decimals);
// The same, shorter where it is large: $1.5M.
std::string short_cell(const Cell& cell, const std::string& currency, int decimals);

// "12.5%" of 0.125, "37.25" of 37.25: coordinates.
std::string share(double part);
std::string pixels(double length);

}  // namespace aicost::html
