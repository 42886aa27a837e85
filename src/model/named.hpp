// The algebra of named values (algebra.hpp): a formula becomes a tree that knows its value, what it was made of, and the
// names that the model gives. `explain` reads it: what a result is made of is what computed it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/explain.hpp"
#include "aicost/scenario.hpp"
#include "model/algebra.hpp"

namespace aicost {

struct NamedNode {
    enum class Op {
        constant,
        input,
        add,
        subtract,
        multiply,
        divide,
        min,
        max,
        greater,
        select,
        power,
        ceil,
        exp,
        annuity,
        remaining,
        ones,
        step,
        geometric,
        held,
        clamp,
        sum,
        at_month,
        largest,
    };
    Op op{};
    std::vector<std::shared_ptr<const NamedNode>> args;
    int months = 0;
    Monthly value;  // of a number: `same`
    bool series = false;
    std::string name;  // of a named value
    std::string path;  // of an input
    std::string formula;
    Unit unit = Unit::number;
};
using NamedRef = std::shared_ptr<const NamedNode>;

template <bool OfMonths>
struct NamedValue {
    NamedRef node;
    [[nodiscard]] double value() const { return node->value.same; }
};

NamedRef named_operation(NamedNode::Op op, std::vector<NamedRef> args, int months = 0);

template <bool M, bool N>
NamedValue<M || N> operator+(const NamedValue<M>& a, const NamedValue<N>& b) {
    return {named_operation(NamedNode::Op::add, {a.node, b.node})};
}
template <bool M, bool N>
NamedValue<M || N> operator-(const NamedValue<M>& a, const NamedValue<N>& b) {
    return {named_operation(NamedNode::Op::subtract, {a.node, b.node})};
}
template <bool M, bool N>
NamedValue<M || N> operator*(const NamedValue<M>& a, const NamedValue<N>& b) {
    return {named_operation(NamedNode::Op::multiply, {a.node, b.node})};
}
template <bool M, bool N>
NamedValue<M || N> operator/(const NamedValue<M>& a, const NamedValue<N>& b) {
    return {named_operation(NamedNode::Op::divide, {a.node, b.node})};
}

class NamedAlgebra {
public:
    using Op = NamedNode::Op;
    using Number = NamedValue<false>;
    using Series = NamedValue<true>;

    // Knows the inputs of `scenario`, which must outlive it.
    NamedAlgebra(const Scenario& scenario, int months);

    [[nodiscard]] int horizon() const { return horizon_; }
    [[nodiscard]] int months() const { return months_; }
    Number number(double value) const;
    Number read(const void* held_at, double value) const;
    Number unless(const void* held_at, double value, double neutral) const {
        return value == neutral ? number(value) : read(held_at, value);
    }
    template <bool M>
    bool is(const NamedValue<M>& x, double value) const {
        return x.node->value.each.empty() && x.node->value.same == value;
    }

    template <bool M, bool N>
    NamedValue<M || N> min(const NamedValue<M>& a, const NamedValue<N>& b) const {
        return {named_operation(Op::min, {a.node, b.node})};
    }
    template <bool M, bool N>
    NamedValue<M || N> max(const NamedValue<M>& a, const NamedValue<N>& b) const {
        return {named_operation(Op::max, {a.node, b.node})};
    }
    template <bool M, bool N>
    NamedValue<M || N> greater(const NamedValue<M>& a, const NamedValue<N>& b) const {
        return {named_operation(Op::greater, {a.node, b.node})};
    }
    template <bool C, bool M, bool N>
    NamedValue<C || M || N> select(const NamedValue<C>& condition, const NamedValue<M>& yes,
                                   const NamedValue<N>& no) const {
        return {named_operation(Op::select, {condition.node, yes.node, no.node})};
    }
    template <bool M>
    NamedValue<M> ceil(const NamedValue<M>& x) const {
        return {named_operation(Op::ceil, {x.node})};
    }
    template <bool M>
    NamedValue<M> exp(const NamedValue<M>& x) const {
        return {named_operation(Op::exp, {x.node})};
    }
    Number power(const Number& base, const Number& exponent) const {
        return {named_operation(Op::power, {base.node, exponent.node})};
    }
    Number annuity(const Number& monthly_rate, int months) const;
    Number remaining(const Number& monthly_rate, int months, int paid) const;
    Series ones() const;
    Series step(int months) const;
    Series geometric(const Number& ratio) const { return held(ratio, 1); }
    Series held(const Number& ratio, int months) const;
    Series clamp(const Series& x, const Number& a, const Number& b, const Number& low,
                 const Number& high) const;
    Number sum(const Series& series) const;
    Number at_month(const Series& series, int month) const;
    Number largest(const Series& series) const;
    Series as_series(const Series& series) const { return series; }

    template <bool M>
    NamedValue<M> named(const NamedValue<M>& x, std::string_view name, Unit unit,
                        std::string_view formula = {}) const {
        return {give_name(x.node, name, unit, formula)};
    }

private:
    struct Input {
        std::string path;
        Unit unit;
        double scale;
    };
    static NamedRef give_name(const NamedRef& node, std::string_view name, Unit unit,
                              std::string_view formula);
    static NamedRef leaf(double value, Op op = Op::constant);

    Eager numbers_;
    int horizon_, months_;
    Number horizon_input_;
    std::map<const void*, Input> inputs_;
};

// The tree as a derivation: each named value with its formula over the named values and inputs that it is made of.
Derivation derivation_of(const NamedRef& node);

}  // namespace aicost
