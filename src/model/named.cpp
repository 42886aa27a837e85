#include "model/named.hpp"

#include <cmath>
#include <unordered_map>

namespace aicost {

namespace {

using Op = NamedNode::Op;

bool is_constant(const NamedRef& node, double value) {
    return node->op == Op::constant && node->name.empty() && node->value.each.empty() &&
           node->value.same == value;
}

NamedRef constant_node(double value) {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::constant;
    node->value.same = value;
    return node;
}

// Does it compare two figures? That something is above 0 only guards a division.
bool chooses(const NamedRef& condition) {
    if (condition->op == Op::max || condition->op == Op::min)
        return chooses(condition->args[0]) || chooses(condition->args[1]);
    return condition->op == Op::greater && !is_constant(condition->args[1], 0.0);
}

// True: not 0 in any month; false: 0 in all. None: it varies.
std::optional<bool> always(const Monthly& condition) {
    const bool first = condition.of(0) != 0.0;
    for (const double value : condition.each) {
        if ((value != 0.0) != first) return std::nullopt;
    }
    return first;
}

bool never_below_zero(const Monthly& value) {
    if (value.each.empty()) return value.same >= 0.0;
    return std::all_of(value.each.begin(), value.each.end(), [](double x) { return x >= 0.0; });
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
            case Op::one_less_exp: return one_less_exponential(x);
            default: return x;
        }
    });
}

// Drops neutral operands ("× 1") and branches that are never taken.
NamedRef simplified(Op op, const std::vector<NamedRef>& args) {
    switch (op) {
        case Op::add:
            if (is_constant(args[0], 0.0)) return args[1];
            return is_constant(args[1], 0.0) ? args[0] : nullptr;
        case Op::subtract: return is_constant(args[1], 0.0) ? args[0] : nullptr;
        case Op::multiply:
            for (std::size_t i = 0; i < 2; ++i) {
                const bool one = args[i]->op == Op::ones || is_constant(args[i], 1.0);
                if (one) return args[1 - i];
                if (is_constant(args[i], 0.0)) return args[i];
            }
            return nullptr;
        case Op::divide: return is_constant(args[1], 1.0) ? args[0] : nullptr;
        case Op::power: return is_constant(args[0], 1.0) ? args[0] : nullptr;
        case Op::max:
            if (is_constant(args[0], 0.0) && never_below_zero(args[1]->value)) return args[1];
            return is_constant(args[1], 0.0) && never_below_zero(args[0]->value) ? args[0] : nullptr;
        case Op::min:
        case Op::greater: break;
        case Op::select:
            if (const auto taken = always(args[0]->value)) {
                const NamedRef& branch = args[*taken ? 1 : 2];
                const bool plain = branch->op == Op::constant && branch->name.empty();
                return chooses(args[0]) && !plain ? decided_by(branch, args[0]) : branch;
            }
            return nullptr;
        default: break;
    }
    return nullptr;
}

NamedRef month_of(const NamedRef& node, int month, std::unordered_map<const NamedNode*, NamedRef>& known);

NamedRef in_month(const NamedRef& node, int month, std::unordered_map<const NamedNode*, NamedRef>& known) {
    if (node->value.each.empty()) return node;
    const double value = node->value.of(static_cast<std::size_t>(month - 1));
    if (node->op == Op::step) return constant_node(value);
    if (node->op == Op::before || node->op == Op::from)
        return value == 0.0 ? constant_node(0.0) : decided_by(constant_node(value), node->args[0]);
    if (node->op == Op::geometric || node->op == Op::held) {
        const int exponent = node->op == Op::held ? (month - 1) / node->months * node->months : month - 1;
        return exponent == 0 ? constant_node(1.0)
                             : named_operation(Op::power, {node->args[0], constant_node(exponent)});
    }
    std::vector<NamedRef> args;
    for (const NamedRef& arg : node->args) args.push_back(month_of(arg, month, known));
    NamedRef there =
        node->hours.empty() ? named_operation(node->op, args) : named_over_hours(node->op, args, node->hours);
    for (const NamedRef& why : node->because) there = decided_by(there, why);
    return there;
}

