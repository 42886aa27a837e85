// Logarithm, exponential and the normal distribution, made of +, -, *, / and sqrt alone: IEEE 754 fixes those
// to the last digit, a C library's own functions may differ from one machine to the next.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace aicost::risk {

inline constexpr double ln2_high = 0x1.62e42fefa38p-1;  // its last bits are 0: n·ln2_high is exact
inline constexpr double ln2_low = 0x1.ef35793c7673p-45;

// e^x, about 1 in the last digit; 0 and the largest power beyond what a double holds.
inline double exponential(double x) {
    x = x < -700.0 ? -700.0 : x > 700.0 ? 700.0 : x;
    constexpr double shift = 6755399441055744.0;  // 1.5·2^52: adding it rounds to a whole number
    const double n = (x * 1.4426950408889634 + shift) - shift;
    const double r = (x - n * ln2_high) - n * ln2_low;
    double sum = 1.0 / 6227020800.0;  // Taylor: r^14/14! is below 1e-17 for |r| <= ln2/2
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
    const auto power = static_cast<std::uint64_t>(static_cast<std::int32_t>(n) + 1023) << 52U;
    return sum * std::bit_cast<double>(power);
}

// ln x of a normal number above 0: x = m·2^k with m in [sqrt(1/2), sqrt(2)), ln m = 2·atanh((m-1)/(m+1)).
inline double logarithm(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    constexpr std::uint64_t half_root = 0x3fe6a09e667f3bcdU;  // sqrt(1/2)
    const std::uint64_t above = bits - half_root;
    const auto k = static_cast<double>(static_cast<std::int32_t>(static_cast<std::int64_t>(above) >> 52));
    const double m = std::bit_cast<double>((above & 0xfffffffffffffU) + half_root);
    const double s = (m - 1.0) / (m + 1.0);
    const double z = s * s;
    double sum = 1.0 / 23.0;
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

// Density and distribution function of the standard normal distribution; the latter to about 1e-15 of itself.
double normal_density(double z);
double normal_cdf(double z);

// The middle part of the quantile, for |u - 1/2| <= 0.425 (M. J. Wichura, algorithm AS 241, Applied
// Statistics 37, 1988: to 1e-16).
inline double normal_quantile_middle(double q) {
    const double r = 0.180625 - q * q;
    const double above =
        ((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
            45921.953931549871457) *
               r +
           13731.693765509461125) *
              r +
          1971.5909503065514427) *
             r +
         133.14166789178437745) *
            r +
        3.3871328727963666080;
    const double below =
        ((((((5226.4952788528545610 * r + 28729.085735721942674) * r + 39307.895800092710610) * r +
            21213.794301586595867) *
               r +
           5394.1960214247511077) *
              r +
          687.18700749205790830) *
             r +
         42.313330701600911252) *
            r +
        1.0;
    return q * above / below;
}
// The whole of it: 0 < u < 1.
double normal_quantile(double u);
// u -> z in place.
void normal_quantiles(double* u, std::size_t count);

// Regularised incomplete beta function I_x(a, b), a, b >= 1.
double incomplete_beta(double a, double b, double x);

}  // namespace aicost::risk
