// A scenario compiled for a batch: the graph of the metrics that are wanted, and what runs it over lanes.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "aicost/batch.hpp"
#include "aicost/metric.hpp"
#include "model.hpp"

namespace aicost {

// A metric of an option, or the winner.
struct WantedMetric {
    const Metric* metric = nullptr;  // none: the winner
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

class Program {
public:
    // None where the graph has no words for something that the metrics need.
    static std::unique_ptr<Program> compile(const Scenario& scenario, const BatchInputs& inputs,
                                            std::span<const WantedMetric> wanted,
                                            const std::vector<bool>& allowed);

    struct Output {
        enum class Kind { node, race, winner } kind = Kind::node;
        NodeId node = no_node;
        std::size_t race = 0;
    };

    [[nodiscard]] const Graph& graph() const { return graph_; }
    // The nodes that the outputs need, in the order in which they are computed.
    [[nodiscard]] const std::vector<NodeId>& order() const { return order_; }
    [[nodiscard]] const std::vector<Output>& outputs() const { return outputs_; }
    [[nodiscard]] const std::vector<RaceNodes>& races() const { return races_; }
    [[nodiscard]] const std::vector<NodeId>& npvs() const { return npvs_; }
    [[nodiscard]] const std::vector<NodeId>& able() const { return able_; }

private:
    Program(int horizon, int months) : graph_(horizon, months) {}
    void race(const BatchFlow& option, const BatchFlow& baseline);
    void need(NodeId id);
    void find_needed();

    Graph graph_;
    std::vector<Output> outputs_;
    std::vector<RaceNodes> races_;
    std::vector<NodeId> npvs_, able_;
    std::vector<bool> needed_;
    std::vector<NodeId> order_;
};

// A program with the numbers of one thread. What depends on nothing that has changed since the last block is
// kept.
class ProgramRun {
public:
    static constexpr std::size_t strip = 128;  // lanes that are worked on at a time

    explicit ProgramRun(std::unique_ptr<Program> program);
    void evaluate(std::size_t count, std::span<const BatchInput> inputs, std::span<double* const> results,
                  std::vector<bool>& same);

private:
    struct Value {
        std::vector<double> numbers;
        const double* at = nullptr;
        std::size_t stride = 1;
        bool same = false;
        bool known = false;
    };
    struct InputState {
        BatchInput last;
        double value = 0.0;
    };

    void take_inputs(std::size_t count, std::span<const BatchInput> inputs);
    void run_node(NodeId id);
    void run_series(const Node& node, Value& value, std::size_t lanes);
    [[nodiscard]] LaneValues values(NodeId id) const;
    [[nodiscard]] LaneSeries series(NodeId id) const;
    void break_even(const RaceNodes& race, double* out);
    [[nodiscard]] double amount(NodeId id, std::size_t lane) const;
    void take_side(const RaceSide& side, LaneSide& lanes, std::vector<double>& shared);
    [[nodiscard]] static double paid(const LaneSide& side, std::size_t month, std::size_t lane);
    [[nodiscard]] double run_race(const RaceNodes& race, std::size_t lane) const;

    std::unique_ptr<Program> program_;
    const LaneKernels& kernels_;
    std::vector<Value> values_;
    std::vector<InputState> inputs_;
    InputSet varied_, changed_;
    std::size_t lanes_ = 0, last_lanes_ = 0;
    std::vector<double> scratch_, shared_, shared_option_, shared_baseline_;
    LaneSide option_, baseline_;
    LaneRace race_;
    std::vector<BatchInput> part_;
    std::vector<LaneValues> npvs_, able_;
    std::vector<int> first_;
};

}  // namespace aicost
