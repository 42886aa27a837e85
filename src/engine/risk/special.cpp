#include "special.hpp"

#include <array>

namespace aicost::risk {

namespace {

constexpr double root_two_pi = 2.5066282746310005024;

// Both tails of AS 241, by r = sqrt(-ln(u)) of the smaller side.
double tail(double side) {
    const double root = std::sqrt(-logarithm(side));
    if (root <= 5.0) {
        const double r = root - 1.6;
        const double above =
            ((((((7.74545014278341407640e-4 * r + 0.0227238449892691845833) * r + 0.241780725177450611770) *
                    r +
                1.27045825245236838258) *
                   r +
               3.64784832476320460504) *
                  r +
              5.76949722146069140550) *
                 r +
             4.63033784615654529590) *
                r +
            1.42343711074968357734;
        const double below =
            ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 0.0151986665636164571966) *
                    r +
                0.148103976427480074590) *
                   r +
               0.689767334985100004550) *
                  r +
              1.67638483018380384940) *
                 r +
             2.05319162663775882187) *
                r +
            1.0;
        return above / below;
    }
    const double r = root - 5.0;
    const double above =
        ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.00124266094738807843860) *
                r +
            0.0265321895265761230930) *
               r +
           0.296560571828504891230) *
              r +
          1.78482653991729133580) *
             r +
         5.46378491116411436990) *
            r +
        6.65790464350110377720;
    const double below =
        ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r + 1.84631831751005468180e-5) *
                r +
            7.86869131145613259100e-4) *
               r +
           0.0148753612908506148525) *
              r +
          0.136929880922735805310) *
             r +
         0.599832206555887937690) *
            r +
        1.0;
    return above / below;
}

// ln Γ(x), x >= 1, by Stirling's series at x + 16.
double log_gamma(double x) {
    double product = 1.0;
    for (int i = 0; i < 16; ++i) product *= x + i;
    const double y = x + 16.0;
    const double w = 1.0 / (y * y);
    const double series =
        (1.0 / 12.0 + w * (-1.0 / 360.0 + w * (1.0 / 1260.0 + w * (-1.0 / 1680.0 + w * (1.0 / 1188.0))))) / y;
    return (y - 0.5) * logarithm(y) - y + 0.91893853320467274178 + series - logarithm(product);
}

// The continued fraction of I_x(a, b), from its far end: converges fast for x < (a+1)/(a+b+2).
double beta_fraction(double a, double b, double x) {
    constexpr int terms = 200;
    double f = 1.0;
    for (int m = terms; m >= 1; --m) {
        const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        const double odd =
            -(a + m - 1.0) * (a + b + m - 1.0) * x / ((a + 2.0 * m - 2.0) * (a + 2.0 * m - 1.0));
        f = 1.0 + odd / (1.0 + even / f);
    }
    return f;
}

}  // namespace

double normal_density(double z) { return exponential(-0.5 * z * z) / root_two_pi; }

double normal_cdf(double z) {
    const double size = std::abs(z);
    if (size > 38.0) return z < 0.0 ? 0.0 : 1.0;
    double upper = 0.0;  // the part beyond |z|
    if (size < 1.5) {    // beyond, 1/2 less the series would lose digits
        double term = size, sum = size;
        for (int k = 3; term > sum * 1e-18; k += 2) sum += term *= size * size / k;
        upper = 0.5 - normal_density(size) * sum;
    } else {
        double fraction = size;
        for (int k = 120; k >= 1; --k) fraction = size + k / fraction;
        upper = normal_density(size) / fraction;
    }
    return z < 0.0 ? upper : 1.0 - upper;
}

double normal_quantile(double u) {
    const double q = u - 0.5;
    if (std::abs(q) <= 0.425) return normal_quantile_middle(q);
    return q < 0.0 ? -tail(u) : tail(1.0 - u);
}

void normal_quantiles(double* u, std::size_t count) {
    constexpr std::size_t block = 256;
    std::array<double, block> z;
    for (std::size_t from = 0; from < count; from += block) {
        const std::size_t size = std::min(block, count - from);
        double* const at = u + from;
        for (std::size_t i = 0; i < size; ++i) z[i] = normal_quantile_middle(at[i] - 0.5);
        for (std::size_t i = 0; i < size; ++i) {
            const double q = at[i] - 0.5;
            if (std::abs(q) > 0.425) z[i] = q < 0.0 ? -tail(at[i]) : tail(1.0 - at[i]);
        }
        for (std::size_t i = 0; i < size; ++i) at[i] = z[i];
    }
}

double incomplete_beta(double a, double b, double x) {
    if (x <= 0.0) return 0.0;
    if (x >= 1.0) return 1.0;
    if (x > (a + 1.0) / (a + b + 2.0)) return 1.0 - incomplete_beta(b, a, 1.0 - x);
    const double front = exponential(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * logarithm(x) +
                                     b * logarithm(1.0 - x));
    return front / (a * beta_fraction(a, b, x));
}

}  // namespace aicost::risk
