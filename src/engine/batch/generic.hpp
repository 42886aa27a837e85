// A batch the plain way: sets up and evaluates each scenario. Works for every scenario, and is the reference for the
// compiled graph.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "aicost/batch.hpp"
#include "engine/batch/compiled.hpp"

namespace aicost {

class GenericBatch {
public:
    GenericBatch(const Scenario& base, std::span<const std::string> inputs,
                 std::span<const std::string> metrics);
    // The parameters point into the scenario.
    GenericBatch(const GenericBatch&) = delete;
    GenericBatch& operator=(const GenericBatch&) = delete;

    // The scenarios from … to-1 of a block.
    void evaluate(std::size_t from, std::size_t to, std::span<const BatchInput> inputs,
                  std::span<double* const> results);
    // Only the metrics that the compiled graph leaves to it.
    void evaluate_outside(const CompiledGraph& compiled, std::size_t from, std::size_t to,
                          std::span<const BatchInput> inputs, std::span<double* const> results);

    void set(std::span<const BatchInput> inputs, std::size_t lane);
    // The compiled graph of the scenario as currently set.
    [[nodiscard]] std::unique_ptr<CompiledGraph> compile(const GraphInputs& known) const;
    [[nodiscard]] const std::vector<Parameter>& parameters() const { return parameters_; }

private:
    [[nodiscard]] std::vector<OptionMetrics> metrics_of(const Comparison& comparison) const;
    static double value_of(const WantedMetric& wanted, const Comparison& comparison,
                           std::vector<OptionMetrics>& options);

    Scenario scenario_;
    std::vector<Parameter> parameters_;
    std::vector<WantedMetric> wanted_;
};

}  // namespace aicost
