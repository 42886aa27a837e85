// The formula of a term in words.
#include <algorithm>
#include <cmath>

#include "model/named_lines.hpp"
#include "text/digits.hpp"

namespace aicost {

namespace {

using Op = NamedNode::Op;
using Terms = std::vector<NamedTerm>;

std::string text_of(double value) {
    if (value == 1e6) return "10^6";
    if (std::isinf(value)) return "∞";
    if (std::isnan(value)) return "none";
    char digits[max_number_length];
    return {digits, write_shortest(digits, value)};
}

bool is_whole_number(double value) { return std::abs(value - std::round(value)) < 1e-9; }

enum Binding { loose, sums, products, powers, tight };

struct Written {
    std::string text;
    Binding binding = tight;
};

// x, or "n/24" for hours of a day.
Written number_word(double value) {
    std::string text = text_of(value);
    constexpr std::size_t long_text = 8;
    if (text.size() > long_text && std::abs(value) < 24.0 &&
        std::abs(value * 24.0 * 1e3 - std::round(value * 24.0 * 1e3)) < 1e-9)
        return {text_of(std::round(value * 24.0 * 1e3) / 1e3) + " / 24", products};
    return {std::move(text), value < 0.0 ? sums : tight};
}

// x, or "n/12" for months of a year.
std::string exponent_text(double exponent) {
    if (!is_whole_number(exponent) && is_whole_number(exponent * 12.0))
        return "(" + text_of(std::round(exponent * 12.0)) + "/12)";
    const std::string text = text_of(exponent);
    return exponent < 0.0 ? "(" + text + ")" : text;
}

std::string runs_of(const std::vector<int>& members) {
    std::string text;
    for (std::size_t from = 0; from < members.size();) {
        std::size_t to = from;
        while (to < members.size() && (members[to] >= 0) == (members[from] >= 0)) ++to;
        if (members[from] >= 0) {
            text += (text.empty() ? "" : ", ") + std::to_string(from);
            if (to - from > 1) text += "-" + std::to_string(to - 1);
        }
        from = to;
    }
    return text;
}

class Writer {
public:
    Writer(const Terms& terms, std::vector<std::pair<int, std::string>> names)
        : terms_(terms), names_(std::move(names)) {}

