// The cost model as a graph: what evaluate() computes for one scenario, written down for many that differ in
// the inputs of a batch. docs/model.md, sections 2 to 6.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aicost/scenario.hpp"
#include "graph.hpp"

namespace aicost {

// The inputs of a batch, known by where a scenario holds them.
class BatchInputs {
public:
    void add(const void* held_at, double scale, std::size_t place) {
        inputs_.push_back({held_at, scale, place});
    }
    [[nodiscard]] Expr read(Graph& graph, const void* held_at, double value) const;

private:
    struct One {
        const void* held_at;
        double scale;
        std::size_t place;
    };
    std::vector<One> inputs_;
};

// amount·series, for every month
struct FlowTerm {
    Expr amount;
    Expr series;
};
struct FlowPayment {
    double month = 0.0;
    Expr amount;
};
struct BatchFlow {
    Expr upfront;
    std::vector<FlowTerm> terms;
    std::vector<FlowPayment> payments;  // in order of time
    Expr at_end;

    void pay(Expr amount, Expr series);  // one term for each series
    void add(const BatchFlow& other);
};

struct BatchOption {
    BatchFlow flow;
    Expr feasible;
    std::optional<Expr> peak_utilization;
    std::optional<Expr> capacity;  // a NaN where there is none
    std::vector<FlowTerm> energy;  // kWh; empty where it is not modelled
    std::optional<Expr> grams_co2_per_kwh;
};

// What the workload asks of an option.
struct BatchDemand {
    Expr first;   // volume of month 1
    Expr growth;  // series: V_m / V_1
    Expr most;    // its largest value within the horizon
    Expr days;
    Expr batch_share;
    struct {
        Expr fresh_input, cache_read, cache_write, cache_write_1h, output;
    } mix;
    std::optional<Expr> input_per_request;
    double peak = 1.0;
};

class BatchModel {
public:
    BatchModel(Graph& graph, const Scenario& scenario, const BatchInputs& inputs);

    [[nodiscard]] const BatchDemand& demand() const { return demand_; }
    // None where the graph has no words for it.
    std::optional<BatchOption> option(const Option& option) const;

    [[nodiscard]] Expr npv(const BatchFlow& flow) const;
    [[nodiscard]] Expr total(const BatchFlow& flow) const;
    [[nodiscard]] Expr first_month(const BatchFlow& flow) const;
    [[nodiscard]] Expr discounted_tokens() const;
    // The same flow, each amount worth what it is worth today.
    [[nodiscard]] BatchFlow discounted(const BatchFlow& flow) const;
    [[nodiscard]] bool discounts() const { return !rate_.is(0.0); }

    template <class T>
    Expr of(const T& member) const {
        if constexpr (requires { member.value(); }) {
            return inputs_.read(graph_, &member, number_of(member.value()));
        } else {
            return inputs_.read(graph_, &member, static_cast<double>(member));
        }
    }
    template <class T>
    Expr of(const std::optional<T>& member, double fallback) const {
        return inputs_.read(graph_, &member, member ? number_of(*member) : fallback);
    }

private:
    template <class T>
    static double number_of(const T& value) {
        if constexpr (requires { value.value(); }) {
            return value.value();
        } else {
            return static_cast<double>(value);
        }
    }
    struct Capacity {
        Expr busy_seconds_per_token, peak_factor, max_utilization;
    };
    std::optional<Capacity> capacity(const std::optional<Serving>& serving, Expr on,
                                     const BatchDemand& demand) const;
    Expr utilization(const Capacity& capacity, Expr tokens_per_day, Expr units) const;
    Expr units_of(const Units& units, const std::optional<Capacity>& capacity,
                  const BatchDemand& demand) const;
    void judge(BatchOption& option, const Capacity& capacity, Expr units, const BatchDemand& demand) const;
    Expr price_series(Expr change_per_year) const;
    Expr price_factor(Expr change_per_year, double months) const;
    Expr worth(double month) const;
    Expr zero() const { return graph_.number(0.0); }
    Expr infinite() const;

    std::optional<BatchOption> make(const Option& option, const BatchDemand& demand) const;
    BatchOption make(const Api& api, const BatchDemand& demand) const;
    BatchOption make(const Owned& owned, const BatchDemand& demand) const;
    BatchOption make(const Rented& rented, const BatchDemand& demand) const;
    std::optional<BatchOption> make(const Hybrid& hybrid, const BatchDemand& demand) const;
    Expr add_hardware(BatchFlow& flow, const Owned& owned, Expr units) const;
    void add_electricity(BatchOption& option, const Electricity& power,
                         const std::optional<Capacity>& capacity, Expr units,
                         const BatchDemand& demand) const;
    void add_monthly(BatchFlow& flow, const std::vector<Named<Money>>& costs,
                     const std::optional<Staff>& staff, Expr series) const;

    Graph& graph_;
    const Scenario& scenario_;
    const BatchInputs& inputs_;
    Expr rate_;         // per year
    Expr month_worth_;  // (1+r)^(-1/12)
    BatchDemand demand_;
};

}  // namespace aicost
