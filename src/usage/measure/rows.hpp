// Shared by the readers of measurements: rows as JSON objects, whatever their source, with strictly read numbers; and
// lines of text.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/plural.hpp"
#include "usage/measure.hpp"

namespace aicost::measuring {

using Json = nlohmann::json;
using Rows = std::vector<Json>;

// Why there is no measurement.
struct Wrong {
    std::string what;
    int line = 0;  // 0: no particular line
};

// A member that must be a number of at least 0.
double number(const Json& json, const char* key);
double number_or_0(const Json& json, const char* key);
// None if it is missing, null, or not a number.
std::optional<double> maybe_number(const Json& json, const char* key);
std::string text(const Json& json, const char* key);
// An object's member that is an object; none if it is not.
const Json* object(const Json& json, const char* key);

bool has(const Json& json, std::initializer_list<const char*> keys);

// Tokens a second; throws if no machine has that rate, as the unit must then be wrong.
double rate(double tokens, double seconds, const char* what);

// 12, not 12.000000: decimals only if there are any.
std::string shown(double value);

// The text as a number, if all of it is one.
std::optional<double> number_in(std::string_view text);
std::string_view trimmed(std::string_view text, std::string_view what = " \t\r");

// Calls `line(text, number)` for each line, trimmed.
template <class Line>
void each_line(std::string_view text, Line line) {
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        line(trimmed(text.substr(0, end)), number);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
}

// The cells of "| a | b |"; none: not a table row.
std::vector<std::string_view> cells_of(std::string_view line);

}  // namespace aicost::measuring
