// The values of a graph's nodes at one setting of its inputs.
#include <algorithm>

#include "engine/formulas/writer.hpp"
#include "model/elementary.hpp"

namespace aicost {

NodeValues::NodeValues(const Graph& graph, const std::vector<double>& inputs) {
    values_.reserve(graph.nodes().size());
    for (const Node& node : graph.nodes()) {
        std::vector<double> values;
        if (node.series) {
            for (int month = 1; month <= graph.months(); ++month) values.push_back(in_month(node, month));
        } else if (node.kind == NodeKind::constant) {
            values.push_back(node.value);
        } else if (node.kind == NodeKind::input) {
            values.push_back(inputs[static_cast<std::size_t>(node.value)]);
        } else {
            values.push_back(of_series(node));
        }
        values_.push_back(std::move(values));
    }
}

double NodeValues::in_month(const Node& node, int month) const {
    const auto operand = [&](std::size_t i) { return of(node.operands[i], month); };
    switch (node.kind) {
        case NodeKind::ones: return 1.0;
        case NodeKind::step: return month <= node.months ? 1.0 : 0.0;
        case NodeKind::geometric: return power_at(operand(0), month - 1);
        case NodeKind::held: {
            const int since = (month - 1) / node.months * node.months;
            return power_at(operand(0), since);
        }
        case NodeKind::product: return operand(0) * operand(1);
        case NodeKind::clamp: {
            const double low = std::max(operand(0) * operand(1) + operand(2), operand(3));
            return std::min(low, operand(4));
        }
        case NodeKind::cumulative: {
            double sum = 0.0;
            for (int m = 1; m <= month; ++m) sum += of(node.operands[0], m);
            return sum;
        }
        default: break;
    }
    const auto given = [&](std::size_t i) { return node.operands[i] == no_node ? 0.0 : operand(i); };
    return fold(node, given(0), given(1), given(2));
}

// A number computed from numbers or from a series.
double NodeValues::of_series(const Node& node) const {
    const NodeId series = node.operands[0];
    switch (node.kind) {
        case NodeKind::sum: {
            double sum = 0.0;
            for (int m = 1; m <= node.months; ++m) sum += of(series, m);
            return sum;
        }
        case NodeKind::at_month: return of(series, node.months);
        case NodeKind::largest: {
            double largest = of(series, 1);
            for (int m = 2; m <= node.months; ++m) largest = std::max(largest, of(series, m));
            return largest;
        }
        default: return in_month(node, 1);
    }
}

}  // namespace aicost
