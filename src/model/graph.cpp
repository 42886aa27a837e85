#include "model/graph.hpp"

#include <cmath>

#include "aicost/cash_flow.hpp"
#include "model/algebra.hpp"
#include "text/portable.hpp"

namespace aicost {

double fold(const Node& node, double a, double b, double c) {
    switch (node.kind) {
        case NodeKind::binary: return with_operation(node.lane, [&](auto op) { return op(a, b); });
        case NodeKind::select: return a != 0.0 ? b : c;
        case NodeKind::power: return power_at(a, b);
        case NodeKind::ceil: return std::ceil(a);
        case NodeKind::one_less_exp: return one_less_exponential(a);
        case NodeKind::annuity: return aicost::annuity(money(1.0), a, node.months).value();
        case NodeKind::remaining: return remaining_principal(money(1.0), a, node.months, node.paid).value();
        default: return 0.0;
    }
}

bool Expr::is_constant() const { return graph->node(*this).kind == NodeKind::constant; }
bool Expr::is(double value) const { return is_constant() && graph->node(*this).value == value; }

Expr operator+(Expr a, Expr b) {
    if (a.is(0.0)) return b;
    if (b.is(0.0)) return a;
    return a.graph->binary(LaneOp::add, a, b);
}
Expr operator-(Expr a, Expr b) {
    if (b.is(0.0)) return a;
    return a.graph->binary(LaneOp::subtract, a, b);
}
Expr operator*(Expr a, Expr b) {
    if (a.is(1.0) || b.is(0.0)) return b;
    if (b.is(1.0) || a.is(0.0)) return a;
    return a.graph->binary(LaneOp::multiply, a, b);
}
Expr operator/(Expr a, Expr b) {
    if (b.is(1.0)) return a;
    return a.graph->binary(LaneOp::divide, a, b);
}

Expr Graph::add(Node node) {
    const auto& o = node.operands;
    const bool of_a_series =
        node.kind == NodeKind::sum || node.kind == NodeKind::at_month || node.kind == NodeKind::largest;
    if (node.kind != NodeKind::constant && node.kind != NodeKind::input && !node.series && !of_a_series) {
        double values[3] = {};
        bool constant = true;
        for (std::size_t i = 0; i < 3; ++i) {
            if (o[i] == no_node) continue;
            const Node& operand = nodes_[static_cast<std::size_t>(o[i])];
            constant = constant && operand.kind == NodeKind::constant;
            values[i] = operand.value;
        }
        if (constant) return number(fold(node, values[0], values[1], values[2]));
    }
    const auto pair = [](int a, int b) {
        return std::uint64_t{static_cast<std::uint32_t>(a)} << 32U | static_cast<std::uint32_t>(b);
    };
    const int operation = static_cast<int>(node.kind) << 8 | static_cast<int>(node.lane);
    const Key key{pair(operation, node.months), pair(o[0], o[1]), pair(o[2], o[3]), pair(o[4], node.paid),
                  portable::bit_cast<std::uint64_t>(node.value)};
    const auto [known, is_new] = known_.try_emplace(key, static_cast<NodeId>(nodes_.size()));
    if (!is_new) return {this, known->second};
    InputSet inputs;
    if (node.kind == NodeKind::input) inputs.set(static_cast<std::size_t>(node.value));
    for (const NodeId operand : o) {
        if (operand != no_node) inputs |= inputs_[static_cast<std::size_t>(operand)];
    }
    nodes_.push_back(node);
    inputs_.push_back(inputs);
    return {this, known->second};
}

Expr Graph::number(double value) {
    Node node{.kind = NodeKind::constant};
    node.value = value;
    return add(node);
}
Expr Graph::input(std::size_t place) {
    Node node{.kind = NodeKind::input};
    node.value = static_cast<double>(place);
    return add(node);
}
Expr Graph::binary(LaneOp op, Expr a, Expr b) {
    const bool series = is_series(a) || is_series(b);
    if (op == LaneOp::multiply && is_series(a) && is_series(b)) return product(a, b);
    if (series && op == LaneOp::multiply && b.is(0.0)) return b;
    return add({.kind = NodeKind::binary,
                .lane = op,
                .operands = {a.id, b.id, no_node, no_node, no_node},
                .series = series});
}
Expr Graph::select(Expr condition, Expr yes, Expr no) {
    if (condition.is_constant()) return condition.is(0.0) ? no : yes;
    if (yes == no) return yes;
    return add({.kind = NodeKind::select,
                .operands = {condition.id, yes.id, no.id, no_node, no_node},
                .series = is_series(condition) || is_series(yes) || is_series(no)});
}
Expr Graph::power(Expr base, Expr exponent) {
    if (base.is(1.0)) return base;
    return add({.kind = NodeKind::power, .operands = {base.id, exponent.id, no_node, no_node, no_node}});
}
Expr Graph::ceil(Expr a) {
    return add({.kind = NodeKind::ceil,
                .operands = {a.id, no_node, no_node, no_node, no_node},
                .series = is_series(a)});
}
Expr Graph::one_less_exp(Expr a) {
    return add({.kind = NodeKind::one_less_exp,
                .operands = {a.id, no_node, no_node, no_node, no_node},
                .series = is_series(a)});
}
Expr Graph::annuity(Expr monthly_rate, int months) {
    return add({.kind = NodeKind::annuity,
                .operands = {monthly_rate.id, no_node, no_node, no_node, no_node},
                .months = months});
}
Expr Graph::remaining(Expr monthly_rate, int months, int paid) {
    return add({.kind = NodeKind::remaining,
                .operands = {monthly_rate.id, no_node, no_node, no_node, no_node},
                .months = months,
                .paid = paid});
}

Expr Graph::ones() { return add({.kind = NodeKind::ones, .series = true}); }
Expr Graph::step(int months) {
    if (months >= months_) return ones();
    return add({.kind = NodeKind::step, .months = months, .series = true});
}
Expr Graph::geometric(Expr ratio) {
    if (ratio.is(1.0)) return ones();
    return add({.kind = NodeKind::geometric,
                .operands = {ratio.id, no_node, no_node, no_node, no_node},
                .series = true});
}
Expr Graph::held(Expr ratio, int months) {
    if (ratio.is(1.0)) return ones();
    if (months <= 1) return geometric(ratio);
    return add({.kind = NodeKind::held,
                .operands = {ratio.id, no_node, no_node, no_node, no_node},
                .months = months,
                .series = true});
}
Expr Graph::product(Expr a, Expr b) {
    if (node(a).kind == NodeKind::ones) return b;
    if (node(b).kind == NodeKind::ones) return a;
    if (node(a).kind == NodeKind::geometric && node(b).kind == NodeKind::geometric) {
        const Expr first{this, node(a).operands[0]}, second{this, node(b).operands[0]};
        return geometric(first * second);
    }
    return add(
        {.kind = NodeKind::product, .operands = {a.id, b.id, no_node, no_node, no_node}, .series = true});
}
Expr Graph::clamp(Expr x, Expr a, Expr b, Expr low, Expr high) {
    return add({.kind = NodeKind::clamp, .operands = {x.id, a.id, b.id, low.id, high.id}, .series = true});
}
Expr Graph::cumulative(Expr series) {
    return add({.kind = NodeKind::cumulative,
                .operands = {series.id, no_node, no_node, no_node, no_node},
                .series = true});
}
Expr Graph::sum(Expr series) {
    if (!is_series(series)) return series * number(horizon_);
    if (node(series).kind == NodeKind::ones) return number(horizon_);
    if (node(series).kind == NodeKind::step) {
        const int until = node(series).months;
        return number(until < horizon_ ? until : horizon_);
    }
    return add({.kind = NodeKind::sum,
                .operands = {series.id, no_node, no_node, no_node, no_node},
                .months = horizon_});
}
Expr Graph::at_month(Expr series, int month) {
    if (!is_series(series)) return series;
    if (node(series).kind == NodeKind::ones) return number(1.0);
    if (node(series).kind == NodeKind::step) return number(month <= node(series).months ? 1.0 : 0.0);
    return add({.kind = NodeKind::at_month,
                .operands = {series.id, no_node, no_node, no_node, no_node},
                .months = month});
}

Expr Graph::largest(Expr series) {
    if (!is_series(series)) return series;
    if (node(series).kind == NodeKind::ones) return number(1.0);
    return add({.kind = NodeKind::largest,
                .operands = {series.id, no_node, no_node, no_node, no_node},
                .months = horizon_});
}

}  // namespace aicost