// A series at one month: a named one by its name, any other as its formula at that month.
NamedRef month_of(const NamedRef& node, int month, std::unordered_map<const NamedNode*, NamedRef>& known) {
    NamedRef& there = known[node.get()];
    if (there) return there;
    NamedRef made;
    if (node->name.empty() || node->value.each.empty()) {
        made = in_month(node, month, known);
    } else {
        auto at = std::make_shared<NamedNode>();
        at->op = Op::at_month;
        at->args = {node};
        at->months = month;
        at->value.same = node->value.of(static_cast<std::size_t>(month - 1));
        at->unit = node->unit;
        made = at;
    }
    return known[node.get()] = made;
}

}  // namespace

NamedRef named_operation(Op op, std::vector<NamedRef> args) {
    if (NamedRef same = simplified(op, args)) return same;
    auto node = std::make_shared<NamedNode>();
    node->op = op;
    node->value = value_of(op, args);
    bool constant = true;
    for (const NamedRef& arg : args) constant = constant && arg->op == Op::constant && arg->name.empty();
    if (constant) {
        node->op = Op::constant;
        return node;
    }
    node->args = std::move(args);
    return node;
}

NamedRef named_over_hours(Op op, std::vector<NamedRef> args, std::vector<std::vector<std::size_t>> hours) {
    bool one = true;
    for (const NamedRef& arg : args) one = one && arg == args.front();
    std::size_t count = 0;
    for (const auto& alike : hours) count += alike.size();
    if (one && op == Op::largest_of_hours) return args.front();
    if (one) return named_operation(Op::multiply, {args.front(), constant_node(static_cast<double>(count))});
    auto node = std::make_shared<NamedNode>();
    node->op = op;
    for (std::size_t i = 0; i < args.size(); ++i) {
        const auto times = static_cast<double>(hours[i].size());
        node->value = i == 0
                          ? by_month(args[i]->value, times,
                                     [op](double x, double n) { return op == Op::sum_of_hours ? x * n : x; })
                          : by_month(node->value, args[i]->value, [op, times](double sum, double x) {
                                return op == Op::sum_of_hours ? sum + x * times : std::max(sum, x);
                            });
    }
    node->args = std::move(args);
    node->hours = std::move(hours);
    return node;
}

NamedRef decided_by(const NamedRef& node, const NamedRef& why) {
    if (why == nullptr) return node;
    const bool whole = !node->name.empty() || node->args.empty();
    auto copy = whole ? std::make_shared<NamedNode>() : std::make_shared<NamedNode>(*node);
    if (whole) {
        copy->op = Op::same;
        copy->args = {node};
        copy->value = node->value;
        copy->unit = node->unit;
    }
    copy->because.push_back(why);
    return copy;
}

NamedRef renamed(const NamedRef& node, std::string name, Unit unit) {
    const bool leaf = node->op == Op::input || node->op == Op::constant;
    auto copy = leaf ? std::make_shared<NamedNode>() : std::make_shared<NamedNode>(*node);
    if (leaf) {
        copy->op = Op::same;
        copy->args = {node};
        copy->value = node->value;
    }
    copy->name = std::move(name);
    copy->unit = unit;
    return copy;
}

NamedAlgebra::NamedAlgebra(const Scenario& scenario, int months)
    : numbers_(scenario.horizon_months, months), horizon_(scenario.horizon_months), months_(months) {
    // all_inputs() needs a mutable scenario; nothing is changed
    for (InputValue& input : all_inputs(const_cast<Scenario&>(scenario)))  // NOLINT
        if (input.held_at != nullptr) inputs_.emplace(input.held_at, std::move(input));
    horizon_input_ = read(&scenario.horizon_months, horizon_);
}

auto NamedAlgebra::number(double value) const -> Number { return {constant_node(value)}; }

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

NamedRef NamedAlgebra::input(const void* held_at) const {
    const auto found = inputs_.find(held_at);
    if (found == inputs_.end()) return nullptr;
    const InputValue& input = found->second;
    auto node = std::make_shared<NamedNode>();
    node->op = Op::input;
    node->path = node->name = input.path;
    node->unit = input.unit;
    if (const auto* number = std::get_if<double>(&input.value)) {
        node->value.same = *number;
    } else if (const auto* word = std::get_if<std::string>(&input.value)) {
        node->result = MetricValue(*word);
    }
    return node;
}

