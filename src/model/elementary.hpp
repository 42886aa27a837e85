// Logarithm, exponential and power by +, -, *, / alone: IEEE 754 defines those to the last digit, while C libraries'
// functions differ between machines.
#pragma once

#include <cstdint>

#include "text/portable.hpp"

// Always inlined: each build of the loops over lanes (batch/lanes.hpp) and columns (risk/columns.hpp) has its
// own.
#define AICOST_INLINED [[gnu::always_inline]] inline

namespace aicost {

inline constexpr double ln2_high = 0x1.62e42fefa38p-1;  // its last bits are 0, so n·ln2_high is exact
inline constexpr double ln2_low = 0x1.ef35793c7673p-45;

// An integer as wide as a `Number`: the functions below are for doubles and for vectors of them (batch/lanes.inc).
template <class Number>
struct BitsOf;
template <>
struct BitsOf<double> {
    using type = std::uint64_t;
};

// e^x = 2^n · e^r, |r| <= ln2/2; x is held within ±700.
template <class Number>
struct ReducedExponent {
    Number r, power;  // 2^n
};
template <class Number>
AICOST_INLINED ReducedExponent<Number> reduced(Number x) {
    using Bits = typename BitsOf<Number>::type;
    const Number limit = Number{} + 700.0;
    x = x < -limit ? -limit : x > limit ? limit : x;
    constexpr double shift = 6755399441055744.0;            // 1.5·2^52: adding it rounds to a whole number
    const Number shifted = x * 1.4426950408889634 + shift;  // its last bits hold the whole number
    const Number n = shifted - shift;
    return {(x - n * ln2_high) - n * ln2_low,
            portable::bit_cast<Number>((portable::bit_cast<Bits>(shifted) + std::uint64_t{1023})
                                       << std::uint64_t{52})};
}

// e^x, to about 1 in the last digit; 0 or the largest power beyond a double's range.
template <class Number>
AICOST_INLINED Number exponential(Number x) {
    const auto [r, power] = reduced(x);
    Number sum = Number{} + 1.0 / 6227020800.0;  // Taylor: r^14/14! is below 1e-17 for |r| <= ln2/2
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = sum * r + 1.0;
    sum = sum * r + 1.0;
    return sum * power;
}

// ln x of a normal number above 0: x = m·2^k with m in [sqrt(1/2), sqrt(2)), ln m = 2·atanh((m-1)/(m+1)).
template <class Number>
AICOST_INLINED Number logarithm(Number x) {
    using Bits = typename BitsOf<Number>::type;
    constexpr std::uint64_t half_root = 0x3fe6a09e667f3bcdU;  // sqrt(1/2)
    const Bits above = portable::bit_cast<Bits>(x) - half_root;
    const Bits exponent = (above + (std::uint64_t{1023} << 52U)) >> std::uint64_t{52};  // k + 1023
    const Number k =
        portable::bit_cast<Number>(exponent | std::uint64_t{0x4330000000000000U}) - (0x1p52 + 1023.0);
    const Number m = portable::bit_cast<Number>((above & std::uint64_t{0xfffffffffffffU}) + half_root);
    const Number s = (m - 1.0) / (m + 1.0);
    const Number z = s * s;
    Number sum = Number{} + 1.0 / 23.0;
    sum = sum * z + 1.0 / 21.0;
    sum = sum * z + 1.0 / 19.0;
    sum = sum * z + 1.0 / 17.0;
    sum = sum * z + 1.0 / 15.0;
    sum = sum * z + 1.0 / 13.0;
    sum = sum * z + 1.0 / 11.0;
    sum = sum * z + 1.0 / 9.0;
    sum = sum * z + 1.0 / 7.0;
    sum = sum * z + 1.0 / 5.0;
    sum = sum * z + 1.0 / 3.0;
    return k * ln2_high + (k * ln2_low + 2.0 * s * (z * sum + 1.0));
}

// x^y for a normal number above 0, if the result is within e^-700 … e^700.
AICOST_INLINED double power_of(double x, double y) { return exponential(y * logarithm(x)); }

// x^y for any x >= 0; results are clamped to e^-700 … e^700.
AICOST_INLINED double power_at(double x, double y) {
    if (y == 0.0 || x == 1.0) return 1.0;
    if (x < 0x1p-1022) return y > 0.0 ? 0.0 : __builtin_inf();
    return power_of(x, y);
}

// ln(1 + x), e^x - 1 and 1 - e^x, without losing the digits of a small x.
AICOST_INLINED double logarithm_of_one_and(double x) {
    if (x < -0.3 || x > 0.4) return logarithm(1.0 + x);
    const double s = x / (2.0 + x), z = s * s;
    double sum = 0.0;
    for (int k = 27; k >= 1; k -= 2) sum = sum * z + 1.0 / k;
    return 2.0 * s * sum;
}
AICOST_INLINED double exponential_less_one(double x) {
    const auto [r, power] = reduced(x);
    double sum = 1.0 / 87178291200.0;
    sum = sum * r + 1.0 / 6227020800.0;
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = sum * r + 0.5;
    sum = (sum * r + 1.0) * r;  // e^r - 1
    return power * sum + (power - 1.0);
}
AICOST_INLINED double one_less_exponential(double x) { return 0.0 - exponential_less_one(x); }

}  // namespace aicost
