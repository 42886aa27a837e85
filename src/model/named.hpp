// The algebra of named values (algebra.hpp): a formula becomes a tree of nodes with value, operands and the model's
// names. `explain` reads it, so an explanation is the computation itself.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/metric.hpp"
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
        one_less_exp,
        annuity,
        remaining,
        ones,
        step,
        before,
        from,
        geometric,
        held,
        sum,
        at_month,
        largest,
        sum_of_hours,
        largest_of_hours,
        same,  // its operand under another name
        told,  // explained by `sentence`; the operands are what it mentions
    };
    Op op{};
    std::vector<std::shared_ptr<const NamedNode>> args;
    std::vector<std::shared_ptr<const NamedNode>> because;  // inputs and conditions that chose this formula
    int months = 0;                                         // of a step, of what is held; which month
    std::vector<std::vector<std::size_t>> hours;  // of *_of_hours: which hours each operand stands for
    Monthly value;                                // of a number: `same`
    std::optional<MetricValue> result;            // of a metric or an input in words, instead of the value
    std::string name;                             // of a named value; of an hourly constant: what it is
    std::string path;                             // of an input
    std::string sentence;
    Unit unit = Unit::number;
};
using NamedRef = std::shared_ptr<const NamedNode>;

template <bool OfMonths>
struct NamedValue {
    NamedRef node;
    [[nodiscard]] double value() const { return node->value.same; }
};

NamedRef named_operation(NamedNode::Op op, std::vector<NamedRef> args);
NamedRef named_over_hours(NamedNode::Op op, std::vector<NamedRef> args,
                          std::vector<std::vector<std::size_t>> hours);
// The same value, told to be what it is by `why`.
NamedRef decided_by(const NamedRef& node, const NamedRef& why);
// The value under that name; for an input or a constant, a new node with the same value.
NamedRef renamed(const NamedRef& node, std::string name, Unit unit);

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

    static constexpr bool told = true;  // keeps the hours of a day apart

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
    NamedValue<M> one_less_exp(const NamedValue<M>& x) const {
        return {named_operation(Op::one_less_exp, {x.node})};
    }
    Number power(const Number& base, const Number& exponent) const {
        return {named_operation(Op::power, {base.node, exponent.node})};
    }
    // Months that an input holds are told of by its name.
    Number annuity(const Number& monthly_rate, const int& months) const;
    Number remaining(const Number& monthly_rate, const int& months, int paid) const;
    Series ones() const;
    Series step(const int& months) const;
    Series before(const int& month) const { return by_calendar(Op::before, month); }
    Series from(const int& month) const { return by_calendar(Op::from, month); }
    Series geometric(const Number& ratio) const { return held(ratio, 1); }
    Series held(const Number& ratio, const int& months) const;
    Series clamp(const Series& x, const Number& a, const Number& b, const Number& low,
                 const Number& high) const;
    Number sum(const Series& series) const;
    Number at_month(const Series& series, int month) const;
    Number largest(const Series& series) const;
    Series as_series(const Series& series) const { return series; }

    Number of_hour(double value, std::string_view what, const void* held_at) const;
    // An input of any kind; null where `held_at` holds none.
    NamedRef input(const void* held_at) const;
    template <bool M>
    NamedValue<M> decided(const NamedValue<M>& x, const void* held_at) const {
        return {decided_by(x.node, input(held_at))};
    }
    template <bool M, bool N>
    NamedValue<M> decided(const NamedValue<M>& x, const NamedValue<N>& condition) const {
        return {decided_by(x.node, condition.node)};
    }
    template <bool M>
    NamedValue<M> sum_of_hours(const std::vector<NamedValue<M>>& parts,
                               std::vector<std::vector<std::size_t>> hours) const {
        return {named_over_hours(Op::sum_of_hours, nodes_of(parts), std::move(hours))};
    }
    template <bool M>
    NamedValue<M> largest_of_hours(const std::vector<NamedValue<M>>& parts,
                                   std::vector<std::vector<std::size_t>> hours) const {
        return {named_over_hours(Op::largest_of_hours, nodes_of(parts), std::move(hours))};
    }

    template <bool M>
    NamedValue<M> named(const NamedValue<M>& x, std::string_view name, Unit unit,
                        std::string_view more = {}) const {
        return {give_name(x.node, name, unit, more)};
    }

private:
    Series by_calendar(Op op, const int& month) const;
    static NamedRef give_name(const NamedRef& node, std::string_view name, Unit unit, std::string_view more);
    template <bool M>
    static std::vector<NamedRef> nodes_of(const std::vector<NamedValue<M>>& values) {
        std::vector<NamedRef> nodes;
        for (const auto& value : values) nodes.push_back(value.node);
        return nodes;
    }

    Eager numbers_;
    int horizon_, months_;
    Number horizon_input_;
    std::map<const void*, InputValue> inputs_;
};

}  // namespace aicost