    Written written(int id, bool by_name) {
        const NamedTerm& term = terms_[static_cast<std::size_t>(id)];
        if (by_name && term.symbol) return {name_of(id), tight};
        const auto& args = term.args;
        const NamedNode& node = *term.node;
        switch (node.op) {
            case Op::constant: return number_word(node.value.same);
            case Op::add:
                if (is_plain(args[1], Op::subtract) && is_zero(at(args[1]).args[0]))
                    return {inside(args[0], sums) + " - " + inside(at(args[1]).args[1], products), sums};
                return {inside(args[0], sums) + " + " + inside(args[1], sums), sums};
            case Op::subtract:
                if (is_zero(args[0])) return {"-" + inside(args[1], powers), sums};
                return {inside(args[0], sums) + " - " + inside(args[1], products), sums};
            case Op::multiply:
                if (is_neutral(at(args[0]))) return written(args[1], true);
                if (is_neutral(at(args[1]))) return written(args[0], true);
                return {inside(args[0], products) + " × " + inside(args[1], products), products};
            case Op::divide:
                if (is_plain(args[0], Op::subtract) && is_zero(at(args[0]).args[0]))
                    return {"-" + inside(at(args[0]).args[1], powers) + " / " + inside(args[1], powers),
                            sums};
                return {inside(args[0], products) + " / " + inside(args[1], powers), products};
            case Op::min: return call("min", args);
            case Op::max: return call("max", args);
            case Op::ceil: return call("ceil", args);
            case Op::one_less_exp: return {"1 - e^(" + inside(args[0], loose) + ")", sums};
            case Op::power: return power(args);
            case Op::greater: return {inside(args[0], sums) + " > " + inside(args[1], sums), loose};
            case Op::select:
                return {inside(args[1], sums) + " if " + inside(args[0], loose) + ", else " +
                            inside(args[2], sums),
                        loose};
            case Op::annuity: return annuity(args[0], args[1]);
            case Op::remaining: return remaining(args);
            case Op::ones: return {"1", tight};
            case Op::step: return {"1 if m <= " + inside(args[0], products) + ", else 0", loose};
            case Op::before: return {"1 if m < " + inside(args[0], products) + ", else 0", loose};
            case Op::from: return {"1 if m >= " + inside(args[0], products) + ", else 0", loose};
            case Op::geometric: return growth(args[0], "m-1");
            case Op::held: {
                const std::string months = inside(args[1], powers);
                return growth(args[0], months + " × floor((m-1) / " + months + ")");
            }
            case Op::sum:
            case Op::largest: {
                const std::string months = node.months == 1 ? "1" : "1-" + std::to_string(node.months);
                return {(node.op == Op::sum ? "sum for m in " : "largest for m in ") + months + " of " +
                            inside(args[0], tight),
                        sums};
            }
            case Op::sum_of_hours:
            case Op::largest_of_hours:
                return {(node.op == Op::sum_of_hours ? "sum for h in " : "largest for h in ") +
                            runs_of(at(args[0]).members) + " of " + inside(args[0], tight),
                        sums};
            case Op::at_month:
                return {inside(args[0], tight) + " in month " + std::to_string(node.months), tight};
            case Op::same: return written(args[0], true);
            case Op::input:
            case Op::told: break;
        }
        return {};
    }

private:
    [[nodiscard]] const NamedTerm& at(int id) const { return terms_[static_cast<std::size_t>(id)]; }
    [[nodiscard]] bool is_zero(int id) const {
        return at(id).node->op == Op::constant && !at(id).table && at(id).node->value.same == 0.0;
    }
    [[nodiscard]] bool is_plain(int id, Op op) const { return !at(id).symbol && at(id).node->op == op; }
    [[nodiscard]] double constant_of(int id) const { return at(id).node->value.same; }
    std::string name_of(int id) {
        for (const auto& [one, name] : names_) {
            if (one == id) return name;
        }
        return at(id).name;
    }
    std::string inside(int id, Binding min_binding) {
        const Written words = written(id, true);
        return words.binding < min_binding ? "(" + words.text + ")" : words.text;
    }
    Written call(const char* name, const std::vector<int>& args) {
        std::string text = std::string(name) + "(";
        for (std::size_t i = 0; i < args.size(); ++i) text += (i == 0 ? "" : ", ") + inside(args[i], loose);
        return {text + ")", tight};
    }
    std::string base(int id) {
        const std::string text = inside(id, tight);
        const bool words = text.front() != '(' && text.find(' ') != std::string::npos && at(id).symbol;
        return words ? "(" + text + ")" : text;
    }
    // (1+k)^(1/12) to the power of n is (1+k)^(n/12)
    Written power(const std::vector<int>& args) {
        if (!is_plain(args[1], Op::constant)) return {base(args[0]) + "^" + inside(args[1], tight), powers};
        const double exponent = constant_of(args[1]);
        if (is_plain(args[0], Op::power) && is_plain(at(args[0]).args[1], Op::constant))
            return {
                base(at(args[0]).args[0]) + "^" + exponent_text(exponent * constant_of(at(args[0]).args[1])),
                powers};
        return {base(args[0]) + "^" + exponent_text(exponent), powers};
    }
    Written growth(int ratio, const std::string& months) {
        const bool yearly = is_plain(ratio, Op::power) && is_plain(at(ratio).args[1], Op::constant) &&
                            is_whole_number(12.0 * constant_of(at(ratio).args[1]));
        if (!yearly) return {base(ratio) + "^(" + months + ")", powers};
        const double twelfths = std::round(12.0 * constant_of(at(ratio).args[1]));
        std::string exponent = months == "m-1" ? "(m-1)/12" : months + " / 12";
        if (twelfths != 1.0) exponent = text_of(twelfths) + " × " + exponent;
        return {base(at(ratio).args[0]) + "^(" + exponent + ")", powers};
    }
    Written annuity(int rate, int months) {
        const std::string n = inside(months, powers);
        if (at(rate).node->value.same == 0.0) return {"1 / " + n, products};
        const std::string i = inside(rate, products);
        return {i + " / (1 - (1 + " + i + ")^(-" + n + "))", products};
    }
    Written remaining(const std::vector<int>& args) {
        const std::string n = inside(args[1], powers);
        const std::string left = "(" + n + " - " + inside(args[2], powers) + ")";
        if (at(args[0]).node->value.same == 0.0) return {left + " / " + n, products};
        const std::string i = inside(args[0], products);
        return {"(1 - (1 + " + i + ")^(-" + left + ")) / (1 - (1 + " + i + ")^(-" + n + "))", products};
    }

