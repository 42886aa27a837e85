#include "report/number.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/digits.hpp"
#include "report/formatted.hpp"
#include "text/real.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

std::string without_trailing_zeros(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

}  // namespace

std::string grouped(std::string digits) {
    const auto point = digits.find('.');
    for (auto at = static_cast<std::ptrdiff_t>(point == std::string::npos ? digits.size() : point) - 3;
         at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

bool is_whole(double amount) { return std::abs(amount - std::round(amount)) < 0.005; }

int price_decimals(double amount) {
    const double size = std::abs(amount);
    const double hundredths = size * 100.0;
    if (size == 0.0 || size >= 1e6 || std::abs(hundredths - std::round(hundredths)) < 1e-7) return 2;
    return std::clamp(3 - decimal_exponent(size) - 1 + (size >= 1.0 ? 2 : 0), 3, 12);
}

bool one_value(double a, double b) {
    return a == b || std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b));
}

double share_of(double value, double low, double high, double of_one) {
    if (!(low < high) || one_value(low, high)) return of_one;
    // halved, as the full span may overflow; but half of the smallest double is 0
    const double span = 0.5 * high - 0.5 * low;
    return span > 0.0 ? std::clamp((0.5 * value - 0.5 * low) / span, 0.0, 1.0) : of_one;
}

std::string currency_sign(const std::string& currency) {
    if (currency == "USD") return "$";
    if (currency == "EUR") return "€";
    if (currency == "GBP") return "£";
    if (currency == "JPY" || currency == "CNY") return "¥";
    if (currency == "INR") return "₹";
    return currency + " ";
}

