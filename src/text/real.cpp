#include "text/real.hpp"

#include <cmath>
#include <iterator>
#include <limits>

namespace aicost {

namespace {

// A number of about 32 digits: high + low, where high is the nearest double.
struct Long {
    double high = 0.0, low = 0.0;
};

Long sum_of(double larger, double smaller) {
    const double high = larger + smaller;
    return {high, smaller - (high - larger)};
}

Long sum(double a, double b) {
    const double high = a + b, of_b = high - a;
    return {high, (a - (high - of_b)) + (b - of_b)};
}

// Without a fused multiply-add: splits each factor into halves whose products are exact.
Long product(double a, double b) {
    const auto upper = [](double x) {
        const double moved = 134217729.0 * x;  // 2^27 + 1
        return moved - (moved - x);
    };
    const double high = a * b, a1 = upper(a), a2 = a - a1, b1 = upper(b), b2 = b - b1;
    return {high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2};
}

Long operator+(Long a, Long b) {
    const Long s = sum(a.high, b.high);
    return sum_of(s.high, s.low + (a.low + b.low));
}
Long operator*(Long a, Long b) {
    const Long p = product(a.high, b.high);
    return sum_of(p.high, p.low + (a.high * b.low + a.low * b.high));
}
Long operator/(Long a, Long b) {
    const double first = a.high / b.high;
    const Long back = b * Long{first, 0.0};
    const double rest = ((a.high - back.high) - back.low + a.low) / b.high;
    return sum_of(first, rest);
}

constexpr Long ln2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
constexpr Long ln10 = {0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53};

// x = m·2^k with m in [sqrt(1/2), sqrt(2)), ln m = 2·atanh(s), s = (m-1)/(m+1)
Long logarithm_of(double x) {
    int k = 0;
    double m = std::frexp(x, &k);
    if (m < 0.70710678118654752) {
        m *= 2.0;
        --k;
    }
    const Long s = Long{m - 1.0, 0.0} / sum(m, 1.0);
    const Long z = s * s;
    double tail = 0.0;  // terms below the sum's sixth digit: a double is precise enough
    for (int term = 29; term >= 13; term -= 2) tail = tail * z.high + 1.0 / term;
    Long series{tail, 0.0};
    for (int term = 11; term >= 1; term -= 2) series = series * z + Long{1.0, 0.0} / Long{1.0 * term, 0.0};
    return Long{1.0 * k, 0.0} * ln2 + Long{2.0, 0.0} * s * series;
}

bool is_positive(double x) { return x > 0.0 && std::isfinite(x); }

// e^x = 2^n·e^r, |r| <= ln2/2
double exponential_of(Long x) {
    if (x.high > 710.0) return std::numeric_limits<double>::infinity();
    if (x.high < -746.0) return 0.0;
    const double n = std::round(x.high / ln2.high);
    const Long r = x + Long{-n, 0.0} * ln2;
    double tail = 1.0;
    for (int term = 18; term >= 9; --term) tail = 1.0 + tail * r.high / term;
    Long series{tail, 0.0};
    for (int term = 8; term >= 1; --term) series = Long{1.0, 0.0} + series * r / Long{1.0 * term, 0.0};
    return std::ldexp(series.high, static_cast<int>(n));
}

}  // namespace

double power(double base, double exponent) {
    if (exponent == 0.0 || base == 1.0) return 1.0;
    if (base == 0.0) return exponent > 0.0 ? 0.0 : std::numeric_limits<double>::infinity();
    const Long logarithm = logarithm_of(base);
    if (std::abs(logarithm.high * exponent) > 800.0) return exponential_of({logarithm.high * exponent, 0.0});
    return exponential_of(logarithm * Long{exponent, 0.0});
}

double power_of_ten(int exponent) {
    constexpr double exact[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    constexpr int max_exponent = static_cast<int>(std::size(exact)) - 1;
    if (exponent >= 0 && exponent <= max_exponent) return exact[exponent];
    if (exponent < 0 && exponent >= -max_exponent) return 1.0 / exact[-exponent];
    return power(10.0, exponent);
}

double natural_logarithm(double x) { return is_positive(x) ? logarithm_of(x).high : std::log(x); }

double decimal_logarithm(double x) { return is_positive(x) ? (logarithm_of(x) / ln10).high : std::log(x); }

int decimal_exponent(double x) {
    constexpr int max_exponent = 308;  // of what a double holds
    int binary = 0;
    std::frexp(x, &binary);
    auto exponent = static_cast<int>(std::floor((binary - 1) * 0.30102999566398120));  // of 2^(binary-1) <= x
    while (x >= power_of_ten(exponent + 1) && exponent < max_exponent) ++exponent;
    while (x < power_of_ten(exponent)) --exponent;
    return exponent;
}

}  // namespace aicost
