// Draws of all inputs, block by block. Each block can be computed independently, with the same result on any thread.
#pragma once

#include <span>
#include <vector>

#include "aicost/risk.hpp"
#include "marginal.hpp"
#include "shuffle.hpp"

namespace aicost::risk {

// Lower triangle of the Cholesky factor of the copula's matrix, over the correlated inputs only.
struct Copula {
    std::vector<std::size_t> inputs;          // their indices
    std::vector<std::vector<double>> factor;  // row i has i+1 numbers
    bool possible = true;
};
Copula copula_of(std::span<const UncertainInput> inputs, std::span<const RankCorrelation> correlations);

class Sampler {
public:
    static constexpr std::size_t block = 1024;

    Sampler(const Scenario& scenario, std::span<const UncertainInput> inputs,
            std::span<const RankCorrelation> correlations, const RiskOptions& options);

    // columns[d][0 … count): draws of input d, from `first` on. `first` is a multiple of the block size, `count` at most
    // that, and each column has room for a whole block.
    void fill(std::uint64_t first, std::size_t count, std::span<double* const> columns) const;

private:
    void chances(std::uint32_t input, std::uint64_t first, std::size_t count, double* column) const;

    RiskOptions::Sampling sampling_;
    std::uint64_t draws_, seed_;
    std::vector<Marginal> marginals_;
    std::vector<Shuffle> shuffles_;
    Copula copula_;
    std::vector<bool> correlated_;
};

}  // namespace aicost::risk
