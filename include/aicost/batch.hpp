// Many scenarios that differ from one base in a few numbers: what sweeps and Monte Carlo runs are made of.
//
// Names are resolved once, when the batch is made; evaluating reads columns of numbers and fills columns of
// numbers, a block of scenarios at a time. The results are those of evaluate() (evaluate.hpp): amounts to a
// relative 1e-12, a break-even month to 1e-9, the winner always.
//
//     const std::vector<std::string> inputs{"workload.tokens_per_day", "cloud.price_per_mtok"};
//     const std::vector<std::string> metrics{"local.total", "winner"};
//     Batch batch(scenario, inputs, metrics);
//     BatchWorkspace workspace = batch.workspace();              // one for each thread
//     const std::vector<double> tokens{5e5, 2e6, 5e6};
//     const double price = 2.0;
//     std::vector<double> total(3), winner(3);
//     const BatchInput columns[] = {{tokens.data()}, {&price, true}};
//     double* const results[] = {total.data(), winner.data()};
//     batch.evaluate(3, columns, results, workspace);
//     total[0];                                                  // 1920
//
// A result that does not exist ("none") is NaN here; a display must say that there is none. Flags
// are 0 and 1. `winner` is the option's index in the scenario, or one of the two codes below. Units are those
// of the metric (metric.hpp) and of the input (parameter.hpp). docs/model.md, section 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "aicost/metric.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

// What `winner` holds when it is not an option.
inline constexpr double winner_tie = -1.0;
inline constexpr double winner_none = -2.0;

// The values of one input over a block of scenarios. They must lie within the input's bounds.
struct BatchInput {
    const double* values = nullptr;  // one for each scenario, or a single one
    bool same = false;               // a single one, for the whole block
    // Not 0: identifies these values. A column with the same revision and count as in the workspace's last
    // block is taken as unchanged, and what depends on it alone is not computed again.
    std::uint64_t revision = 0;
};

// Scratch memory for evaluate(): belongs to the batch that made it, and to one thread at a time.
class BatchWorkspace {
public:
    struct State;
    explicit BatchWorkspace(std::unique_ptr<State> state);
    BatchWorkspace(BatchWorkspace&&) noexcept;
    BatchWorkspace& operator=(BatchWorkspace&&) noexcept;
    ~BatchWorkspace();

    // Was that result of the last block the same throughout? (The column is filled all the same.)
    [[nodiscard]] bool same(std::size_t metric) const;
    [[nodiscard]] State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

class Batch {
public:
    // Throws std::invalid_argument, naming the input or metric, if the scenario has no such number or no such
    // metric.
    Batch(const Scenario& base, std::span<const std::string> inputs, std::span<const std::string> metrics);
    Batch(Batch&&) noexcept;
    Batch& operator=(Batch&&) noexcept;
    ~Batch();

    [[nodiscard]] BatchWorkspace workspace() const;

    // Fills results[k][0 … count-1] for each metric k. Any count; blocks of 64 to 1,024 are fastest.
    void evaluate(std::size_t count, std::span<const BatchInput> inputs, std::span<double* const> results,
                  BatchWorkspace& workspace) const;

    // True: the compiled graph is run. False: evaluate() is called for each scenario, tens of times slower.
    [[nodiscard]] bool compiled() const;

    struct Plan;

private:
    std::unique_ptr<const Plan> plan_;
};

}  // namespace aicost
