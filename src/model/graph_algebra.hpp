// The algebra of graphs (algebra.hpp): a formula becomes nodes. Inputs are identified by their members in the
// scenario.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/unit.hpp"
#include "model/graph.hpp"

namespace aicost {

// The inputs of a graph.
class GraphInputs {
public:
    void add(const void* held_at, double scale, std::size_t place) {
        inputs_.push_back({held_at, scale, place});
    }

    // The input held in that member; if it is not an input, its present number.
    [[nodiscard]] Expr read(Graph& graph, const void* held_at, double value) const {
        // if two set the same number, the later wins
        for (auto input = inputs_.rbegin(); input != inputs_.rend(); ++input) {
            if (input->held_at == held_at) return graph.input(input->place) * graph.number(input->scale);
        }
        return graph.number(value);
    }

private:
    struct One {
        const void* held_at;
        double scale;
        std::size_t place;
    };
    std::vector<One> inputs_;
};

// The model's names of nodes, for showing a graph. The first name wins.
struct NodeNames {
    struct Name {
        std::string text;
        Unit unit;
    };
    std::string of;  // prefix of the next names: an option
    std::map<NodeId, Name> names;

    void note(Expr x, std::string_view name, Unit unit, std::string_view more) {
        names.try_emplace(x.id,
                          Name{(of.empty() ? "" : of + ": ") + std::string(name) + std::string(more), unit});
    }
};

class GraphAlgebra {
public:
    using Number = Expr;
    using Series = Expr;

    GraphAlgebra(Graph& graph, const GraphInputs& inputs, NodeNames* names = nullptr)
        : graph_(graph), inputs_(inputs), names_(names) {}

    [[nodiscard]] int horizon() const { return graph_.horizon(); }
    [[nodiscard]] int months() const { return graph_.months(); }
    Expr number(double value) const { return graph_.number(value); }
    Expr read(const void* held_at, double value) const { return inputs_.read(graph_, held_at, value); }
    Expr unless(const void* held_at, double value, double) const { return read(held_at, value); }
    bool is(Expr x, double value) const { return x.is(value); }
    Expr min(Expr a, Expr b) const { return graph_.min(a, b); }
    Expr max(Expr a, Expr b) const { return graph_.max(a, b); }
    Expr greater(Expr a, Expr b) const { return graph_.greater(a, b); }
    Expr select(Expr condition, Expr yes, Expr no) const { return graph_.select(condition, yes, no); }
    Expr ceil(Expr x) const { return graph_.ceil(x); }
    Expr power(Expr base, Expr exponent) const { return graph_.power(base, exponent); }
    Expr one_less_exp(Expr x) const { return graph_.one_less_exp(x); }
    Expr annuity(Expr monthly_rate, int months) const { return graph_.annuity(monthly_rate, months); }
    Expr remaining(Expr monthly_rate, int months, int paid) const {
        return graph_.remaining(monthly_rate, months, paid);
    }
    Expr ones() const { return graph_.ones(); }
    Expr step(int months) const { return graph_.step(months); }
    Expr before(int month) const { return graph_.step(month - 1); }
    Expr from(int month) const { return number(1.0) - graph_.step(month - 1); }
    Expr geometric(Expr ratio) const { return graph_.geometric(ratio); }
    Expr held(Expr ratio, int months) const { return graph_.held(ratio, months); }
    Expr clamp(Expr x, Expr a, Expr b, Expr low, Expr high) const { return graph_.clamp(x, a, b, low, high); }
    Expr sum(Expr series) const { return graph_.sum(series); }
    Expr at_month(Expr series, int month) const { return graph_.at_month(series, month); }
    Expr largest(Expr series) const { return graph_.largest(series); }
    // a series may have been folded to a number, the same in each month
    Expr as_series(Expr x) const {
        return graph_.is_series(x) ? x : graph_.binary(LaneOp::multiply, graph_.ones(), x);
    }
    Expr of_hour(double value, std::string_view, const void*) const { return graph_.number(value); }
    template <class Why>
    Expr decided(Expr x, const Why&) const {
        return x;
    }
    Expr named(Expr x, std::string_view name, Unit unit, std::string_view more = {}) const {
        if (names_ != nullptr) names_->note(x, name, unit, more);
        return x;
    }

private:
    Graph& graph_;
    const GraphInputs& inputs_;
    NodeNames* names_;
};

}  // namespace aicost