auto NamedAlgebra::of_hour(double value, std::string_view what, const void* held_at) const -> Number {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::constant;
    node->value.same = value;
    node->name = what;
    if (!what.empty()) {
        node->because = {input(held_at)};
    } else if (const auto input = inputs_.find(held_at); input != inputs_.end()) {
        node->path = node->name = input->second.path;
    }
    return {node};
}

NamedRef NamedAlgebra::give_name(const NamedRef& node, std::string_view name, Unit unit,
                                 std::string_view more) {
    // already named, or needs no name
    if (!node->name.empty() || node->op == Op::constant || node->op == Op::ones) return node;
    auto named = std::make_shared<NamedNode>(*node);
    named->name = std::string(name) + std::string(more);
    named->unit = unit;
    return named;
}

auto NamedAlgebra::annuity(const Number& rate, const int& months) const -> Number {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::annuity;
    node->args = {rate.node, read(&months, months).node};
    node->value.same = numbers_.annuity(rate.value(), months);
    return {node};
}
auto NamedAlgebra::remaining(const Number& rate, const int& months, int paid) const -> Number {
    if (paid >= months) return number(0.0);
    auto node = std::make_shared<NamedNode>();
    node->op = Op::remaining;
    node->args = {rate.node, read(&months, months).node,
                  paid == horizon_ ? horizon_input_.node : number(paid).node};
    node->value.same = numbers_.remaining(rate.value(), months, paid);
    return {node};
}

auto NamedAlgebra::ones() const -> Series {
    auto node = std::make_shared<NamedNode>();
    node->op = Op::ones;
    node->value.same = 1.0;
    return {node};
}
auto NamedAlgebra::step(const int& months) const -> Series {
    Monthly value = numbers_.step(months);
    if (value.each.empty()) return ones();
    auto node = std::make_shared<NamedNode>();
    node->op = Op::step;
    node->args = {read(&months, months).node};
    node->months = months;
    node->value = std::move(value);
    return {node};
}
auto NamedAlgebra::by_calendar(Op op, const int& month) const -> Series {
    auto node = std::make_shared<NamedNode>();
    node->op = op;
    node->args = {read(&month, month).node};
    node->months = month;
    node->value = op == Op::before ? numbers_.before(month) : numbers_.from(month);
    return {node};
}
auto NamedAlgebra::held(const Number& ratio, const int& months) const -> Series {
    if (ratio.value() == 1.0) return ones();
    auto node = std::make_shared<NamedNode>();
    node->op = months > 1 ? Op::held : Op::geometric;
    node->args = {ratio.node};
    if (months > 1) node->args.push_back(read(&months, months).node);
    node->months = months;
    node->value = numbers_.held(ratio.value(), months);
    return {node};
}
auto NamedAlgebra::clamp(const Series& x, const Number& a, const Number& b, const Number& low,
                         const Number& high) const -> Series {
    const Series above = max(x * a + b, low);
    return std::isinf(high.value()) ? above : min(above, high);
}
auto NamedAlgebra::sum(const Series& series) const -> Number {
    if (series.node->value.each.empty()) return Number{series.node} * horizon_input_;
    auto node = std::make_shared<NamedNode>();
    node->op = Op::sum;
    node->args = {series.node};
    node->because = {horizon_input_.node};
    node->months = horizon_;
    node->value.same = numbers_.sum(series.node->value);
    return {node};
}
auto NamedAlgebra::at_month(const Series& series, int month) const -> Number {
    if (series.node->op == Op::ones) return number(1.0);
    std::unordered_map<const NamedNode*, NamedRef> known;
    const NamedRef there = month_of(series.node, month, known);
    const bool by_horizon = month == horizon_ && month > 1 && !series.node->value.each.empty();
    return {by_horizon ? decided_by(there, horizon_input_.node) : there};
}
auto NamedAlgebra::largest(const Series& series) const -> Number {
    if (series.node->value.each.empty()) return {series.node};
    auto node = std::make_shared<NamedNode>();
    node->op = Op::largest;
    node->args = {series.node};
    node->because = {horizon_input_.node};
    node->months = horizon_;
    node->value.same = numbers_.largest(series.node->value);
    return {node};
}

}  // namespace aicost
