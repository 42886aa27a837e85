#include "aicost/batch.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "engine/batch/compiled.hpp"
#include "engine/batch/generic.hpp"
#include "engine/batch/shape.hpp"

namespace aicost {

struct Batch::Plan {
    Scenario base;
    std::vector<std::string> inputs;
    std::vector<std::string> metrics;
    bool compiled = false;
};

namespace {

// Compiled graphs kept per thread: one for each combination of the inputs that shape the graph.
constexpr std::size_t max_graphs = 256;

}  // namespace

struct BatchWorkspace::State {
    explicit State(const Batch::Plan& plan)
        : generic(plan.base, plan.inputs, plan.metrics), same(plan.metrics.size(), false) {
        const auto& parameters = generic.parameters();
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            if (shapes_the_graph(parameters[i])) {
                shaping.push_back(i);
            } else {
                known.add(parameters[i].held_at(), parameters[i].scale(), i);
            }
        }
    }

    // The graph for a scenario's shape; none if it cannot be compiled.
    CompiledRun* graph_for(std::span<const BatchInput> inputs, std::size_t lane) {
        std::vector<double> shape;
        for (const std::size_t i : shaping) shape.push_back(inputs[i].values[inputs[i].same ? 0 : lane]);
        const auto found = graphs.find(shape);
        if (found != graphs.end()) return found->second.get();
        if (graphs.size() >= max_graphs) return nullptr;
        generic.set(inputs, lane);
        auto compiled = generic.compile(known);
        return (graphs[shape] = compiled ? std::make_unique<CompiledRun>(std::move(compiled)) : nullptr)
            .get();
    }

    GenericBatch generic;
    GraphInputs known;
    std::vector<std::size_t> shaping;
    std::map<std::vector<double>, std::unique_ptr<CompiledRun>> graphs;
    std::vector<bool> same;
};

BatchWorkspace::BatchWorkspace(std::unique_ptr<State> state) : state_(std::move(state)) {}
BatchWorkspace::BatchWorkspace(BatchWorkspace&&) noexcept = default;
BatchWorkspace& BatchWorkspace::operator=(BatchWorkspace&&) noexcept = default;
BatchWorkspace::~BatchWorkspace() = default;
bool BatchWorkspace::same(std::size_t metric) const { return state_->same[metric]; }

Batch::Batch(const Scenario& base, std::span<const std::string> inputs,
             std::span<const std::string> metrics) {
    auto plan = std::make_unique<Plan>(
        Plan{base, {inputs.begin(), inputs.end()}, {metrics.begin(), metrics.end()}, false});
    BatchWorkspace::State trial(*plan);
    std::vector<double> present;
    for (const Parameter& parameter : trial.generic.parameters())
        present.push_back(parameter.get().value_or(std::max(parameter.bound().min, 1.0)));
    std::vector<BatchInput> columns;
    columns.reserve(present.size());
    for (const double& value : present) columns.push_back({&value, true, 0});
    plan->compiled = inputs.size() < max_batch_inputs && trial.graph_for(columns, 0) != nullptr;
    plan_ = std::move(plan);
}
Batch::Batch(Batch&&) noexcept = default;
Batch& Batch::operator=(Batch&&) noexcept = default;
Batch::~Batch() = default;

BatchWorkspace Batch::workspace() const {
    return BatchWorkspace(std::make_unique<BatchWorkspace::State>(*plan_));
}

bool Batch::compiled() const { return plan_->compiled; }

void Batch::evaluate(std::size_t count, std::span<const BatchInput> inputs, std::span<double* const> results,
                     BatchWorkspace& workspace) const {
    BatchWorkspace::State& state = workspace.state();
    std::fill(state.same.begin(), state.same.end(), false);
    if (count == 0) return;
    if (!plan_->compiled) return state.generic.evaluate(0, count, inputs, results);
    const bool one_shape = std::all_of(state.shaping.begin(), state.shaping.end(),
                                       [&](std::size_t i) { return inputs[i].same; });
    if (one_shape || count == 1) {
        if (CompiledRun* compiled = state.graph_for(inputs, 0)) {
            compiled->evaluate(count, inputs, results, state.same);
            return state.generic.evaluate_outside(compiled->compiled(), 0, count, inputs, results);
        }
        return state.generic.evaluate(0, count, inputs, results);
    }
    // Each run of scenarios of one shape.
    std::vector<BatchInput> part(inputs.begin(), inputs.end());
    std::vector<double*> into(results.begin(), results.end());
    for (std::size_t from = 0; from < count;) {
        CompiledRun* compiled = state.graph_for(inputs, from);
        const auto is_alike = [&](std::size_t lane) {
            return std::all_of(state.shaping.begin(), state.shaping.end(), [&](std::size_t i) {
                return inputs[i].same || inputs[i].values[lane] == inputs[i].values[from];
            });
        };
        std::size_t to = from + 1;
        while (to < count && is_alike(to)) ++to;
        if (compiled == nullptr) {
            state.generic.evaluate(from, to, inputs, results);
        } else {
            for (std::size_t i = 0; i < inputs.size(); ++i) {
                if (!inputs[i].same) part[i] = {inputs[i].values + from, false, 0};
            }
            for (std::size_t k = 0; k < into.size(); ++k) into[k] = results[k] + from;
            compiled->evaluate(to - from, part, into, state.same);
            state.generic.evaluate_outside(compiled->compiled(), from, to, inputs, results);
        }
        from = to;
    }
    std::fill(state.same.begin(), state.same.end(), false);
}

}  // namespace aicost
