#include "text/digits.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>

#include "text/portable.hpp"

namespace aicost {

namespace {

constexpr double powers[] = {1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6};
constexpr std::uint64_t whole_powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};

struct Pairs {
    char digits[200];
};
constexpr Pairs make_pairs() {
    Pairs pairs{};
    for (int i = 0; i < 100; ++i) {
        pairs.digits[2 * i] = static_cast<char>('0' + i / 10);
        pairs.digits[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}
constexpr Pairs pairs = make_pairs();

// Exactly `length` digits.
void put(char* out, std::uint64_t number, int length) {
    for (; length >= 2; length -= 2) {
        std::memcpy(out + length - 2, pairs.digits + 2 * (number % 100), 2);
        number /= 100;
    }
    if (length == 1) *out = static_cast<char>('0' + number % 10);
}

int length_of(std::uint64_t number) {
    int length = 1;
    for (; number >= 10000; number /= 10000) length += 4;
    return length + (number >= 10 ? 1 : 0) + (number >= 100 ? 1 : 0) + (number >= 1000 ? 1 : 0);
}

// 10^i, all exact.
constexpr double exact_powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

}  // namespace

double without_roundings(double value) {
    const double size = std::abs(value);
    if (!(size >= 1e-9 && size < 1e15)) return value;
    // 12 or 13 digits before the point: 2^x is about 10^(0.301x)
    const int digits = static_cast<int>(std::floor(0.30103 * std::ilogb(size)));
    const int shift = 11 - digits;
    const double scale = exact_powers[shift < 0 ? -shift : shift];
    const double whole = std::round(shift < 0 ? size / scale : size * scale);
    const double decimal = shift < 0 ? whole * scale : whole / scale;  // rounded only once, as both are exact
    constexpr double few_roundings = 4.5e-16;
    if (std::abs(decimal - size) > few_roundings * size) return value;
    return value < 0.0 ? -decimal : decimal;
}

char* write_shortest(char* out, double value) {
    constexpr double longest_plain = 1e15;
    if (std::abs(value) < longest_plain && std::floor(value) == value) {
        if (value < 0.0) *out++ = '-';
        const auto whole = static_cast<std::uint64_t>(std::abs(value));
        const int length = length_of(whole);
        put(out, whole, length);
        return out + length;
    }
    return portable::to_chars(out, out + max_number_length, value).ptr;
}

char* write_fixed(char* out, double value, int decimals) {
    // Scaled to a whole number. Below 4e10 the product's rounding error is less than 5e-6; a fraction that close
    // to a half is left to exact arithmetic.
    constexpr double max = 4e10, doubt = 5e-6;
    const double size = std::abs(value);
    if (decimals <= 6 && size * powers[decimals] < max) {
        const double scaled = size * powers[decimals];
        auto whole = static_cast<std::uint64_t>(scaled);
        const double rest = scaled - static_cast<double>(whole);
        if (std::abs(rest - 0.5) > doubt) {
            whole += rest > 0.5 ? 1 : 0;
            if (std::signbit(value)) *out++ = '-';
            const std::uint64_t scale = whole_powers[decimals];
            const std::uint64_t before = whole / scale;
            const int length = length_of(before);
            put(out, before, length);
            out += length;
            if (decimals == 0) return out;
            *out++ = '.';
            put(out, whole % scale, decimals);
            return out + decimals;
        }
    }
    return portable::to_chars(out, out + max_number_length, value, std::chars_format::fixed, decimals).ptr;
}

}  // namespace aicost
