// The tree of named values in words: each with its formula over what it is made of.
#include <cmath>

#include "model/named.hpp"
#include "text/digits.hpp"

namespace aicost {

namespace {

using Op = NamedNode::Op;
using How = Derivation::How;

std::string text_of(double value) {
    if (value == 1e6) return "10^6";
    if (std::isinf(value)) return "∞";
    char digits[longest_number];
    return {digits, write_shortest(digits, value)};
}

std::string last_key(const std::string& path) {
    const auto dot = path.rfind('.');
    return dot == std::string::npos ? path : path.substr(dot + 1);
}

bool is_symbol(const NamedNode& node) { return !node.name.empty() || node.op == Op::sum; }

bool is_relative(const NamedNode& sum) { return sum.args[0]->value.of(0) == 1.0; }
std::string_view name_of_sum(const NamedNode& sum) {
    return is_relative(sum) ? "months, each as it compares with month 1" : "sum over the months";
}

enum Binding { loose, sums, products, powers, tight };

struct Words {
    std::string text;
    Binding binding = tight;
};

Words words_of(const NamedNode& node, bool by_name);

std::string inside(const NamedNode& node, Binding least) {
    const Words words = words_of(node, true);
    return words.binding < least ? "(" + words.text + ")" : words.text;
}

std::string call(const char* name, const NamedNode& node) {
    std::string text = std::string(name) + "(";
    for (std::size_t i = 0; i < node.args.size(); ++i)
        text += (i == 0 ? "" : ", ") + inside(*node.args[i], loose);
    return text + ")";
}

Words words_of(const NamedNode& node, bool by_name) {
    if (node.op == Op::input) return {last_key(node.path), tight};
    if (by_name && !node.name.empty()) return {node.name, tight};
    if (by_name && node.op == Op::sum) return {std::string(name_of_sum(node)), tight};
    const auto& args = node.args;
    switch (node.op) {
        case Op::constant: return {text_of(node.value.same), tight};
        case Op::add: return {inside(*args[0], sums) + " + " + inside(*args[1], sums), sums};
        case Op::subtract:
            if (args[0]->op == Op::constant && args[0]->value.same == 0.0)
                return {"-" + inside(*args[1], powers), sums};
            return {inside(*args[0], sums) + " - " + inside(*args[1], products), sums};
        case Op::multiply: return {inside(*args[0], products) + " × " + inside(*args[1], products), products};
        case Op::divide: return {inside(*args[0], products) + " / " + inside(*args[1], powers), products};
        case Op::min: return {call("min", node), tight};
        case Op::max: return {call("max", node), tight};
        case Op::ceil: return {call("ceil", node), tight};
        case Op::exp: return {"e^(" + inside(*args[0], loose) + ")", powers};
        case Op::power: return {inside(*args[0], tight) + "^" + inside(*args[1], tight), powers};
        case Op::greater: return {inside(*args[0], sums) + " > " + inside(*args[1], sums), loose};
        case Op::select:
            return {inside(*args[1], sums) + " if " + inside(*args[0], loose) + ", else " +
                        inside(*args[2], sums),
                    loose};
        case Op::annuity: {
            const std::string i = inside(*args[0], products), n = std::to_string(node.months);
            return {i + " / (1 - (1 + " + i + ")^-" + n + ")", products};
        }
        case Op::remaining:
            return {"the part that is owed at the horizon of a loan over " + std::to_string(node.months) +
                        " months",
                    products};
        case Op::ones: return {"1", tight};
        case Op::step: return {"(1 until month " + std::to_string(node.months) + ", then 0)", tight};
        case Op::geometric:
        case Op::held: {
            const std::string month = node.op == Op::held ? "L × floor((m-1)/L)" : "m-1";
            const std::string term = node.op == Op::held ? ", L = " + std::to_string(node.months) : "";
            const NamedNode& ratio = *args[0];
            const bool yearly = ratio.op == Op::power && ratio.name.empty();  // (1+k)^(1/12)
            const std::string exponent =
                yearly ? (node.op == Op::held ? "(" + month + "/12)" : "((m-1)/12)") : "(" + month + ")";
            return {inside(yearly ? *ratio.args[0] : ratio, tight) + "^" + exponent + term,
                    term.empty() ? powers : loose};
        }
        case Op::clamp: return {call("clamp", node), tight};
        case Op::sum: return {"sum over months m of " + inside(*args[0], products), loose};
        case Op::at_month:
            return {"month " + std::to_string(node.months) + " of " + inside(*args[0], products), loose};
        case Op::largest: return {"largest over the months of " + inside(*args[0], products), loose};
        case Op::input: break;
    }
    return {};
}

// The nearest symbols below, each once, in the order of the formula.
void symbols_of(const NamedRef& node, std::vector<NamedRef>& into) {
    for (const NamedRef& arg : node->args) {
        if (is_symbol(*arg)) {
            bool known = false;
            for (const NamedRef& one : into)
                known = known || one == arg || (!arg->path.empty() && one->path == arg->path);
            if (!known) into.push_back(arg);
        } else {
            symbols_of(arg, into);
        }
    }
}

// The operands of a chain of one operation; false where one of them is no symbol.
bool chain_of(const NamedRef& node, Op op, std::vector<NamedRef>& into, bool top) {
    if (!top && is_symbol(*node)) {
        into.push_back(node);
        return true;
    }
    if (node->op != op) return false;
    return chain_of(node->args[0], op, into, false) && chain_of(node->args[1], op, into, false);
}

bool each_once(const std::vector<NamedRef>& nodes) {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (std::size_t j = i + 1; j < nodes.size(); ++j) {
            if (nodes[i] == nodes[j]) return false;
        }
    }
    return true;
}

}  // namespace

Derivation derivation_of(const NamedRef& node) {
    Derivation out;
    out.name = node->name;
    out.value = node->value.same;
    out.unit = node->unit;
    if (node->op == Op::input) {
        out.path = node->path;
        out.how = How::input;
        return out;
    }
    std::vector<NamedRef> parts;
    const auto is_chain = [&](Op op) {
        parts.clear();
        return node->op == op && chain_of(node, op, parts, true) && each_once(parts);
    };
    if (is_chain(Op::multiply)) {
        out.how = How::product;
    } else if (is_chain(Op::add)) {
        out.how = How::sum;
    } else if (is_chain(Op::divide) && parts.size() == 2) {
        out.how = How::quotient;
    } else if (is_chain(Op::subtract) && parts.size() == 2) {
        out.how = How::difference;
    } else {
        parts.clear();
        symbols_of(node, parts);
        out.how = How::formula;
    }
    if (node->op == Op::sum && node->name.empty()) {
        out.name = name_of_sum(*node);
        out.unit = is_relative(*node) ? Unit::months : Unit::number;
    }
    out.formula = node->formula.empty() ? words_of(*node, false).text : node->formula;
    for (const NamedRef& part : parts) out.parts.push_back(derivation_of(part));
    return out;
}

}  // namespace aicost
