// The normal distribution and other special functions, by +, -, *, / and sqrt alone (elementary.hpp).
#pragma once

#include <cmath>

#include "model/elementary.hpp"

namespace aicost::risk {

// Density and cumulative distribution of the standard normal distribution; the latter to a relative 1e-15 or so.
double normal_density(double z);
double normal_cdf(double z);

// The central part of the quantile function, for |u - 1/2| <= 0.425 (M. J. Wichura, algorithm AS 241, Applied
// Statistics 37, 1988: to 1e-16).
AICOST_INLINED double normal_quantile_middle(double q) {
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
// Its tails: the distance from the middle beyond which the probability is `side`, and the same for `side` below
// e^-25.
inline constexpr double normal_middle = 0.425, normal_far = 1.3887943864964021e-11;
AICOST_INLINED double normal_tail_near(double side) {
    const double root = __builtin_sqrt(-logarithm(side));
    const double r = root - 1.6;
    const double above =
        ((((((7.74545014278341407640e-4 * r + 0.0227238449892691845833) * r + 0.241780725177450611770) * r +
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
        ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r + 0.0151986665636164571966) * r +
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
AICOST_INLINED double normal_tail_far(double side) {
    const double root = __builtin_sqrt(-logarithm(side));
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
// The whole quantile function: 0 < u < 1.
double normal_quantile(double u);

// Regularised incomplete beta function I_x(a, b), a, b >= 1.
double incomplete_beta(double a, double b, double x);

}  // namespace aicost::risk
