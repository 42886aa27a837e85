// A scenario compiled for a batch: the graph of the wanted metrics, and its execution over lanes.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "aicost/batch.hpp"
#include "aicost/metric.hpp"
#include "engine/batch/lanes.hpp"
#include "model/graph.hpp"
#include "model/graph_algebra.hpp"
#include "model/model.hpp"

namespace aicost {

// A metric of an option, one of its items, or an overall result.
struct WantedMetric {
    const OverallMetric* overall = nullptr;
    const Metric* metric = nullptr;
    std::string item;
    std::size_t option = 0;
};

// One side of a race: K(t) = upfront + sum of amount·cumulative + payments until t.
struct RaceSide {
    NodeId upfront = no_node;
    struct Term {
        NodeId amount;
        NodeId cumulative;
    };
    std::vector<Term> terms;
    struct Payment {
        double month;
        NodeId amount;
    };
    std::vector<Payment> payments;
};
struct RaceNodes {
    RaceSide option, baseline;
};

// The flows for an internal rate of return: option and baseline.
struct ReturnSide {
    NodeId upfront = no_node, at_end = no_node;
    struct Term {
        NodeId amount, series;
    };
    std::vector<Term> terms;
    std::vector<RaceSide::Payment> payments;
};
struct ReturnNodes {
    ReturnSide option, baseline;
};

class CompiledGraph {
public:
    static std::unique_ptr<CompiledGraph> compile(const Scenario& scenario, const GraphInputs& inputs,
                                                  std::span<const WantedMetric> wanted);

    struct Output {
        // outside: the graph cannot express it
        enum class Kind { node, race, irr, winner, runner_up, margin, outside } kind = Kind::node;
        NodeId node = no_node;
        std::size_t race = 0;
    };

    [[nodiscard]] const Graph& graph() const { return graph_; }
    // The nodes that the outputs need, in order of computation.
    [[nodiscard]] const std::vector<NodeId>& order() const { return order_; }
    [[nodiscard]] const std::vector<Output>& outputs() const { return outputs_; }
    [[nodiscard]] const std::vector<RaceNodes>& races() const { return races_; }
    [[nodiscard]] const std::vector<ReturnNodes>& returns() const { return returns_; }
    [[nodiscard]] const std::vector<NodeId>& npvs() const { return npvs_; }
    [[nodiscard]] const std::vector<NodeId>& able() const { return able_; }

private:
    CompiledGraph(int horizon, int months) : graph_(horizon, months) {}
    void race(const Flow<GraphAlgebra>& option, const Flow<GraphAlgebra>& baseline);
    void returns(const Flow<GraphAlgebra>& option, const Flow<GraphAlgebra>& baseline);
    void need(NodeId id);
    void find_needed();

    Graph graph_;
    std::vector<Output> outputs_;
    std::vector<RaceNodes> races_;
    std::vector<ReturnNodes> returns_;
    std::vector<NodeId> npvs_, able_;
    std::vector<bool> needed_;
    std::vector<NodeId> order_;
};

// Runs a compiled graph on one thread. Values that depend on nothing changed since the last block are kept.
class CompiledRun {
public:
    static constexpr std::size_t strip = 128;  // lanes computed at a time

    explicit CompiledRun(std::unique_ptr<CompiledGraph> compiled);
    [[nodiscard]] const CompiledGraph& compiled() const { return *compiled_; }
    void evaluate(std::size_t count, std::span<const BatchInput> inputs, std::span<double* const> results,
                  std::vector<bool>& same);

private:
    struct Value {
        std::vector<double> numbers;
        const double* at = nullptr;
        std::size_t stride = 1;
        bool same = false;
        bool known = false;
        bool moved = true;   // changed since the last block
        bool rises = false;  // of a cumulative series: no month is below the previous one
        bool whole = true;   // of a cumulative series: its months have been computed
    };
    // One side of a race: what is the same for all lanes is summed up again only when it changes.
    struct SideState {
        LaneSide lanes;
        std::vector<double> shared;
        std::vector<bool> added;  // is it part of `shared`? For upfront and each term
    };
    struct RaceState {
        SideState option, baseline;
        std::vector<double> shared, minima;  // LaneRace
    };
    struct InputState {
        BatchInput last;
        double value = 0.0;
    };
    // What determines which nodes must be computed in a block.
    struct Pattern {
        InputSet varied, changed;
        bool steady = false;  // the previous block had the same lanes and varied inputs
    };

    void take_inputs(std::size_t count, std::span<const BatchInput> inputs);
    void run_node(NodeId id);
    void run_series(NodeId id, Value& value, std::size_t lanes);
    void run_nodes();
    [[nodiscard]] LaneValues values(NodeId id) const;
    [[nodiscard]] LaneSeries series(NodeId id) const;
    [[nodiscard]] bool never_below_zero(NodeId series) const;
    void rates_of_return(const ReturnNodes& nodes, double* out);
    [[nodiscard]] bool savings_by_month(const ReturnNodes& nodes, std::size_t stride);
    [[nodiscard]] double rate_of_return(const ReturnNodes& nodes, std::size_t lane) const;
    void rank(CompiledGraph::Output::Kind kind, double* out);
    void break_even(const RaceNodes& race, RaceState& state, double* out);
    [[nodiscard]] double amount(NodeId id, std::size_t lane) const;
    [[nodiscard]] bool take_side(const RaceSide& side, SideState& state);
    void make_whole(NodeId cumulative);
    void make_whole(const RaceNodes& race);
    void race_terms(const RaceSide& side, const SideState& state, double sign, std::size_t& place);
    [[nodiscard]] static double relaxed(double amount);
    [[nodiscard]] static double paid(const LaneSide& side, std::size_t month, std::size_t lane);
    [[nodiscard]] double run_race(const RaceNodes& race, const RaceState& state, std::size_t lane) const;

    std::unique_ptr<CompiledGraph> compiled_;
    const LaneKernels& kernels_;
    std::vector<Value> values_;
    std::vector<InputState> inputs_;
    InputSet varied_, changed_;
    std::size_t lanes_ = 0, last_lanes_ = 0;
    Pattern pattern_;               // of the last block
    std::vector<NodeId> computed_;  // in it
    std::vector<double> scratch_;
    std::vector<RaceState> races_;
    LaneRace race_;
    std::vector<BatchInput> part_;
    std::vector<LaneValues> npvs_, able_;
    std::vector<double> mine_, theirs_;  // flows by month and lane
    double last_growth_ = 0.02;          // where the next search for a rate of return begins
    std::vector<int> first_;
};

}  // namespace aicost
