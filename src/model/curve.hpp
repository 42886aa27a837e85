// A graph as a function of one of its inputs: its values, and where it bends, if at all.
#pragma once

#include <optional>
#include <vector>

#include "model/algebra.hpp"
#include "model/graph.hpp"

namespace aicost {

// base + slope·x, where x is the input.
struct Affine {
    Expr base, slope;
};

class Curve {
public:
    // `x`: the input's node. The graph may still grow.
    Curve(Graph& graph, Expr x);

    // The value of a node at a value of the input.
    double at(Expr node, double x);

    // The node as base + slope·x, if nothing in between bends.
    std::optional<Affine> affine(Expr node);

    // Values above 0 of the input at which a clamp, min, max, select or ceil below these nodes switches: where the
    // curves bend or jump. Curves that are not piecewise linear may have more.
    std::vector<double> kinks(const std::vector<Expr>& nodes);

private:
    using Pieces = std::vector<Affine>;
    const Monthly& value(NodeId id);
    void calculate(const Node& node, Monthly& into);
    [[nodiscard]] bool depends(NodeId id) const;
    const Pieces& pieces(NodeId id);
    Pieces find_pieces(const Node& node, NodeId id);
    void crossings_of(NodeId one, NodeId other, std::vector<double>& into);
    void add_roots(const Affine& difference, std::vector<double>& into);
    void steps_of(NodeId id, std::vector<double>& into);
    [[nodiscard]] Expr expr(NodeId id) const { return {&graph_, id}; }

    Graph& graph_;
    Eager numbers_;
    std::size_t place_;
    double x_ = 0.0;
    struct Known {
        Monthly value;
        bool known = false;
        double at = 0.0;  // the x it was computed for, if it depends on x
        bool split = false;
        Pieces pieces;
    };
    std::vector<Known> known_;
};

}  // namespace aicost
