// A batch the plain way: each scenario is set and evaluated. Right for every model, and what the compiled
// program is held against.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "aicost/batch.hpp"

namespace aicost {

class GenericBatch {
public:
    GenericBatch(const Scenario& base, std::span<const std::string> inputs,
                 std::span<const std::string> metrics);
    // The parameters point into the scenario.
    GenericBatch(const GenericBatch&) = delete;
    GenericBatch& operator=(const GenericBatch&) = delete;

    void evaluate(std::size_t count, std::span<const BatchInput> inputs, std::span<double* const> results);

private:
    struct Wanted {
        const Metric* metric = nullptr;  // none: the winner
        std::size_t option = 0;
    };
    [[nodiscard]] double value_of(const Wanted& wanted, const Comparison& comparison) const;

    Scenario scenario_;
    std::vector<Parameter> parameters_;
    std::vector<Wanted> wanted_;
};

}  // namespace aicost
