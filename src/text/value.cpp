#include "text/value.hpp"

#include <algorithm>
#include <cmath>

#include "text/encoding.hpp"
#include "text/money_sign.hpp"
#include "text/portable.hpp"

namespace aicost {

namespace {

// Removes grouping from the digits before the point: either commas between thousands, or underscores between
// digits.
std::optional<std::string> without_grouping(std::string_view text) {
    std::string plain;
    const std::size_t whole_end = [&] {
        std::size_t i = 0;
        while (i < text.size() && (is_digit(text[i]) || text[i] == ',' || text[i] == '_')) ++i;
        return i;
    }();
    const std::string_view whole = text.substr(0, whole_end);
    const bool by_comma = whole.find(',') != std::string_view::npos;
    if (by_comma && whole.find('_') != std::string_view::npos) return std::nullopt;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (is_digit(whole[i])) {
            plain += whole[i];
            continue;
        }
        if (i == 0 || i + 1 == whole.size() || !is_digit(whole[i - 1]) || !is_digit(whole[i + 1]))
            return std::nullopt;
        if (by_comma && (whole.size() - i) % 4 != 0) return std::nullopt;
    }
    // "1,200,000" has a comma at every fourth place and one to three digits before the first
    if (by_comma &&
        (whole.find(',') > 3 || (whole.size() - whole.find(',')) / 4 !=
                                    static_cast<std::size_t>(std::count(whole.begin(), whole.end(), ',')))) {
        return std::nullopt;
    }
    for (const char c : text.substr(whole_end)) {
        if (c == ',' || c == '_') return std::nullopt;
        plain += c;
    }
    return plain;
}

}  // namespace

std::optional<double> parse_value(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const std::string_view sign = money_sign(text);
    const bool money = !sign.empty() && text.starts_with(sign);  // after at most one + or -
    if (money) text.remove_prefix(sign.size());

    double factor = 1.0;
    if (!text.empty()) {
        switch (text.back()) {
            case 'k':
            case 'K': factor = 1e3; break;
            case 'M': factor = 1e6; break;
            case 'B':
            case 'G': factor = 1e9; break;
            case 'T': factor = 1e12; break;
            case '%': factor = 0.01; break;
            default: break;
        }
        if (factor != 1.0) text.remove_suffix(1);
    }
    if (money && factor == 0.01) return std::nullopt;
    if (text.empty() || !(is_digit(text.front()) || text.front() == '.')) return std::nullopt;
    const auto plain = without_grouping(text);
    if (!plain) return std::nullopt;

    double number = 0.0;
    const char* end = plain->data() + plain->size();
    const auto [stop, error] = portable::from_chars(plain->data(), end, number);
    if (error != std::errc() || stop != end || !is_digit(plain->back() == '.' ? '0' : plain->back()))
        return std::nullopt;
    // dividing keeps 15% the same double as 0.15
    number = factor == 0.01 ? number / 100.0 : number * factor;
    if (!std::isfinite(number)) return std::nullopt;
    return negative ? -number : number;
}

std::string three_digits(double value) {
    if (value >= 100.0) return shortest(std::round(value));
    return shortest(value >= 10.0 ? std::round(value * 10.0) / 10.0 : std::round(value * 100.0) / 100.0);
}

std::string shortest(double value) {
    char buffer[32];
    // large whole amounts as people write them: 1000000, not 1e+06
    const bool plain = std::abs(value) < 1e15 && std::floor(value) == value;
    const auto result =
        plain ? portable::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed)
              : portable::to_chars(buffer, buffer + sizeof buffer, value);
    return {buffer, result.ptr};
}

}  // namespace aicost
