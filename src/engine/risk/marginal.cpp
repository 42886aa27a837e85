#include "marginal.hpp"

#include <algorithm>
#include <cmath>

#include "columns.hpp"
#include "special.hpp"

namespace aicost::risk {

namespace {

// A truncated tail's probability may round to 0.
constexpr double min_chance = 0x1p-60, max_chance = 1.0 - 0x1p-53;

struct Shapes {
    double a, b;
};
Shapes shapes_of(const Pert& pert) {
    const double width = pert.high - pert.low;
    return {1.0 + 4.0 * (pert.mode - pert.low) / width, 1.0 + 4.0 * (pert.high - pert.mode) / width};
}

struct Cdf {
    double x;
    double operator()(const Uniform& d) const { return std::clamp((x - d.low) / (d.high - d.low), 0.0, 1.0); }
    double operator()(const Normal& d) const { return normal_cdf((x - d.mean) / d.deviation); }
    double operator()(const LogNormal& d) const {
        return x <= 0.0 ? 0.0 : normal_cdf((logarithm(x) - logarithm(d.median)) / d.sigma);
    }
    double operator()(const Triangular& d) const {
        if (x <= d.low) return 0.0;
        if (x >= d.high) return 1.0;
        const double width = d.high - d.low;
        return x < d.mode ? (x - d.low) * (x - d.low) / (width * (d.mode - d.low))
                          : 1.0 - (d.high - x) * (d.high - x) / (width * (d.high - d.mode));
    }
    double operator()(const Pert& d) const {
        const Shapes shapes = shapes_of(d);
        return incomplete_beta(shapes.a, shapes.b, (x - d.low) / (d.high - d.low));
    }
    double operator()(const Discrete& d) const {
        double below = 0.0, all = 0.0;
        for (const auto& [value, weight] : d.values) {
            all += weight;
            if (value <= x) below += weight;
        }
        return below / all;
    }
};

// The share of a PERT's width at each knot. The upper half is the lower one of the mirrored distribution, so that
// neither end is lost to rounding.
std::vector<double> pert_values(const Shapes& shapes) {
    std::vector<double> values(ScoreTable::knots);
    const std::size_t middle = ScoreTable::knots / 2;
    const auto fill = [&](double a, double b, bool mirrored) {
        double high = 1.0;
        for (std::size_t i = 0; i <= middle; ++i) {  // from the middle outwards
            const double wanted = normal_cdf(-static_cast<double>(i) / ScoreTable::steps_per_unit);
            double low = 0.0, x = high * 0.98;
            for (int round = 0; round < 100; ++round) {
                const double is = incomplete_beta(a, b, x);
                (is > wanted ? high : low) = x;
                const double step = 1e-7 * x;
                const double slope = (incomplete_beta(a, b, x + step) - is) / step;
                double next = slope > 0.0 ? x - (is - wanted) / slope : 0.0;
                if (!(next > low && next < high)) next = 0.5 * (low + high);
                if (std::abs(next - x) <= 1e-15 * x) break;
                x = next;
            }
            high = x;
            const std::size_t knot = mirrored ? middle + i : middle - i;
            values[knot] = mirrored ? 1.0 - x : x;
        }
    };
    fill(shapes.a, shapes.b, false);
    fill(shapes.b, shapes.a, true);
    return values;
}

std::vector<double> chances_at_knots() {
    std::vector<double> values;
    for (std::size_t i = 0; i < ScoreTable::knots; ++i) values.push_back(normal_cdf(ScoreTable::score(i)));
    return values;
}

}  // namespace

double cdf(const Distribution& distribution, double x) { return std::visit(Cdf{x}, distribution); }

ScoreTable::ScoreTable(std::vector<double> values) : values_(std::move(values)), slopes_(values_.size()) {
    const std::size_t last = values_.size() - 1;
    for (std::size_t i = 0; i <= last; ++i) {
        if (i < 2 || i + 2 > last) {
            const std::size_t from = i == 0 ? 0 : i - 1, to = std::min(i + 1, last);
            slopes_[i] = (values_[to] - values_[from]) / static_cast<double>(to - from);
        } else {
            slopes_[i] = (8.0 * (values_[i + 1] - values_[i - 1]) - (values_[i + 2] - values_[i - 2])) / 12.0;
        }
    }
}

double ScoreTable::at(double z) const {
    const double place = std::clamp((z + end) * steps_per_unit, 0.0, static_cast<double>(knots - 1) - 1e-9);
    const auto i = static_cast<std::size_t>(place);
    const double t = place - static_cast<double>(i);
    const double rise = values_[i + 1] - values_[i];
    return values_[i] + t * (slopes_[i] + t * (3.0 * rise - 2.0 * slopes_[i] - slopes_[i + 1] +
                                               t * (slopes_[i] + slopes_[i + 1] - 2.0 * rise)));
}

Marginal::Marginal(const Distribution& distribution, const Bounds& bound)
    : distribution_(distribution),
      min_(bound.open_min ? std::nextafter(bound.min, bound.max) : bound.min),
      max_(bound.max),
      whole_(bound.whole) {
    if (const auto* pert = std::get_if<Pert>(&distribution_))
        table_.emplace_back(pert_values(shapes_of(*pert)));
    if (const auto* discrete = std::get_if<Discrete>(&distribution_)) {
        double sum = 0.0;
        for (const auto& [value, weight] : discrete->values) {
            if (weight == 0.0 || !bound.holds(value)) continue;
            values_.push_back(value);
            chances_.push_back(sum += weight);
        }
        for (double& chance : chances_) chance /= sum;
        return;  // values beyond the bounds have already been dropped
    }
    from_ = cdf(distribution_, bound.min);
    span_ = cdf(distribution_, bound.max) - from_;
}

void Marginal::from_chances(double* column, std::size_t count) const {
    const ColumnKernels& kernels = column_kernels();
    if (span_ != 1.0) kernels.affine(column, from_, span_, count);
    if (const auto* uniform = std::get_if<Uniform>(&distribution_)) {
        kernels.affine(column, uniform->low, uniform->high - uniform->low, count);
    } else if (const auto* shape = std::get_if<Triangular>(&distribution_)) {
        const double width = shape->high - shape->low;
        kernels.triangle(column,
                         {shape->low, shape->high, width * (shape->mode - shape->low),
                          width * (shape->high - shape->mode), (shape->mode - shape->low) / width},
                         count);
    } else if (!values_.empty()) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto at = std::upper_bound(chances_.begin(), chances_.end() - 1, column[i]);
            column[i] = values_[static_cast<std::size_t>(at - chances_.begin())];
        }
    } else {
        kernels.clamp(column, min_chance, max_chance, count);
        kernels.normal_quantiles(column, count);
        normal_scores(column, count);
        return;
    }
    confine(column, count);
}