    const Terms& terms_;
    std::vector<std::pair<int, std::string>> names_;
};

void collect_operands(const Terms& terms, int id, Op op, std::vector<int>& into) {
    for (const int arg : terms[static_cast<std::size_t>(id)].args) {
        const NamedTerm& term = terms[static_cast<std::size_t>(arg)];
        if (!term.symbol && term.node->op == op) {
            collect_operands(terms, arg, op, into);
        } else if (!is_neutral(term)) {
            into.push_back(arg);
        }
    }
}

void collect_symbols(const Terms& terms, int id, std::vector<int>& into) {
    for (const int arg : terms[static_cast<std::size_t>(id)].args) {
        if (!terms[static_cast<std::size_t>(arg)].symbol) {
            collect_symbols(terms, arg, into);
        } else if (std::find(into.begin(), into.end(), arg) == into.end()) {
            into.push_back(arg);
        }
    }
}

void collect_reasons(const Terms& terms, int id, std::vector<int>& into) {
    const NamedTerm& term = terms[static_cast<std::size_t>(id)];
    into.insert(into.end(), term.because.begin(), term.because.end());
    for (const int arg : term.args) {
        if (!terms[static_cast<std::size_t>(arg)].symbol) collect_reasons(terms, arg, into);
    }
}

bool ends_in(const std::string& path, const std::string& key) {
    return path == key || (path.size() > key.size() && path[path.size() - key.size() - 1] == '.' &&
                           path.compare(path.size() - key.size(), key.size(), key) == 0);
}

// The shortest end of a path that is unique in the formula.
std::string short_name(const Terms& terms, const std::vector<int>& symbols, int id) {
    const std::string& path = terms[static_cast<std::size_t>(id)].name;
    for (std::size_t dot = path.rfind('.'); dot != std::string::npos; dot = path.rfind('.', dot - 1)) {
        std::string key = path.substr(dot + 1);
        const auto clashes = [&](int other) {
            return other != id && ends_in(terms[static_cast<std::size_t>(other)].name, key);
        };
        if (std::none_of(symbols.begin(), symbols.end(), clashes)) return key;
        if (dot == 0) break;
    }
    return path;
}

}  // namespace

bool is_neutral(const NamedTerm& term) {
    const NamedNode& node = *term.node;
    const bool plain = node.op == Op::constant ||
                       (node.op == Op::same && node.name.empty() && node.args[0]->op == Op::constant);
    return plain && node.path.empty() && !term.table && std::abs(node.value.same - 1.0) <= 1e-11;
}

std::vector<int> operands_of(const Terms& terms, int id) {
    const NamedTerm& term = terms[static_cast<std::size_t>(id)];
    if (term.node->op != Op::add && term.node->op != Op::multiply) return term.args;
    std::vector<int> operands;
    collect_operands(terms, id, term.node->op, operands);
    return operands;
}

std::vector<int> symbols_of(const Terms& terms, int id) {
    std::vector<int> symbols;
    collect_symbols(terms, id, symbols);
    return symbols;
}

std::vector<int> reasons_of(const Terms& terms, int id, const std::vector<int>& symbols) {
    std::vector<int> all, reasons;
    collect_reasons(terms, id, all);
    for (const int reason : all) {
        const auto in = [&](const std::vector<int>& list) {
            return std::find(list.begin(), list.end(), reason) != list.end();
        };
        if (!in(symbols) && !in(reasons)) reasons.push_back(reason);
    }
    return reasons;
}

std::string formula_of(const Terms& terms, int id, const std::vector<int>& symbols) {
    std::vector<std::pair<int, std::string>> names;
    for (const int symbol : symbols) {
        const NamedTerm& term = terms[static_cast<std::size_t>(symbol)];
        names.emplace_back(symbol,
                           term.node->op == Op::input ? short_name(terms, symbols, symbol) : term.name);
    }
    return Writer(terms, std::move(names)).written(id, false).text;
}

}  // namespace aicost
