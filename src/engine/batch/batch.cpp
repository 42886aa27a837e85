#include "aicost/batch.hpp"

#include <vector>

#include "generic.hpp"

namespace aicost {

struct Batch::Plan {
    Scenario base;
    std::vector<std::string> inputs;
    std::vector<std::string> metrics;
};

struct BatchWorkspace::State {
    GenericBatch generic;
    std::vector<bool> same;
};

BatchWorkspace::BatchWorkspace(std::unique_ptr<State> state) : state_(std::move(state)) {}
BatchWorkspace::BatchWorkspace(BatchWorkspace&&) noexcept = default;
BatchWorkspace& BatchWorkspace::operator=(BatchWorkspace&&) noexcept = default;
BatchWorkspace::~BatchWorkspace() = default;
bool BatchWorkspace::same(std::size_t metric) const { return state_->same[metric]; }

Batch::Batch(const Scenario& base, std::span<const std::string> inputs, std::span<const std::string> metrics)
    : plan_(new Plan{base, {inputs.begin(), inputs.end()}, {metrics.begin(), metrics.end()}}) {
    const GenericBatch resolves(base, inputs, metrics);
}
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;
Batch::~Batch() = default;

BatchWorkspace Batch::workspace() const {
    auto state = std::unique_ptr<BatchWorkspace::State>(
        new BatchWorkspace::State{{plan_->base, plan_->inputs, plan_->metrics}, {}});
    state->same.assign(plan_->metrics.size(), false);
    return BatchWorkspace(std::move(state));
}

void Batch::evaluate(std::size_t count, std::span<const BatchInput> inputs, std::span<double* const> results,
                     BatchWorkspace& workspace) const {
    workspace.state().generic.evaluate(count, inputs, results);
}

bool Batch::compiled() const { return false; }

}  // namespace aicost