void Marginal::normal_scores(double* column, std::size_t count) const {
    const ColumnKernels& kernels = column_kernels();
    if (const auto* normal = std::get_if<Normal>(&distribution_)) {
        kernels.affine(column, normal->mean, normal->deviation, count);
    } else if (const auto* shape = std::get_if<LogNormal>(&distribution_)) {
        kernels.exponentials(column, shape->median, shape->sigma, count);
    } else if (const auto* pert = std::get_if<Pert>(&distribution_)) {
        for (std::size_t i = 0; i < count; ++i)
            column[i] = pert->low + (pert->high - pert->low) * table_.front().at(column[i]);
    }
    confine(column, count);
}

void Marginal::from_scores(double* column, std::size_t count) const {
    const bool scores = std::holds_alternative<Normal>(distribution_) ||
                        std::holds_alternative<LogNormal>(distribution_) ||
                        std::holds_alternative<Pert>(distribution_);
    if (scores && span_ == 1.0) {
        normal_scores(column, count);
        return;
    }
    static const ScoreTable chances(chances_at_knots());
    for (std::size_t i = 0; i < count; ++i)
        column[i] = std::clamp(chances.at(column[i]), min_chance, max_chance);
    from_chances(column, count);
}

void Marginal::confine(double* column, std::size_t count) const {
    if (whole_) {
        for (std::size_t i = 0; i < count; ++i) column[i] = std::floor(column[i] + 0.5);
    }
    column_kernels().clamp(column, min_, max_, count);
}

}  // namespace aicost::risk
