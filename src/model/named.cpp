#include "model/named.hpp"

#include <cmath>

namespace aicost {

namespace {

using Op = NamedNode::Op;

bool is_constant(const NamedRef& node, double value) {
    return node->op == Op::constant && node->value.same == value;
}

Monthly value_of(Op op, const std::vector<NamedRef>& args) {
    const Monthly& a = args[0]->value;
    if (op == Op::select) {
        const Monthly &yes = args[1]->value, &no = args[2]->value;
        Monthly out = by_month(by_month(a, yes, [](double, double y) { return y; }), no,
                               [](double y, double) { return y; });
        if (out.each.empty()) return {a.same != 0.0 ? yes.same : no.same, {}};
        for (std::size_t i = 0; i < out.each.size(); ++i) out.each[i] = a.of(i) != 0.0 ? yes.of(i) : no.of(i);
        return out;
    }
    static const Monthly none;
    return by_month(a, args.size() > 1 ? args[1]->value : none, [op](double x, double y) {
        switch (op) {
            case Op::add: return x + y;
            case Op::subtract: return x - y;
            case Op::multiply: return x * y;
            case Op::divide: return x / y;
            case Op::min: return x < y ? x : y;
            case Op::max: return x > y ? x : y;
            case Op::greater: return x > y ? 1.0 : 0.0;
            case Op::power: return power_at(x, y);
            case Op::ceil: return std::ceil(x);
            case Op::exp: return exponential(x);
            default: return x;
        }
    });
}

}  // namespace

// What is neutral is left out: nobody wants to read "× 1".
NamedRef named_operation(Op op, std::vector<NamedRef> args, int months) {
    bool series = false;
    for (const NamedRef& arg : args) series = series || arg->series;
    const auto same_kind = [&](const NamedRef& arg) { return arg->series == series; };
    if (op == Op::add && is_constant(args[0], 0.0) && same_kind(args[1])) return args[1];
    if ((op == Op::add || op == Op::subtract) && is_constant(args[1], 0.0) && same_kind(args[0]))
        return args[0];
    if (op == Op::multiply && is_constant(args[0], 1.0) && same_kind(args[1])) return args[1];
    if (op == Op::multiply && args[0]->op == Op::ones && args[1]->series) return args[1];
    if (op == Op::multiply && args[1]->op == Op::ones && args[0]->series) return args[0];
    if ((op == Op::multiply || op == Op::divide) && is_constant(args[1], 1.0) && same_kind(args[0]))
        return args[0];
    if (op == Op::multiply && !series && (is_constant(args[0], 0.0) || is_constant(args[1], 0.0)))
        return is_constant(args[0], 0.0) ? args[0] : args[1];
    // a case that does not arise is not told of
    if (op == Op::select && args[0]->value.each.empty()) {
        const NamedRef& taken = args[0]->value.same != 0.0 ? args[1] : args[2];
        if (same_kind(taken)) return taken;
    }
    auto node = std::make_shared<NamedNode>();
    node->op = op;
    node->value = value_of(op, args);
    node->series = series;
    node->months = months;
    bool constant = !series;
    for (const NamedRef& arg : args) constant = constant && arg->op == Op::constant && arg->name.empty();
    if (constant) {
        node->op = Op::constant;
        return node;
    }
    node->args = std::move(args);
    return node;
}

NamedAlgebra::NamedAlgebra(const Scenario& scenario, int months)
    : numbers_(scenario.horizon_months, months), horizon_(scenario.horizon_months), months_(months) {
    // the parameters of a scenario are found in one that may be changed; nothing is
    for (const Parameter& parameter : all_parameters(const_cast<Scenario&>(scenario)))  // NOLINT
        inputs_.emplace(parameter.held_at(),
                        Input{parameter.path(), parameter.field().unit, parameter.scale()});
    horizon_input_ = read(&scenario.horizon_months, horizon_);
}

NamedRef NamedAlgebra::leaf(double value, Op op) {
    auto node = std::make_shared<NamedNode>();
    node->op = op;
    node->value.same = value;
    return node;
}

auto NamedAlgebra::number(double value) const -> Number { return {leaf(value)}; }

auto NamedAlgebra::read(const void* held_at, double value) const -> Number {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::input;
    node->value.same = value;
    if (const auto input = inputs_.find(held_at); input != inputs_.end()) {
        node->path = node->name = input->second.path;
        node->unit = input->second.unit;
    } else {
        node->op = Op::constant;
    }
    return {node};
}

NamedRef NamedAlgebra::give_name(const NamedRef& node, std::string_view name, Unit unit,
                                 std::string_view formula) {
    if (node->op == Op::input || node->op == Op::constant) return node;  // it has a name, or needs none
    auto named = std::make_shared<NamedNode>(*node);
    named->name = name;
    named->unit = unit;
    named->formula = formula;
    return named;
}

auto NamedAlgebra::annuity(const Number& rate, int months) const -> Number {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::annuity;
    node->args = {rate.node};
    node->months = months;
    node->value.same = numbers_.annuity(rate.value(), months);
    return {node};
}
auto NamedAlgebra::remaining(const Number& rate, int months, int paid) const -> Number {
    if (paid >= months) return number(0.0);
    auto node = std::make_shared<NamedNode>();
    node->op = Op::remaining;
    node->args = {rate.node};
    node->months = months;
    node->value.same = numbers_.remaining(rate.value(), months, paid);
    return {node};
}

auto NamedAlgebra::ones() const -> Series {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::ones;
    node->series = true;
    node->value.same = 1.0;
    return {node};
}
auto NamedAlgebra::step(int months) const -> Series {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::step;
    node->series = true;
    node->months = months;
    node->value = numbers_.step(months);
    return {node};
}
auto NamedAlgebra::held(const Number& ratio, int months) const -> Series {
    if (ratio.value() == 1.0) return ones();
    auto node = std::make_shared<NamedNode>();
    node->op = months > 1 ? Op::held : Op::geometric;
    node->args = {ratio.node};
    node->series = true;
    node->months = months;
    node->value = numbers_.held(ratio.value(), months);
    return {node};
}
auto NamedAlgebra::clamp(const Series& x, const Number& a, const Number& b, const Number& low,
                         const Number& high) const -> Series {
    const Series at = x * a + b;
    const Series above = low.value() == 0.0 && b.value() >= 0.0 ? at : max(at, low);
    return std::isinf(high.value()) ? above : min(above, high);
}
auto NamedAlgebra::sum(const Series& series) const -> Number {
    if (series.node->op == Op::ones) return horizon_input_;
    auto node = std::make_shared<NamedNode>();
    node->op = Op::sum;
    node->args = {series.node};
    node->value.same = numbers_.sum(series.node->value);
    return {node};
}
auto NamedAlgebra::at_month(const Series& series, int month) const -> Number {
    auto node = std::make_shared<NamedNode>();
    node->value.same = series.node->value.of(static_cast<std::size_t>(month - 1));
    if (series.node->op == Op::ones || (month == 1 && series.node->op == Op::geometric))
        return number(node->value.same);
    node->op = Op::at_month;
    node->args = {series.node};
    node->months = month;
    return {node};
}
auto NamedAlgebra::largest(const Series& series) const -> Number {
    if (series.node->op == Op::ones) return number(1.0);
    auto node = std::make_shared<NamedNode>();
    node->op = Op::largest;
    node->args = {series.node};
    node->value.same = numbers_.largest(series.node->value);
    return {node};
}

}  // namespace aicost
