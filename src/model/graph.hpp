// The arithmetic of a batch as an expression graph: each node knows its operands and the inputs it depends on.
// Constants are folded, equal expressions share a node.
//
// A node is a number per lane, or (a series) a number per lane and month. The operations are those of algebra.hpp.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "model/lane_op.hpp"
#include "text/quick_hash.hpp"

namespace aicost {

using NodeId = std::int32_t;
inline constexpr NodeId no_node = -1;

enum class NodeKind : std::uint8_t {
    constant,
    input,
    binary,  // a `lane` b
    select,  // a != 0 ? b : c
    power,   // a^b
    ceil,
    one_less_exp,  // 1 - e^a
    annuity,       // of a loan of 1 at the monthly rate a, over `months`
    remaining,     // what is owed of it after `paid` instalments
    ones,          // series: 1, 1, …
    step,          // series: 1 until month `months`, then 0
    geometric,     // series: a^(m-1)
    held,          // series: a^(months·floor((m-1)/months))
    product,       // series: a_m·b_m, of two series
    clamp,         // series: min(max(x_m·a + b, low), high)
    sum,           // of the series a until `months`
    at_month,      // the series a at `months`
    largest,       // of the series a until `months`
    cumulative,    // series, from month 0 on
};

struct Node {
    NodeKind kind{};
    LaneOp lane{};
    NodeId operands[5] = {no_node, no_node, no_node, no_node, no_node};
    int months = 0;
    int paid = 0;
    double value = 0.0;  // of a constant; of an input: its index
    bool series =
        false;  // a number for each month; binary, select, ceil and one_less_exp are series if an operand is

    [[nodiscard]] bool is_series() const { return series; }
};

inline constexpr std::size_t max_batch_inputs = 64;
using InputSet = std::bitset<max_batch_inputs>;

class Graph;

// A node with arithmetic operators.
struct Expr {
    Graph* graph = nullptr;
    NodeId id = no_node;

    friend Expr operator+(Expr a, Expr b);
    friend Expr operator-(Expr a, Expr b);
    friend Expr operator*(Expr a, Expr b);
    friend Expr operator/(Expr a, Expr b);
    friend bool operator==(const Expr& a, const Expr& b) { return a.id == b.id; }
    [[nodiscard]] bool is(double value) const;  // is it this constant?
    [[nodiscard]] bool is_constant() const;
};

class Graph {
public:
    Graph(int horizon_months, int months) : horizon_(horizon_months), months_(months), known_(128) {}
    Graph(const Graph&) = delete;
    Graph& operator=(const Graph&) = delete;

    Expr number(double value);
    Expr input(std::size_t place);
    Expr binary(LaneOp op, Expr a, Expr b);
    Expr min(Expr a, Expr b) { return binary(LaneOp::min, a, b); }
    Expr max(Expr a, Expr b) { return binary(LaneOp::max, a, b); }
    Expr greater(Expr a, Expr b) { return binary(LaneOp::greater, a, b); }
    Expr select(Expr condition, Expr yes, Expr no);
    Expr power(Expr base, Expr exponent);
    Expr ceil(Expr a);
    Expr one_less_exp(Expr a);
    Expr annuity(Expr monthly_rate, int months);
    Expr remaining(Expr monthly_rate, int months, int paid);

    Expr ones();
    Expr step(int months);
    Expr geometric(Expr ratio);
    Expr held(Expr ratio, int months);
    Expr product(Expr a, Expr b);
    Expr clamp(Expr x, Expr a, Expr b, Expr low, Expr high);
    Expr cumulative(Expr series);
    Expr sum(Expr series);  // over the horizon
    Expr at_month(Expr series, int month);
    Expr largest(Expr series);  // within the horizon

    [[nodiscard]] int horizon() const { return horizon_; }
    [[nodiscard]] int months() const { return months_; }  // the length of a series
    [[nodiscard]] const std::vector<Node>& nodes() const { return nodes_; }
    [[nodiscard]] const InputSet& inputs_of(NodeId id) const { return inputs_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] bool is_series(Expr expr) const { return node(expr).series; }
    [[nodiscard]] const Node& node(Expr expr) const { return nodes_[static_cast<std::size_t>(expr.id)]; }

private:
    using Key = std::array<std::uint64_t, 5>;  // all of a node, for nodes that are there already
    struct KeyHash {
        std::size_t operator()(const Key& key) const {
            return QuickHash()({reinterpret_cast<const char*>(key.data()), sizeof key});
        }
    };
    Expr add(Node node);

    int horizon_, months_;
    std::vector<Node> nodes_;
    std::vector<InputSet> inputs_;
    std::unordered_map<Key, NodeId, KeyHash> known_;
};

// The value of a node whose operands are all numbers; also used for single lanes of `power` … `remaining`.
double fold(const Node& node, double a, double b, double c);

}  // namespace aicost
