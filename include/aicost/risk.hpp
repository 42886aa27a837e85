// How uncertain inputs affect the results: Monte Carlo. docs/model.md, section 6.
//
//     const std::vector<UncertainInput> inputs{{"workload.tokens_per_day", Uniform{1e6, 2e6}}};
//     RiskOptions options;                                  // by latin hypercube: 10,000 draws, seed 1
//     options.metrics = {"local.savings"};
//     Risk risk = simulate(scenario, inputs, {}, options);
//     risk.wins[0].share();                                 // 0.667: the chance that the first option wins
//
// Draw i of input d is a function of the seed, i and d alone (Philox4x32-10, a counter-based generator), and
// sums are taken block by block in their order: the same seed gives the same results on any number of
// threads. Logarithms, exponentials and quantiles are this library's own, so that they are the same on any
// machine.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "aicost/scenario.hpp"

namespace aicost {

// ---- distributions of inputs
struct Uniform {
    double low = 0.0, high = 0.0;
};
struct Normal {
    double mean = 0.0, deviation = 0.0;
};
struct LogNormal {
    double median = 0.0, sigma = 0.0;  // sigma: standard deviation of the logarithm
};
struct Triangular {
    double low = 0.0, mode = 0.0, high = 0.0;
};
struct Pert {  // a beta distribution on [low, high], its mean (low + 4·mode + high)/6
    double low = 0.0, mode = 0.0, high = 0.0;
};
struct Discrete {
    std::vector<std::pair<double, double>> values;  // value, weight
};
using Distribution = std::variant<Uniform, Normal, LogNormal, Triangular, Pert, Discrete>;

struct UncertainInput {
    std::string path;
    Distribution distribution;
    std::string text = {};  // as stated
};

// Spearman's rank correlation of two inputs.
struct RankCorrelation {
    std::string first, second;
    double rank = 0.0;  // -1 < rank < 1
};

// Are these correlations possible together? (Is the Gaussian copula's matrix positive definite?)
bool is_possible(std::span<const UncertainInput> inputs, std::span<const RankCorrelation> correlations);

// The share of the distribution beyond the input's bounds, from which nothing is drawn; 1: all of it.
double share_beyond(const Distribution& distribution, const Bounds& bound);

// ---- the run
inline constexpr std::uint64_t max_draws = 1'000'000'000;
inline constexpr std::array<double, 5> risk_percentiles{5, 10, 50, 90, 95};

struct RiskOptions {
    enum class Sampling { latin_hypercube, random };
    Sampling sampling = Sampling::latin_hypercube;
    std::uint64_t draws = 10'000;
    std::uint64_t seed = 1;
    unsigned threads = 1;
    // Numbers of metric.hpp. "margin" is that of the scenario's own winner and runner-up, tied or not: negative in
    // draws that reverse them.
    std::vector<std::string> metrics;
    std::size_t histogram_bins = 60;
};

// How often something happened.
struct Chance {
    std::uint64_t count = 0;
    std::uint64_t draws = 0;

    [[nodiscard]] double share() const { return static_cast<double>(count) / static_cast<double>(draws); }
    // Standard error of independent draws: sqrt(p·(1-p)/n). That of a latin hypercube is no larger.
    [[nodiscard]] double standard_error() const;
};

struct MetricRisk {
    std::string metric;
    Chance none;                            // draws in which the metric has no value
    std::optional<double> mean, deviation;  // of the others
    std::optional<double> min, max;
    // Of all draws, those without a value counting as larger than any: none if the percentile falls among them.
    std::array<std::optional<double>, risk_percentiles.size()> percentiles;
    // Equal bins over the middle 99 % of the values; empty if there are no values.
    std::optional<double> histogram_low, histogram_high;
    std::vector<std::uint64_t> histogram;
};

struct Risk {
    std::vector<Chance> wins;  // by option, ties left out
    Chance tie, no_winner;
    std::vector<std::optional<Chance>>
        break_even_within;  // by option: within the horizon; none for the baseline
    std::vector<MetricRisk> metrics;
};

// The scenario must have the inputs' paths and the metrics, each listed once. No distribution may be wholly out of
// bounds, the correlations must be possible, and 1 <= draws <= max_draws.
Risk simulate(const Scenario& scenario, std::span<const UncertainInput> inputs,
              std::span<const RankCorrelation> correlations, const RiskOptions& options);

}  // namespace aicost
