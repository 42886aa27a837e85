// One distribution, truncated to its input's bounds: from uniform probabilities, or normal scores, to values.
#pragma once

#include <cstddef>
#include <vector>

#include "aicost/risk.hpp"

namespace aicost::risk {

// P(X <= x).
double cdf(const Distribution& distribution, double x);

// A smooth function of a normal score, as a table.
class ScoreTable {
public:
    static constexpr double end = 8.5;
    static constexpr int steps_per_unit = 64;
    static constexpr std::size_t knots = static_cast<std::size_t>(2 * end * steps_per_unit) + 1;
    [[nodiscard]] static double score(std::size_t knot) {
        return static_cast<double>(knot) / steps_per_unit - end;
    }

    explicit ScoreTable(std::vector<double> values);  // at every knot
    [[nodiscard]] double at(double z) const;          // cubic interpolation, to about 1e-10 of the range

private:
    std::vector<double> values_, slopes_;
};

class Marginal {
public:
    Marginal(const Distribution& distribution, const Bounds& bound);

    void from_chances(double* column, std::size_t count) const;
    void from_scores(double* column, std::size_t count) const;

private:
    void normal_scores(double* column, std::size_t count) const;
    void confine(double* column, std::size_t count) const;

    Distribution distribution_;
    std::vector<ScoreTable> table_;         // of a PERT
    std::vector<double> values_, chances_;  // of a discrete distribution: values and cumulative probabilities
    double from_ = 0.0, span_ = 1.0;        // the cumulative probabilities within the bounds
    double min_, max_;
    bool whole_;
};

}  // namespace aicost::risk
