#include "engine/batch/compiled.hpp"

#include <algorithm>
#include <limits>

#include "aicost/break_even.hpp"
#include "engine/batch/allowed.hpp"
#include "engine/requirements.hpp"
#include "model/curve.hpp"

namespace aicost {

namespace {

bool is_race(std::string_view metric) {
    return metric == "break_even_month" || metric == "discounted_break_even_month";
}

using Algebra = GraphAlgebra;

struct Compiled {
    Bill<Algebra> bill;
    Flow<Algebra> flow;  // of all items
};

// A metric that does not depend on the baseline; none if the graph cannot express it.
std::optional<Expr> own_metric(std::string_view name, Graph& graph, const Model<Algebra>& model,
                               const Demand<Algebra>& demand, const Compiled& option) {
    const Expr none = graph.number(std::numeric_limits<double>::quiet_NaN());
    const auto& [bill, flow] = option;
    if (name == "total") return model.total(flow);
    if (name == "npv") return model.npv(flow);
    if (name == "upfront") return flow.upfront;
    if (name == "first_month") return model.first_month(flow);
    if (name == "cost_per_month") return model.total(flow) / graph.number(graph.horizon());
    if (name == "feasible") return bill.feasible;
    if (name == "peak_utilization") return bill.peak.value_or(none);
    if (name == "capacity_tokens_per_day") return bill.capacity.value_or(none);
    if (name == "marginal_cost_per_mtok") return bill.marginal ? *bill.marginal * graph.number(1e6) : none;
    if (name == "units") return bill.units.value_or(none);
    if (name == "kwh") return bill.kwh.value_or(none);
    if (name == "kg_co2") return bill.kg_co2.value_or(none);
    const bool request = name == "cost_per_request";
    if (name == "cost_per_mtok" || request) {
        if (request && !demand.tokens_per_request) return none;
        const Expr tokens = model.discounted_tokens(demand);
        const Expr levelised = model.npv(flow) / tokens;
        return graph.select(graph.greater(tokens, graph.number(0.0)),
                            request ? levelised * *demand.tokens_per_request : levelised * graph.number(1e6),
                            none);
    }
    return std::nullopt;
}

CompiledGraph::Output::Kind kind_of(const OverallMetric& metric) {
    using Kind = CompiledGraph::Output::Kind;
    return metric.name == "winner"      ? Kind::winner
           : metric.name == "runner_up" ? Kind::runner_up
                                        : Kind::margin;
}

// The flows of the item of that name; empty if there is none.
Flow<Algebra> item_of(const Model<Algebra>& model, const Bill<Algebra>& bill, const std::string& name) {
    Bill<Algebra> alone;
    for (const auto& item : bill.items) {
        if (Item{item.kind, item.own, item.side, {}}.name() == name) alone.items.push_back(item);
    }
    return model.sum(alone);
}

// The smallest volume at which the lead changes, and how busy the option's machines are there, if both costs are
// linear. None if they bend: then break_even_volume.cpp searches for it.
struct VolumeNodes {
    Expr volume;
    std::optional<Expr> busy;
};
std::optional<VolumeNodes> volume_of(const Scenario& scenario, const Model<Algebra>& model, Graph& graph,
                                     std::size_t option, std::size_t baseline) {
    const Expr volume = graph.input(max_batch_inputs - 1);  // the last input, which no batch uses
    const Demand<Algebra> demand = model.demand(volume);
    const Bill<Algebra> mine = model.bill(scenario.options[option].value, demand);
    const Bill<Algebra> theirs = model.bill(scenario.options[baseline].value, demand);
    Curve curve(graph, volume);
    const auto a = curve.affine(model.npv(model.sum(mine)));
    const auto b = a ? curve.affine(model.npv(model.sum(theirs))) : std::nullopt;
    if (!b) return std::nullopt;
    const Expr zero = graph.number(0.0), none = graph.number(std::numeric_limits<double>::quiet_NaN());
    const auto size_of = [&](Expr x) { return graph.max(x, zero - x); };
    const auto less = [&](Expr x, Expr y) {  // less_roundings()
        const Expr d = x - y;
        return graph.select(
            graph.greater(size_of(d), graph.number(1e-12) * graph.max(size_of(x), size_of(y))), d, zero);
    };
    const Expr fixed = less(a->base, b->base), slope = less(a->slope, b->slope);
    const Expr root = zero - fixed / slope;
    const Expr there = graph.greater(root, zero) *
                       (graph.number(1.0) - graph.greater(root, graph.number(1e15))) *
                       graph.greater(size_of(slope), zero);
    VolumeNodes nodes{graph.select(there, root, none), std::nullopt};
    if (mine.busy_share) {
        const auto busy = curve.affine(*mine.busy_share);
        if (!busy) return std::nullopt;
        nodes.busy = graph.select(there, busy->base + busy->slope * root, none);
    }
    return nodes;
}

}  // namespace

std::unique_ptr<CompiledGraph> CompiledGraph::compile(const Scenario& scenario, const GraphInputs& inputs,
                                                      std::span<const WantedMetric> wanted) {
    const bool races = std::any_of(wanted.begin(), wanted.end(), [](const WantedMetric& one) {
        return one.metric != nullptr && is_race(one.metric->name);
    });
    const int horizon = scenario.horizon_months;
    auto compiled =
        std::unique_ptr<CompiledGraph>(new CompiledGraph(horizon, races ? search_months(horizon) : horizon));
    Graph& graph = compiled->graph_;
    const Algebra algebra(graph, inputs);
    const Model<Algebra> model(algebra, scenario);
    const Demand<Algebra> demand = model.demand();
    std::vector<Compiled> options;
    for (const auto& option : scenario.options) {
        Bill<Algebra> bill = model.bill(option.value, demand);
        Flow<Algebra> flow = model.sum(bill);
        options.push_back({std::move(bill), std::move(flow)});
    }
    const std::size_t baseline = baseline_of(scenario);
    const Expr none = graph.number(std::numeric_limits<double>::quiet_NaN());
    const auto enter_all = [&] {
        if (!compiled->npvs_.empty()) return;
        for (std::size_t i = 0; i < options.size(); ++i) {
            OptionResult judged;
            judge_requirements(judged, scenario.options[i].value, scenario);
            const Expr may = allowed(scenario, scenario.options[i], options[i].bill, judged.allowed, graph);
            compiled->npvs_.push_back(model.npv(options[i].flow).id);
            compiled->able_.push_back((options[i].bill.feasible * may).id);
        }
    };
    for (const WantedMetric& one : wanted) {
        Output output;
        if (one.overall != nullptr) {
            output.kind = kind_of(*one.overall);
            enter_all();
        } else if (one.metric == nullptr) {
            output.node = model.total(item_of(model, options[one.option].bill, one.item)).id;
        } else if (one.option == baseline && one.metric->against_baseline) {
            output.node = none.id;
        } else if (one.metric->name == "break_even_tokens_per_day" ||
                   one.metric->name == "break_even_utilization") {
            const auto nodes = volume_of(scenario, model, graph, one.option, baseline);
            const bool busy = one.metric->name == "break_even_utilization";
            output.kind = nodes ? Output::Kind::node : Output::Kind::outside;
            if (nodes) output.node = busy ? nodes->busy.value_or(none).id : nodes->volume.id;
        } else if (one.metric->name == "savings") {
            output.node = (model.total(options[baseline].flow) - model.total(options[one.option].flow)).id;
        } else if (one.metric->name == "npv_savings") {
            output.node = (model.npv(options[baseline].flow) - model.npv(options[one.option].flow)).id;
        } else if (is_race(one.metric->name) || one.metric->name == "irr") {
            const Flow<Algebra>&mine = options[one.option].flow, &theirs = options[baseline].flow;
            const bool irr = one.metric->name == "irr";
            output.kind = irr ? Output::Kind::irr : Output::Kind::race;
            output.race = irr ? compiled->returns_.size() : compiled->races_.size();
            if (irr) {
                compiled->returns(mine, theirs);
            } else if (model.discounts() && one.metric->name != "break_even_month") {
                compiled->race(model.discounted(mine), model.discounted(theirs));
            } else {
                compiled->race(mine, theirs);
            }
        } else {
            const auto expr = own_metric(one.metric->name, graph, model, demand, options[one.option]);
            if (expr) {
                output.node = expr->id;
            } else {
                output.kind = Output::Kind::outside;
            }
        }
        compiled->outputs_.push_back(output);
    }
    for (Output& output : compiled->outputs_) {
        if (output.kind != Output::Kind::race) continue;
        const RaceNodes& race = compiled->races_[output.race];
        if (race.option.terms.size() > LaneSide::max_terms ||
            race.baseline.terms.size() > LaneSide::max_terms)
            output.kind = Output::Kind::outside;
    }
    compiled->find_needed();
    return compiled;
}

void CompiledGraph::race(const Flow<GraphAlgebra>& option, const Flow<GraphAlgebra>& baseline) {
    const auto side = [&](const Flow<GraphAlgebra>& flow) {
        RaceSide nodes;
        nodes.upfront = flow.upfront.id;
        for (const auto& term : flow.terms) {
            if (!term.amount.is(0.0))
                nodes.terms.push_back({term.amount.id, graph_.cumulative(term.series).id});
        }
        for (const auto& payment : flow.payments)
            nodes.payments.push_back({payment.month, payment.amount.id});
        return nodes;
    };
    races_.push_back({side(option), side(baseline)});
}

void CompiledGraph::returns(const Flow<GraphAlgebra>& option, const Flow<GraphAlgebra>& baseline) {
    const auto side = [&](const Flow<GraphAlgebra>& flow) {
        ReturnSide nodes;
        nodes.upfront = flow.upfront.id;
        nodes.at_end = flow.at_end.id;
        for (const auto& term : flow.terms) nodes.terms.push_back({term.amount.id, term.series.id});
        for (const auto& payment : flow.payments)
            nodes.payments.push_back({payment.month, payment.amount.id});
        return nodes;
    };
    returns_.push_back({side(option), side(baseline)});
}

void CompiledGraph::need(NodeId id) {
    if (id == no_node || needed_[static_cast<std::size_t>(id)]) return;
    needed_[static_cast<std::size_t>(id)] = true;
    const Node& node = graph_.nodes()[static_cast<std::size_t>(id)];
    if (node.kind == NodeKind::sum || node.kind == NodeKind::at_month || node.kind == NodeKind::cumulative) {
        // only the ratio of a geometric series is needed
        const Node& series = graph_.nodes()[static_cast<std::size_t>(node.operands[0])];
        if (series.kind == NodeKind::geometric) return need(series.operands[0]);
    }
    for (const NodeId operand : node.operands) need(operand);
}

void CompiledGraph::find_needed() {
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
    for (const ReturnNodes& nodes : returns_) {
        for (const ReturnSide* side : {&nodes.option, &nodes.baseline}) {
            need(side->upfront);
            need(side->at_end);
            for (const auto& term : side->terms) {
                need(term.amount);
                need(term.series);
            }
            for (const auto& payment : side->payments) need(payment.amount);
        }
    }
    for (std::size_t i = 0; i < needed_.size(); ++i) {
        if (needed_[i]) order_.push_back(static_cast<NodeId>(i));
    }
}

}  // namespace aicost
