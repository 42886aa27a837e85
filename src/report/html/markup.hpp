// Text as HTML, and numbers of a chart as SVG attributes.
#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"

namespace aicost::html {

// For text and double-quoted attributes: escapes markup, replaces control characters by spaces.
std::string escaped(std::string_view text);

// Escaped; long names may break after dots and underscores, not within a word.
std::string breakable(std::string_view text);

// Breakable; http(s) URLs become links, and text between backquotes code.
std::string linked(std::string_view text);

// A number for people, with its full precision as an attribute for programs.
std::string number(double value, Unit unit, const std::string& currency);
std::string cell(const Cell& cell, const std::string& currency, int decimals);
// The same, abbreviated if large: $1.5M.
std::string short_cell(const Cell& cell, const std::string& currency, int decimals);

// "12.5%" for 0.125, "37.25" for 37.25: coordinates.
std::string share(double part);
std::string pixels(double length);

}  // namespace aicost::html
