#include "usage/growth.hpp"

#include <algorithm>
#include <cmath>

#include "model/elementary.hpp"

namespace aicost {

namespace {

constexpr double days_a_month = 30.4375;

// exp(level + slope · x) over the days, x counted from their middle, in units of their mean.
struct Curve {
    double level = 0.0, slope = 0.0;
};

double middle_of(const std::vector<double>& days) { return (static_cast<double>(days.size()) - 1.0) / 2.0; }

// What the days say about a curve: how far it is from the likeliest, and how sharply that is known.
struct Score {
    double likelihood = 0.0;
    double level = 0.0, slope = 0.0;                // its derivatives
    double level2 = 0.0, both = 0.0, slope2 = 0.0;  // and the second ones, without their sign
    double spread = 0.0;                            // squares of what is left over, by what is expected
    [[nodiscard]] double determinant() const { return level2 * slope2 - both * both; }
};
Score score_of(const Curve& curve, const std::vector<double>& days) {
    Score score;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const double x = static_cast<double>(i) - middle_of(days);
        const double power = curve.level + curve.slope * x, expected = exponential(power);
        const double off = days[i] - expected;
        score.likelihood += days[i] * power - expected;
        score.level += off;
        score.slope += off * x;
        score.level2 += expected;
        score.both += expected * x;
        score.slope2 += expected * x * x;
        score.spread += off * off / expected;
    }
    return score;
}

// Newton's steps, halved until they lead upwards. None if they lead ever further: a curve that falls to nothing.
std::optional<Curve> nearest_curve(const std::vector<double>& days) {
    constexpr int steps = 100, halvings = 40;
    constexpr double enough = 1e-12, steepest = 5.0;  // a hundredfold in a day
    Curve curve;
    Score score = score_of(curve, days);
    for (int step = 0; step < steps; ++step) {
        const double determinant = score.determinant();
        if (!(determinant > 0.0)) return {};
        const double up = (score.slope2 * score.level - score.both * score.slope) / determinant;
        const double tilt = (score.level2 * score.slope - score.both * score.level) / determinant;
        if (std::abs(up) < enough && std::abs(tilt) < enough) return curve;
        double share = 1.0;
        for (int half = 0; half < halvings; ++half, share /= 2.0) {
            const Curve next{curve.level + share * up, curve.slope + share * tilt};
            const Score there = score_of(next, days);
            if (!(there.likelihood >= score.likelihood)) continue;
            curve = next;
            score = there;
            break;
        }
        if (share < enough) return curve;  // as near as numbers come
        if (std::abs(curve.slope) > steepest) return {};
    }
    return curve;
}

// What a slope is a month.
double per_month(double slope) { return exponential_less_one(slope * days_a_month); }

}  // namespace

std::optional<Growth> growth_of(const std::vector<double>& days) {
    constexpr std::size_t fewest = 14;
    double mean = 0.0;
    for (const double tokens : days) mean += tokens / static_cast<double>(days.size());
    if (days.size() < fewest || !(mean > 0.0)) return {};
    std::vector<double> shares = days;
    for (double& share : shares) share /= mean;
    const auto curve = nearest_curve(shares);
    if (!curve) return {};
    const Score score = score_of(*curve, shares);
    const double freedom = static_cast<double>(days.size()) - 2.0;
    const double error = std::sqrt(score.spread / freedom * score.level2 / score.determinant());
    constexpr double z = 1.645;                              // 90 %
    const double t = z + (z * z * z + z) / (4.0 * freedom);  // approximates Student's t, for few days
    return Growth{per_month(curve->slope), per_month(curve->slope - t * error),
                  per_month(curve->slope + t * error)};
}

}  // namespace aicost
