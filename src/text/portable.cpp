#include "text/portable.hpp"

#if !AICOST_STANDARD_CHARCONV

#define FMT_HEADER_ONLY
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

namespace aicost::portable {

namespace {

std::to_chars_result put(char* first, char* last, std::string_view text) {
    if (static_cast<std::size_t>(last - first) < text.size()) return {last, std::errc::value_too_large};
    return {std::copy(text.begin(), text.end(), first), std::errc()};
}

// By printf's %f and %g, as the standard defines them.
std::to_chars_result print(char* first, char* last, std::chars_format format, int precision, double value) {
    std::string text(352, '\0');  // 309 digits, a point, decimals
    const int size =
        format == std::chars_format::fixed
            ? std::snprintf(text.data(), text.size(), "%.*f", precision, value)   // NOLINT(*-vararg)
            : std::snprintf(text.data(), text.size(), "%.*g", precision, value);  // NOLINT(*-vararg)
    text.resize(static_cast<std::size_t>(size));
    return put(first, last, text);
}

// The digits of a positive number, and the power of ten of the first.
struct Decimal {
    std::string digits;
    int exponent = 0;
};
Decimal shortest_digits(double value) {
    const std::string text = fmt::format("{}", value);
    const auto e = std::min(text.find('e'), text.size());
    Decimal decimal;
    std::size_t before = 0;  // digits before the point
    bool point = false;
    for (const char c : text.substr(0, e)) {
        if (c == '.') {
            point = true;
            continue;
        }
        decimal.digits += c;
        before += point ? 0 : 1;
    }
    decimal.exponent = static_cast<int>(before) - 1 + (e < text.size() ? std::atoi(text.c_str() + e + 1) : 0);
    const auto leading = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size() - 1);
    decimal.digits.erase(0, leading);
    decimal.exponent -= static_cast<int>(leading);
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
    return decimal;
}

bool is_digit_at(const char* at, const char* last) { return at != last && *at >= '0' && *at <= '9'; }

}  // namespace

std::to_chars_result to_chars(char* first, char* last, double value) {
    if (!std::isfinite(value) || value == 0.0) {
        const std::string sign = std::signbit(value) ? "-" : "";
        return put(first, last, sign + (value == 0.0 ? "0" : std::isnan(value) ? "nan" : "inf"));
    }
    const auto [digits, exponent] = shortest_digits(std::abs(value));
    const int size = static_cast<int>(digits.size());
    const int power = std::abs(exponent);
    const int scientific = size + (size > 1 ? 1 : 0) + (power < 100 ? 4 : 5);
    const int fixed =
        exponent < 0 ? size + 1 - exponent : std::max(exponent + 1, size + (size > exponent + 1 ? 1 : 0));
    std::string text = value < 0.0 ? "-" : "";
    if (scientific < fixed) {
        text += digits[0];
        if (size > 1) text += "." + digits.substr(1);
        text += exponent < 0 ? "e-" : "e+";
        text += (power < 10 ? "0" : "") + std::to_string(power);
    } else if (exponent < 0) {
        text += "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    } else if (size <= exponent + 1) {
        return print(first, last, std::chars_format::fixed, 0, value);
    } else {
        text += digits.substr(0, static_cast<std::size_t>(exponent) + 1) + "." +
                digits.substr(static_cast<std::size_t>(exponent) + 1);
    }
    return put(first, last, text);
}

// For whole numbers only.
std::to_chars_result to_chars(char* first, char* last, double value, std::chars_format) {
    return print(first, last, std::chars_format::fixed, 0, value);
}

std::to_chars_result to_chars(char* first, char* last, double value, std::chars_format format,
                              int precision) {
    return print(first, last, format, precision, value);
}

std::from_chars_result from_chars(const char* first, const char* last, double& value) {
    const char* at = first != last && *first == '-' ? first + 1 : first;
    const char* digits = at;
    bool any = false, other = false;  // any digit; any digit but 0
    const auto run = [&] {
        for (; is_digit_at(at, last); ++at) any = true, other = other || *at != '0';
    };
    run();
    if (at != last && *at == '.' && (any || is_digit_at(at + 1, last))) {
        ++at;
        run();
    }
    if (!any) return {first, std::errc::invalid_argument};
    if (at != last && (*at == 'e' || *at == 'E')) {
        const char* power = at + 1;
        if (power != last && (*power == '-' || *power == '+')) ++power;
        if (is_digit_at(power, last)) {
            for (at = power; is_digit_at(at, last);) ++at;
        }
    }
    const double size = std::strtod(std::string(digits, at).c_str(), nullptr);
    if (!std::isfinite(size) || (size == 0.0 && other)) return {at, std::errc::result_out_of_range};
    value = first == digits ? size : -size;
    return {at, std::errc()};
}

}  // namespace aicost::portable

#endif