std::vector<double> rounded_to_add_up(const std::vector<double>& parts, double total, int decimals) {
    const double scale = power_of_ten(decimals);
    const auto too_large = [&](double x) { return !(std::abs(x) * scale < longest_plain); };
    if (too_large(total) || std::any_of(parts.begin(), parts.end(), too_large)) return parts;
    // whole numbers, ignoring roundings, have no remainder
    constexpr double tolerance = 1e-6;
    std::vector<double> out, remainders;
    for (const double part : parts) {
        out.push_back(std::floor(part * scale + tolerance));
        remainders.push_back(part * scale - out.back());
    }
    // round up those with the largest remainders
    std::vector<std::size_t> places(parts.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    std::stable_sort(places.begin(), places.end(),
                     [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    const double printed = std::round(std::stod(formatted("{:.{}f}", total, decimals)) * scale);
    double missing = printed - std::accumulate(out.begin(), out.end(), 0.0);
    for (std::size_t i = 0; i < places.size() && missing > 0.0; ++i, missing -= 1.0) out[places[i]] += 1.0;
    for (double& x : out) x /= scale;
    return out;
}

std::string money_text(double amount, const std::string& currency, int decimals) {
    const double size = std::abs(amount);
    std::string digits =
        size < longest_plain ? grouped(formatted("{:.{}f}", size, decimals)) : formatted("{:.3g}", size);
    const bool zero = digits.find_first_of("123456789") == std::string::npos;
    return (amount < 0.0 && !zero ? "-" : "") + currency_sign(currency) + digits;
}

std::string money_text(double amount, const std::string& currency) {
    return money_text(amount, currency, is_whole(amount) ? 0 : 2);
}

std::string price_text(double amount, const std::string& currency) {
    return money_text(amount, currency, price_decimals(amount));
}

std::string tokens_text(double count) {
    struct Step {
        double size;
        const char* suffix;
    };
    constexpr Step steps[] = {{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "K"}};
    if (std::abs(count) >= longest_plain) return formatted("{:.3g}", count);
    for (const Step& step : steps) {
        // 999,999 rounds to 1M, not to 1000K
        if (std::abs(count) >= step.size * 0.99995) {
            const double scaled = count / step.size;
            const int decimals = std::abs(scaled) >= 99.95 ? 1 : 2;
            return without_trailing_zeros(formatted("{:.{}f}", scaled, decimals)) + step.suffix;
        }
    }
    return without_trailing_zeros(formatted("{:.{}f}", count, std::abs(count) < 1.0 ? 4 : 1));
}

std::string percent_text(double share) {
    const double percent = share * 100.0;
    if (std::abs(percent) >= longest_plain) return formatted("{:.3g}%", percent);
    if (std::abs(percent) > 1e-9 && std::abs(percent) < 0.1) return plain_text(percent, 2) + "%";
    const int decimals = std::abs(percent) >= 99.95 || std::abs(percent - std::round(percent)) < 1e-9 ? 0 : 1;
    std::string text = formatted("{:.{}f}", percent, decimals);
    if (text == "-0" || text == "-0.0") text.erase(0, 1);
    return text + "%";
}

std::string months_text(double months) { return without_trailing_zeros(formatted("{:.2f}", months)); }

std::string plain_text(double value, int significant) {
    const double size = std::abs(value);
    if (size != 0.0 && (size >= longest_plain || size < 1e-9))
        return formatted("{:.{}g}", value, significant);
    const int before = size >= 1.0 ? decimal_exponent(size) + 1 : 0;
    const int decimals = size >= 1.0 || size == 0.0 ? std::max(0, significant - before)
                                                    : std::min(12, significant - 1 - decimal_exponent(size));
    const std::string digits = without_trailing_zeros(formatted("{:.{}f}", size, decimals));
    return (value < 0.0 && digits != "0" ? "-" : "") + grouped(digits);
}

std::string exact_text(double value, Unit unit, const std::string& currency, int significant) {
    // as plain_text has at most 12 decimals
    const auto digits_of = [significant](double number) {
        return number != 0.0 && std::abs(number) < 1e-4 ? formatted("{:.{}g}", number, significant)
                                                        : plain_text(number, significant);
    };
    switch (info(unit).format) {
        case NumberFormat::percent: return digits_of(value * 100.0) + "%";
        case NumberFormat::money:
        case NumberFormat::price: {
            std::string digits = digits_of(std::abs(value));
            const auto point = digits.find('.');
            // $0.50, but a price of $0.148
            if (digits.find('e') == std::string::npos && point != std::string::npos &&
                digits.size() - point == 2)
                digits += "0";
            return (value < 0.0 && digits != "0" ? "-" : "") + currency_sign(currency) + digits;
        }
        default: return digits_of(value);
    }
}

std::string shortest_text(double value) {
    if (std::floor(value) == value && std::abs(value) < longest_plain)
        return formatted("{:.0f}", value == 0.0 ? 0.0 : value);
    return formatted("{}", value);
}

std::string number_text(double value, Unit unit, const std::string& currency) {
    switch (info(unit).format) {
        case NumberFormat::plain: break;
        case NumberFormat::whole: return plain_text(std::round(value), 15);
        case NumberFormat::money: return money_text(value, currency);
        case NumberFormat::price: return price_text(value, currency);
        case NumberFormat::months: return months_text(value);
        case NumberFormat::tokens: return tokens_text(value);
        case NumberFormat::percent: return percent_text(value);
    }
    return plain_text(value);
}

Data data_of(const Cell& cell) {
    if (cell.empty) return {};
    if (const auto* number = std::get_if<double>(&cell.content)) return *number;
    return std::get<std::string>(cell.content);
}
Cell text_cell(std::string text) { return {std::move(text), Unit::none, false, false}; }
Cell number_cell(double value, Unit unit) { return {value, unit, false, false}; }
Cell number_cell(const std::optional<double>& value, Unit unit, std::string why_not) {
    return value ? number_cell(*value, unit) : empty_cell(std::move(why_not));
}
Cell empty_cell(std::string why) { return {std::move(why), Unit::none, true, false}; }

void mark_winner(Cell& cell, bool wins) { cell.strong = cell.winner = wins; }

}  // namespace aicost
