#include "special.hpp"

#include <array>

namespace aicost::risk {

namespace {

constexpr double root_two_pi = 2.5066282746310005024;

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

// The continued fraction of I_x(a, b), evaluated backwards: converges fast for x < (a+1)/(a+b+2).
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
    double upper = 0.0;  // the tail beyond |z|
    if (size < 1.5) {    // above, 1/2 minus the series would lose digits
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
    if (std::abs(q) <= normal_middle) return normal_quantile_middle(q);
    const double side = q < 0.0 ? u : 1.0 - u;
    const double far = side < normal_far ? normal_tail_far(side) : normal_tail_near(side);
    return q < 0.0 ? -far : far;
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
