#include "program.hpp"

#include <algorithm>
#include <limits>

#include "aicost/break_even.hpp"

namespace aicost {

namespace {

bool is_race(std::string_view metric) {
    return metric == "break_even_month" || metric == "discounted_break_even_month";
}

// A metric that has nothing to do with the baseline.
std::optional<Expr> own_metric(std::string_view name, Graph& graph, const BatchModel& model,
                               const BatchOption& option) {
    const Expr none = graph.number(std::numeric_limits<double>::quiet_NaN());
    if (name == "total") return model.total(option.flow);
    if (name == "npv") return model.npv(option.flow);
    if (name == "upfront") return option.flow.upfront;
    if (name == "first_month") return model.first_month(option.flow);
    if (name == "feasible") return option.feasible;
    if (name == "peak_utilization") return option.peak_utilization.value_or(none);
    if (name == "capacity_tokens_per_day") return option.capacity.value_or(none);
    if (name == "cost_per_mtok") {
        const Expr tokens = model.discounted_tokens();
        return graph.select(graph.greater(tokens, graph.number(0.0)),
                            model.npv(option.flow) / tokens * graph.number(1e6), none);
    }
    const bool carbon = name == "kg_co2";
    if (name == "kwh" || carbon) {
        if (option.energy.empty() || (carbon && !option.grams_co2_per_kwh)) return none;
        Expr sum = graph.number(0.0);
        for (const FlowTerm& term : option.energy) sum = sum + term.amount * graph.sum(term.series);
        return carbon ? sum * *option.grams_co2_per_kwh / graph.number(1000.0) : sum;
    }
    return std::nullopt;
}

}  // namespace

std::unique_ptr<Program> Program::compile(const Scenario& scenario, const BatchInputs& inputs,
                                          std::span<const WantedMetric> wanted,
                                          const std::vector<bool>& allowed) {
    const bool races = std::any_of(wanted.begin(), wanted.end(), [](const WantedMetric& one) {
        return one.metric != nullptr && is_race(one.metric->name);
    });
    const int horizon = scenario.horizon_months;
    auto program = std::unique_ptr<Program>(new Program(horizon, races ? search_months(horizon) : horizon));
    Graph& graph = program->graph_;
    const BatchModel model(graph, scenario, inputs);
    std::vector<BatchOption> options;
    for (const auto& option : scenario.options) {
        auto compiled = model.option(option.value);
        if (!compiled) return nullptr;
        options.push_back(std::move(*compiled));
    }
    const std::size_t baseline = baseline_of(scenario);
    const Expr none = graph.number(std::numeric_limits<double>::quiet_NaN());
    for (const WantedMetric& one : wanted) {
        Output output;
        if (one.metric == nullptr) {
            output.kind = Output::Kind::winner;
            program->npvs_.clear();
            program->able_.clear();
            for (std::size_t i = 0; i < options.size(); ++i) {
                program->npvs_.push_back(model.npv(options[i].flow).id);
                program->able_.push_back((options[i].feasible * graph.number(allowed[i] ? 1.0 : 0.0)).id);
            }
        } else if (is_race(one.metric->name) || one.metric->name == "savings") {
            const BatchFlow &mine = options[one.option].flow, &theirs = options[baseline].flow;
            if (one.option == baseline) {
                output.node = none.id;
            } else if (one.metric->name == "savings") {
                output.node = (model.total(theirs) - model.total(mine)).id;
            } else {
                output.kind = Output::Kind::race;
                output.race = program->races_.size();
                const bool discounts = model.discounts() && one.metric->name != "break_even_month";
                discounts ? program->race(model.discounted(mine), model.discounted(theirs))
                          : program->race(mine, theirs);
            }
        } else {
            const auto expr = own_metric(one.metric->name, graph, model, options[one.option]);
            if (!expr) return nullptr;
            output.node = expr->id;
        }
        program->outputs_.push_back(output);
    }
    for (const RaceNodes& race : program->races_) {
        if (race.option.terms.size() > LaneSide::most_terms ||
            race.baseline.terms.size() > LaneSide::most_terms)
            return nullptr;
    }
    program->find_needed();
    return program;
}

void Program::race(const BatchFlow& option, const BatchFlow& baseline) {
    const auto side = [&](const BatchFlow& flow) {
        RaceSide nodes;
        nodes.upfront = flow.upfront.id;
        for (const FlowTerm& term : flow.terms) {
            if (!term.amount.is(0.0))
                nodes.terms.push_back({term.amount.id, graph_.cumulative(term.series).id});
        }
        for (const FlowPayment& payment : flow.payments)
            nodes.payments.push_back({payment.month, payment.amount.id});
        return nodes;
    };
    races_.push_back({side(option), side(baseline)});
}

void Program::need(NodeId id) {
    if (id == no_node || needed_[static_cast<std::size_t>(id)]) return;
    needed_[static_cast<std::size_t>(id)] = true;
    const Node& node = graph_.nodes()[static_cast<std::size_t>(id)];
    if (node.kind == NodeKind::sum || node.kind == NodeKind::at_month || node.kind == NodeKind::cumulative) {
        // of a geometric series only the ratio is needed
        const Node& series = graph_.nodes()[static_cast<std::size_t>(node.operands[0])];
        if (series.kind == NodeKind::geometric) return need(series.operands[0]);
    }
    for (const NodeId operand : node.operands) need(operand);
}

void Program::find_needed() {
    needed_.assign(graph_.nodes().size(), false);
    for (const Output& output : outputs_) need(output.node);
    for (const NodeId id : npvs_) need(id);
    for (const NodeId id : able_) need(id);
    for (const RaceNodes& race : races_) {
        for (const RaceSide* side : {&race.option, &race.baseline}) {
            need(side->upfront);
            for (const auto& term : side->terms) {
                need(term.amount);
                need(term.cumulative);
            }
            for (const auto& payment : side->payments) need(payment.amount);
        }
    }
    for (std::size_t i = 0; i < needed_.size(); ++i) {
        if (needed_[i]) order_.push_back(static_cast<NodeId>(i));
    }
}

}  // namespace aicost
