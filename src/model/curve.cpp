#include "model/curve.hpp"

#include <cmath>

namespace aicost {

namespace {

constexpr std::size_t max_pieces = 12;
constexpr int max_steps = 2000;  // unit counts that are examined one by one

// One loop for each operation.
void combine(LaneOp lane, const Monthly& a, const Monthly& b, Monthly& into) {
    with_operation(lane, [&](auto op) { by_month_into(a, b, into, op); });
}

}  // namespace

Curve::Curve(Graph& graph, Expr x)
    : graph_(graph),
      numbers_(graph.horizon(), graph.months()),
      place_(static_cast<std::size_t>(graph.node(x).value)) {}

bool Curve::depends(NodeId id) const { return graph_.inputs_of(id).test(place_); }

double Curve::at(Expr node, double x) {
    x_ = x;
    return value(node.id).same;
}

const Monthly& Curve::value(NodeId id) {
    if (known_.size() < graph_.nodes().size()) known_.resize(graph_.nodes().size());
    Known& known = known_[static_cast<std::size_t>(id)];
    if (known.known && (!depends(id) || known.at == x_)) return known.value;
    calculate(graph_.nodes()[static_cast<std::size_t>(id)], known.value);
    known.known = true;
    known.at = x_;
    return known.value;
}

void Curve::calculate(const Node& node, Monthly& into) {
    const auto operand = [&](std::size_t i) -> const Monthly& { return value(node.operands[i]); };
    const auto number = [&](std::size_t i) { return value(node.operands[i]).same; };
    switch (node.kind) {
        case NodeKind::constant: into = {node.value, {}}; return;
        case NodeKind::input: into = {x_, {}}; return;
        case NodeKind::binary: combine(node.lane, operand(0), operand(1), into); return;
        case NodeKind::product: combine(LaneOp::multiply, operand(0), operand(1), into); return;
        case NodeKind::select:
            if (node.series)
                into = numbers_.select(operand(0), operand(1), operand(2));
            else
                into = number(0) != 0.0 ? operand(1) : operand(2);
            return;
        case NodeKind::ceil:
            by_month_into(operand(0), {}, into, [](double a, double) { return std::ceil(a); });
            return;
        case NodeKind::one_less_exp:
            by_month_into(operand(0), {}, into, [](double a, double) { return one_less_exponential(a); });
            return;
        case NodeKind::power: into = {power_at(number(0), number(1)), {}}; return;
        case NodeKind::annuity: into = {numbers_.annuity(number(0), node.months), {}}; return;
        case NodeKind::remaining: into = {numbers_.remaining(number(0), node.months, node.paid), {}}; return;
        case NodeKind::ones: into = numbers_.ones(); return;
        case NodeKind::step: into = numbers_.step(node.months); return;
        case NodeKind::geometric: into = numbers_.geometric(number(0)); return;
        case NodeKind::held: into = numbers_.held(number(0), node.months); return;
        case NodeKind::clamp:
            into = numbers_.clamp(operand(0), number(1), number(2), number(3), number(4));
            return;
        case NodeKind::sum: into = {numbers_.sum(operand(0)), {}}; return;
        case NodeKind::at_month: into = {numbers_.at_month(operand(0), node.months), {}}; return;
        case NodeKind::largest: into = {numbers_.largest(operand(0)), {}}; return;
        case NodeKind::cumulative: into = {}; return;  // only in races
    }
}

std::optional<Affine> Curve::affine(Expr node) {
    const Pieces& all = pieces(node.id);
    return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
}

const Curve::Pieces& Curve::pieces(NodeId id) {
    const auto i = static_cast<std::size_t>(id);
    if (known_.size() <= i) known_.resize(graph_.nodes().size());
    if (known_[i].split) return known_[i].pieces;
    Pieces found = find_pieces(graph_.nodes()[i], id);
    if (found.size() > max_pieces) found.clear();
    if (known_.size() <= i) known_.resize(graph_.nodes().size());
    known_[i].split = true;
    known_[i].pieces = std::move(found);
    return known_[i].pieces;
}

// The linear pieces that make up a node; none if it is not piecewise linear.
Curve::Pieces Curve::find_pieces(const Node& given, NodeId id) {
    const Node node = given;  // the graph grows below
    const Expr zero = graph_.number(0.0), one = graph_.number(1.0);
    if (!depends(id)) return {{expr(id), zero}};
    const auto of = [&](std::size_t i) { return pieces(node.operands[i]); };
    Pieces out;
    const auto both = [&](const Pieces& a, const Pieces& b, auto put_together) {
        for (const Affine& x : a) {
            for (const Affine& y : b) out.push_back(put_together(x, y));
        }
    };
    const auto scaled = [&](const Pieces& a, Expr by, LaneOp op) {
        for (const Affine& x : a) {
            const auto times = [&](Expr part) {
                if (part.is(0.0)) return part;
                return op == LaneOp::divide ? part / by : part * by;
            };
            out.push_back({times(x.base), times(x.slope)});
        }
    };
    const auto any_of = [&](const Pieces& a, const Pieces& b) {
        if (a.empty() || b.empty()) return;
        out = a;
        out.insert(out.end(), b.begin(), b.end());
    };
    switch (node.kind) {
        case NodeKind::input: return {{zero, one}};
        case NodeKind::product:
        case NodeKind::binary: {
            const LaneOp op = node.kind == NodeKind::product ? LaneOp::multiply : node.lane;
            switch (op) {
                case LaneOp::add:
                    both(of(0), of(1), [](const Affine& x, const Affine& y) {
                        return Affine{x.base + y.base, x.slope + y.slope};
                    });
                    break;
                case LaneOp::subtract:
                    both(of(0), of(1), [](const Affine& x, const Affine& y) {
                        return Affine{x.base - y.base, x.slope - y.slope};
                    });
                    break;
                case LaneOp::multiply:
                    if (!depends(node.operands[1]))
                        scaled(of(0), expr(node.operands[1]), op);
                    else if (!depends(node.operands[0]))
                        scaled(of(1), expr(node.operands[0]), op);
                    break;
                case LaneOp::divide:
                    if (!depends(node.operands[1])) scaled(of(0), expr(node.operands[1]), op);
                    break;
                case LaneOp::min:
                case LaneOp::max: any_of(of(0), of(1)); break;
                case LaneOp::greater: return {{zero, zero}, {one, zero}};
            }
            break;
        }
        case NodeKind::select:
            if (depends(node.operands[0])) {
                any_of(of(1), of(2));
            } else {
                const Expr condition = expr(node.operands[0]);
                both(of(1), of(2), [&](const Affine& x, const Affine& y) {
                    return Affine{graph_.select(condition, x.base, y.base),
                                  graph_.select(condition, x.slope, y.slope)};
                });
            }
            break;
        case NodeKind::clamp: {
            if (depends(node.operands[0])) break;
            const Expr x = expr(node.operands[0]);
            both(of(1), of(2), [&](const Affine& a, const Affine& b) {
                return Affine{x * a.base + b.base, x * a.slope + b.slope};
            });
            for (const std::size_t bound : {std::size_t{3}, std::size_t{4}}) {
                const Expr at = expr(node.operands[bound]);
                if (at.is_constant() && std::isinf(graph_.node(at).value)) continue;
                const Pieces flat = of(bound);
                out.insert(out.end(), flat.begin(), flat.end());
            }
            break;
        }
        case NodeKind::sum:
        case NodeKind::at_month: {
            const auto taken = [&](Expr part) {
                if (part.is(0.0)) return part;
                return node.kind == NodeKind::sum ? graph_.sum(part) : graph_.at_month(part, node.months);
            };
            for (const Affine& x : of(0)) out.push_back({taken(x.base), taken(x.slope)});
            break;
        }
        default: break;
    }
    return out;
}

void Curve::add_roots(const Affine& difference, std::vector<double>& into) {
    if (difference.slope.is(0.0)) return;
    const Monthly base = value(difference.base.id), slope = value(difference.slope.id);
    const std::size_t months =
        base.each.empty() && slope.each.empty() ? 1 : static_cast<std::size_t>(graph_.horizon());
    for (std::size_t m = 0; m < months; ++m) {
        const double root = -base.of(m) / slope.of(m);
        if (root > 0.0 && std::isfinite(root)) into.push_back(root);
    }
}

// Where two pieces cross.
void Curve::crossings_of(NodeId one, NodeId other, std::vector<double>& into) {
    const Pieces a = pieces(one), b = pieces(other);
    for (const Affine& x : a) {
        for (const Affine& y : b) add_roots({x.base - y.base, x.slope - y.slope}, into);
    }
}

// Where another unit is added, and just after.
void Curve::steps_of(NodeId id, std::vector<double>& into) {
    const Pieces all = pieces(id);
    for (const Affine& argument : all) {
        if (argument.slope.is(0.0)) continue;
        const Monthly base = value(argument.base.id), slope = value(argument.slope.id);
        const bool series = !base.each.empty() || !slope.each.empty();
        const std::size_t months = series ? static_cast<std::size_t>(graph_.horizon()) : 1;
        const int steps = max_steps / static_cast<int>(months) + 1;
        for (std::size_t m = 0; m < months; ++m) {
            for (int n = 0; n <= steps; ++n) {
                const double root = (n - base.of(m)) / slope.of(m);
                if (!(root > 0.0) || !std::isfinite(root)) continue;
                into.push_back(root);
                into.push_back(root * (1.0 + 4e-12));
            }
        }
    }
}

std::vector<double> Curve::kinks(const std::vector<Expr>& nodes) {
    std::vector<bool> below(graph_.nodes().size(), false);
    NodeId last = -1;
    for (const Expr node : nodes) {
        below[static_cast<std::size_t>(node.id)] = true;
        last = std::max(last, node.id);
    }
    // operands precede the nodes that use them
    std::vector<NodeId> bends;
    for (NodeId id = last; id >= 0; --id) {
        if (!below[static_cast<std::size_t>(id)] || !depends(id)) continue;
        const Node& node = graph_.nodes()[static_cast<std::size_t>(id)];
        for (const NodeId operand : node.operands) {
            if (operand != no_node) below[static_cast<std::size_t>(operand)] = true;
        }
        bends.push_back(id);
    }
    std::vector<double> found;
    for (const NodeId id : bends) {
        const Node node = graph_.nodes()[static_cast<std::size_t>(id)];
        const auto& o = node.operands;
        const bool is_pair =
            node.lane == LaneOp::min || node.lane == LaneOp::max || node.lane == LaneOp::greater;
        if (node.kind == NodeKind::binary && is_pair) {
            crossings_of(o[0], o[1], found);
        } else if (node.kind == NodeKind::clamp) {
            const Expr inside = expr(o[0]) * expr(o[1]) + expr(o[2]);
            crossings_of(inside.id, o[3], found);
            if (!(expr(o[4]).is_constant() && std::isinf(graph_.node(expr(o[4])).value)))
                crossings_of(inside.id, o[4], found);
        } else if (node.kind == NodeKind::ceil) {
            steps_of(o[0], found);
        }
    }
    return found;
}

}  // namespace aicost
