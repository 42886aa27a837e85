// Decides which nodes get a cell of their own.
#include <algorithm>

#include "engine/formulas/writer.hpp"

namespace aicost {

namespace {

constexpr std::size_t longest_inline = 160;

std::vector<double> values_of(const std::vector<FormulaWriter::Input>& inputs) {
    std::vector<double> values;
    values.reserve(inputs.size());
    for (const auto& input : inputs) values.push_back(input.value);
    return values;
}

// Its formula reads its operand's whole column.
bool reads_column(const Node& node) {
    return node.kind == NodeKind::sum || node.kind == NodeKind::largest || node.kind == NodeKind::at_month;
}

// Its formula contains that operand twice.
bool writes_twice(const Node& node, std::size_t operand) {
    return (node.kind == NodeKind::remaining && operand == 0) ||
           (node.kind == NodeKind::binary && node.lane == LaneOp::divide && operand == 1);
}

}  // namespace

FormulaWriter::FormulaWriter(const Graph& graph, const NodeNames& names, std::vector<Input> inputs,
                             const FormulaPlaces& places)
    : graph_(graph),
      names_(names),
      inputs_(std::move(inputs)),
      places_(places),
      values_(graph, values_of(inputs_)),
      uses_(graph.nodes().size(), 0),
      cell_(graph.nodes().size(), false),
      reached_(graph.nodes().size(), false),
      place_(graph.nodes().size(), 0),
      length_(graph.nodes().size(), 0) {}

// So short that a cell of its own would not make it clearer.
bool FormulaWriter::is_short(const Node& of) const {
    switch (of.kind) {
        case NodeKind::constant:
        case NodeKind::input:
        case NodeKind::ones:
        case NodeKind::step: return true;
        case NodeKind::geometric:
        case NodeKind::held: return node(of.operands[0]).kind == NodeKind::input;
        case NodeKind::binary: {  // an input in another unit, or 1 + a change
            const NodeKind a = node(of.operands[0]).kind, b = node(of.operands[1]).kind;
            return of.lane != LaneOp::greater && ((a == NodeKind::input && b == NodeKind::constant) ||
                                                  (a == NodeKind::constant && b == NodeKind::input));
        }
        default: return false;
    }
}

void FormulaWriter::need(NodeId id) {
    const auto i = static_cast<std::size_t>(id);
    ++uses_[i];
    if (reached_[i]) return;
    reached_[i] = true;
    const Node& of = node(id);
    if (of.kind == NodeKind::input) read_.set(static_cast<std::size_t>(of.value));
    for (std::size_t k = 0; k < std::size(of.operands); ++k) {
        const NodeId operand = of.operands[k];
        if (operand == no_node) continue;
        need(operand);
        const bool short_one = is_short(node(operand));
        if (reads_column(of) || (!short_one && writes_twice(of, k)))
            cell_[static_cast<std::size_t>(operand)] = true;
    }
}

void FormulaWriter::need_cell(Expr expr) {
    need(expr.id);
    if (!is_short(node(expr.id))) cell_[static_cast<std::size_t>(expr.id)] = true;
}

void FormulaWriter::plan() {
    std::size_t steps = 0, columns = 0;
    for (std::size_t i = 0; i < cell_.size(); ++i) {
        if (!reached_[i]) continue;
        const auto id = static_cast<NodeId>(i);
        const Node& of = node(id);
        std::size_t length = 8;
        if (of.kind == NodeKind::input) length += inputs_[static_cast<std::size_t>(of.value)].name.size();
        for (const NodeId operand : of.operands) {
            if (operand != no_node) length += length_[static_cast<std::size_t>(operand)];
        }
        const bool named = names_.names.count(id) != 0;
        if (!is_short(of) && (named || uses_[i] > 1 || length > longest_inline)) cell_[i] = true;
        length_[i] = cell_[i] ? 12 : length;
        if (cell_[i]) place_[i] = of.series ? columns++ : steps++;
    }
}

// For some allowed values of the inputs' cells. If in doubt, yes.
bool FormulaWriter::may_be_zero(NodeId id) const {
    const Node& of = node(id);
    const auto operand = [&](std::size_t i) { return may_be_zero(of.operands[i]); };
    switch (of.kind) {
        case NodeKind::constant: return of.value == 0.0;
        case NodeKind::input: {
            const Input& input = inputs_[static_cast<std::size_t>(of.value)];
            return input.min < 0.0 || (input.min == 0.0 && !input.open_min);
        }
        case NodeKind::ones: return false;
        case NodeKind::geometric:
        case NodeKind::held:
        case NodeKind::power: return operand(0);
        case NodeKind::product: return operand(0) || operand(1);
        case NodeKind::sum:
        case NodeKind::at_month:
        case NodeKind::largest: return operand(0);
        case NodeKind::select: return operand(1) || operand(2);
        case NodeKind::binary: break;
        default: return true;
    }
    switch (of.lane) {
        case LaneOp::multiply: return operand(0) || operand(1);
        case LaneOp::divide: return operand(0);
        case LaneOp::min: return operand(0) || operand(1);
        case LaneOp::max: return operand(0) && operand(1);
        case LaneOp::add: {
            // 1 + a change that is never -100%
            const Node &one = node(of.operands[0]), &change = node(of.operands[1]);
            if (one.kind == NodeKind::constant && change.kind == NodeKind::input) {
                const Input& input = inputs_[static_cast<std::size_t>(change.value)];
                const double min = one.value + input.min;
                return min < 0.0 || (min == 0.0 && !input.open_min);
            }
            return true;
        }
        default: return true;
    }
}

}  // namespace aicost
