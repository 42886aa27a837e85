#include "sampler.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "columns.hpp"

namespace aicost::risk {

namespace {

// Pearson's correlation of normal scores whose ranks have Spearman's: 2·sin(pi/6·rank).
double of_scores(double rank) {
    const double x = rank * 0.52359877559829887308;
    double term = x, sum = x;
    for (int k = 3; k < 31; k += 2) sum += term *= -x * x / (k * (k - 1));
    return 2.0 * sum;
}

std::optional<std::size_t> place_of(std::span<const UncertainInput> inputs, const std::string& path) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (inputs[i].path == path) return i;
    }
    return std::nullopt;
}

}  // namespace

Copula copula_of(std::span<const UncertainInput> inputs, std::span<const RankCorrelation> correlations) {
    Copula copula;
    std::vector<std::vector<double>> matrix(inputs.size(), std::vector<double>(inputs.size(), 0.0));
    for (const RankCorrelation& one : correlations) {
        const auto a = place_of(inputs, one.first), b = place_of(inputs, one.second);
        if (!a || !b || one.rank == 0.0) continue;
        matrix[*a][*b] = matrix[*b][*a] = of_scores(one.rank);
        for (const std::size_t place : {*a, *b}) {
            if (std::find(copula.inputs.begin(), copula.inputs.end(), place) == copula.inputs.end())
                copula.inputs.push_back(place);
        }
    }
    std::sort(copula.inputs.begin(), copula.inputs.end());
    const std::size_t size = copula.inputs.size();
    auto& factor = copula.factor;
    factor.resize(size);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = i == j ? 1.0 : matrix[copula.inputs[i]][copula.inputs[j]];
            for (std::size_t k = 0; k < j; ++k) rest -= factor[i][k] * factor[j][k];
            if (i == j && !(rest > 1e-12)) {
                copula.possible = false;
                return copula;
            }
            factor[i].push_back(i == j ? std::sqrt(rest) : rest / factor[j][j]);
        }
    }
    return copula;
}

Sampler::Sampler(const Scenario& scenario, std::span<const UncertainInput> inputs,
                 std::span<const RankCorrelation> correlations, const RiskOptions& options)
    : sampling_(options.sampling),
      draws_(options.draws),
      seed_(options.seed),
      copula_(copula_of(inputs, correlations)),
      correlated_(inputs.size(), false) {
    Scenario place = scenario;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        marginals_.emplace_back(inputs[i].distribution, find_parameter(place, inputs[i].path)->bound());
        if (sampling_ == RiskOptions::Sampling::latin_hypercube)
            shuffles_.emplace_back(seed_, static_cast<std::uint32_t>(i), draws_);
    }
    for (const std::size_t i : copula_.inputs) correlated_[i] = true;
}

void Sampler::chances(std::uint32_t input, std::uint64_t first, std::size_t count, double* column) const {
    const ColumnKernels& kernels = column_kernels();
    const std::size_t whole = (count + 3) / 4 * 4;
    std::array<std::uint32_t, block> words, more;
    kernels.random_words({seed_, Purpose::place, input}, first, whole, words.data());
    if (sampling_ == RiskOptions::Sampling::latin_hypercube) {
        shuffles_[input].places(first, count, more.data());
        kernels.stratified(column, more.data(), words.data(), static_cast<double>(draws_), count);
    } else {
        kernels.random_words({seed_, Purpose::low_bits, input}, first, whole, more.data());
        kernels.even(column, words.data(), more.data(), count);
    }
}

void Sampler::fill(std::uint64_t first, std::size_t count, std::span<double* const> columns) const {
    const ColumnKernels& kernels = column_kernels();
    for (std::size_t i = 0; i < marginals_.size(); ++i) {
        chances(static_cast<std::uint32_t>(i), first, count, columns[i]);
        if (correlated_[i]) {
            kernels.normal_quantiles(columns[i], count);
        } else {
            marginals_[i].from_chances(columns[i], count);
        }
    }
    // from the last, as each row needs the earlier ones as drawn
    for (std::size_t i = copula_.inputs.size(); i-- > 0;) {
        double* const column = columns[copula_.inputs[i]];
        kernels.affine(column, 0.0, copula_.factor[i][i], count);
        for (std::size_t j = 0; j < i; ++j)
            kernels.add(column, columns[copula_.inputs[j]], copula_.factor[i][j], count);
        marginals_[copula_.inputs[i]].from_scores(column, count);
    }
}

}  // namespace aicost::risk
