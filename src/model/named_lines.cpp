#include "model/named_lines.hpp"

#include <algorithm>
#include <cmath>

#include "text/digits.hpp"

namespace aicost {

namespace {

using Op = NamedNode::Op;
using How = Derivation::How;

constexpr std::size_t hours_a_day = 24;
// The limits of a line.
constexpr int max_operations = 8;
constexpr std::size_t max_letters = 150, longest_line = 190;

std::string exact(double value) {
    char digits[max_number_length];
    return {digits, write_shortest(digits, value)};
}

bool is_over_hours(Op op) { return op == Op::sum_of_hours || op == Op::largest_of_hours; }

bool is_leaf(const NamedTerm& term) { return term.args.empty(); }

std::string key_of(const NamedNode& node, const std::vector<int>& args, const std::vector<int>& because) {
    std::string key = std::to_string(static_cast<int>(node.op)) + "|" + std::to_string(node.months) + "|" +
                      node.name + "|" + node.path + "|" + node.sentence + "|";
    if (node.op == Op::constant) key += exact(node.value.same);
    for (const int arg : args) key += "," + std::to_string(arg);
    for (const int reason : because) key += ";" + std::to_string(reason);
    return key;
}

bool each_once(std::vector<int> ids) {
    std::sort(ids.begin(), ids.end());
    return std::adjacent_find(ids.begin(), ids.end()) == ids.end();
}

}  // namespace

int NamedLines::add(const std::string& key, NamedTerm term) {
    const auto [at, is_new] = by_key_.emplace(key, static_cast<int>(terms_.size()));
    if (is_new) terms_.push_back(std::move(term));
    return at->second;
}

int NamedLines::term_of(const NamedRef& node) {
    if (const auto at = known_.find(node.get()); at != known_.end()) return at->second;
    std::vector<int> args;
    for (const NamedRef& arg : node->args) args.push_back(term_of(arg));
    if (is_over_hours(node->op)) args = {term_of_hours(*node, args)};
    NamedTerm term;
    term.node = node;
    term.args = args;
    for (const NamedRef& why : node->because) {
        const int reason = term_of(why);
        terms_[static_cast<std::size_t>(reason)].symbol = true;
        term.because.push_back(reason);
    }
    const std::vector<int> because = term.because;
    const bool constant = node->op == Op::constant;
    term.symbol = node->op == Op::input || (constant ? !node->path.empty() : !node->name.empty());
    if (node->op == Op::sum && node->name.empty()) term.symbol = true;
    const int id = add(key_of(*node, args, because), std::move(term));
    kept_.push_back(node);
    return known_[node.get()] = id;
}

int NamedLines::term_of_hours(const NamedNode& node, const std::vector<int>& args) {
    std::vector<int> members(hours_a_day, -1);
    for (std::size_t i = 0; i < args.size(); ++i) {
        for (const std::size_t hour : node.hours[i]) members[hour] = args[i];
    }
    return family_of(members);
}

// For terms that are the same formula over different figures by hour: that formula over the hourly figures.
int NamedLines::family_of(const std::vector<int>& members) {
    std::vector<int> ids;
    for (const int id : members) {
        if (id >= 0) ids.push_back(id);
    }
    const auto at = [&](int id) -> const NamedTerm& { return terms_[static_cast<std::size_t>(id)]; };
    const NamedTerm first = at(ids.front());  // NOLINT(performance-unnecessary-copy-*): terms_ grows below
    std::string key = "hours";
    for (const int id : members) key += "," + std::to_string(id);
    if (const auto known = by_key_.find(key); known != by_key_.end()) return known->second;

    bool alike = true, same = true;
    for (const int id : ids) {
        const NamedTerm& other = at(id);
        same = same && id == ids.front();
        alike = alike && other.node->op == first.node->op && other.args.size() == first.args.size() &&
                other.node->months == first.node->months && other.node->name == first.node->name &&
                other.members == first.members;
    }
    NamedTerm term;
    term.node = first.node;
    term.members = members;
    term.because = first.because;
    if (same) {
        // sums run over the hours of the term
        auto node = std::make_shared<NamedNode>();
        node->op = Op::same;
        node->value = first.node->value;
        term.node = node;
        term.args = {ids.front()};
        return add(key, std::move(term));
    }
    term.table = !alike || first.node->op == Op::constant || first.node->op == Op::input ||
                 is_over_hours(first.node->op);
    if (!term.table) {
        for (std::size_t i = 0; i < first.args.size(); ++i) {
            std::vector<int> column;
            column.reserve(members.size());
            for (const int id : members) column.push_back(id < 0 ? -1 : at(id).args[i]);
            bool one = true;
            for (const int id : ids) one = one && at(id).args[i] == first.args[i];
            term.args.push_back(one ? first.args[i] : family_of(column));
        }
    }
    term.symbol = term.table || first.symbol;
    return add(key, std::move(term));
}

// Keeps the formula short by moving what is too much to lines of their own.
void NamedLines::settle(int id) {
    const auto at = [&](int one) -> NamedTerm& { return terms_[static_cast<std::size_t>(one)]; };
    if (at(id).settled) return;
    at(id).settled = true;
    const std::vector<int> operands = operands_of(terms_, id);
    for (const int operand : operands) settle(operand);
    for (const int reason : std::vector<int>(at(id).because)) settle(reason);
    constexpr std::size_t name_of_part = 40, name_of_sum = 20;
    const auto measure = [&] {
        int operations = std::max(0, static_cast<int>(operands.size()) - 1) +
                         (operands.size() == 1 && at(id).node->op != Op::same ? 1 : 0);
        std::size_t length = at(id).node->op == Op::annuity || at(id).node->op == Op::remaining ? 30 : 4;
        for (const int operand : operands) {
            const NamedTerm& term = at(operand);
            if (!term.symbol) {
                operations += term.operations;
                length += 3 + term.length;
                continue;
            }
            const std::string& name = term.node->name;
            const auto dot = term.node->op == Op::input ? name.rfind('.') : std::string::npos;
            length += 3 + (term.node->op == Op::sum && name.empty() ? name_of_sum
                           : name.empty()                           ? name_of_part
                           : dot == std::string::npos               ? name.size()
                                                                    : name.size() - dot);
        }
        if (is_leaf(at(id))) operations = 0;
        at(id).operations = operations;
        at(id).length = length;
    };
    measure();
    while (at(id).operations > max_operations || at(id).length > max_letters) {
        int heaviest = -1;
        for (const int operand : operands) {
            const NamedTerm& term = at(operand);
            if (term.symbol || term.operations < 2) continue;
            if (heaviest < 0 || term.length > at(heaviest).length) heaviest = operand;
        }
        if (heaviest < 0) break;
        at(heaviest).symbol = true;
        measure();
    }
    // a long chain is split over the lines below it
    const Op op = at(id).node->op;
    const bool chain = op == Op::add || op == Op::multiply;
    if (chain && (at(id).operations > max_operations || at(id).length > max_letters)) {
        for (const int operand : operands) at(operand).symbol = at(operand).symbol || !is_leaf(at(operand));
        at(id).symbol = true;
    }
}

const std::set<std::string>& NamedLines::owners_of(int id) {
    if (const auto known = owners_.find(id); known != owners_.end()) return known->second;
    std::set<std::string> owners;
    const NamedTerm& term = terms_[static_cast<std::size_t>(id)];
    const std::string& path = term.node->path;
    const std::string owner = path.substr(0, path.find('.'));
    if (path.find('.') != std::string::npos && owner != "workload") owners.insert(owner);
    for (const int arg : std::vector<int>(term.args)) {
        const auto& below = owners_of(arg);
        owners.insert(below.begin(), below.end());
    }
    return owners_[id] = owners;
}

std::string NamedLines::owner_of(int id) {
    std::string all;
    for (const std::string& owner : owners_of(id)) all += (all.empty() ? "" : " and ") + owner;
    return all;
}

// Makes names unique: values of the same name get their option's name, or a number.
void NamedLines::name_all(const std::vector<int>& roots) {
    std::vector<int> order, stack(roots.rbegin(), roots.rend());
    std::set<int> seen;
    while (!stack.empty()) {
        const int id = stack.back();
        stack.pop_back();
        if (!seen.insert(id).second) continue;
        order.push_back(id);
        const auto& args = terms_[static_cast<std::size_t>(id)].args;
        const auto& because = terms_[static_cast<std::size_t>(id)].because;
        for (auto reason = because.rbegin(); reason != because.rend(); ++reason) stack.push_back(*reason);
        for (auto arg = args.rbegin(); arg != args.rend(); ++arg) stack.push_back(*arg);
    }
    std::map<std::string, std::vector<int>> alike;
    for (const int id : order) {
        NamedTerm& term = terms_[static_cast<std::size_t>(id)];
        if (!term.symbol || !term.name.empty()) continue;
        std::string name = term.node->name;
        if (name.empty() && term.node->op == Op::sum)
            name = term.node->args[0]->value.of(0) == 1.0 ? "months, each as it compares with month 1"
                                                          : "sum over the months";
        if (name.empty() && term.table) name = "figure";
        if (term.node->op == Op::input) {
            term.name = name;
        } else if (!name.empty()) {
            if (!term.members.empty()) name += " of hour h";
            alike[name].push_back(id);
        }
    }
    for (const auto& [name, ids] : alike) {
        std::set<std::string> owners;
        for (const int id : ids) owners.insert(owner_of(id));
        const bool by_owner = owners.size() == ids.size();
        for (const int id : ids) {
            std::string given = name;
            if (ids.size() > 1 && by_owner && !owner_of(id).empty()) given += " of " + owner_of(id);
            const int times = ++names_[given];
            if (times > 1) given += " (" + std::to_string(times) + ")";
            terms_[static_cast<std::size_t>(id)].name = given;
        }
    }
}

Derivation NamedLines::line_of(int id, const std::string& whole) {
    const auto at = [&](int one) -> NamedTerm& { return terms_[static_cast<std::size_t>(one)]; };
    const NamedNode& node = *at(id).node;
    Derivation out;
    out.name = at(id).name;
    out.unit = node.unit;
    out.value = node.result ? *node.result : MetricValue(node.value.of(0));
    out.path = node.path;
    out.above = at(id).shown;
    if (!at(id).members.empty()) {
        out.value = MetricValue();
        for (const int member : at(id).members)
            out.hours.push_back(member < 0 ? std::nan("") : at(member).node->value.of(0));
    } else {
        out.months = node.value.each;
    }
    const std::string& owner = whole.empty() ? out.name : whole;
    std::vector<int> symbols;
    const auto word = [&] {
        symbols = symbols_of(terms_, id);
        for (const int symbol : symbols) {
            if (at(symbol).name.empty())
                at(symbol).name = "part " + std::to_string(++parts_[owner]) + " of " + owner;
        }
        return at(id).table ? std::string() : formula_of(terms_, id, symbols);
    };
    const std::vector<int> operands = operands_of(terms_, id);
    std::string formula = word();
    // names may be longer than estimated
    while (formula.size() > longest_line) {
        int heaviest = -1;
        for (const int operand : operands) {
            const NamedTerm& term = at(operand);
            if (term.symbol || is_leaf(term)) continue;
            if (heaviest < 0 || term.length > at(heaviest).length) heaviest = operand;
        }
        if (heaviest < 0) break;
        at(heaviest).symbol = true;
        formula = word();
    }
    if (!at(id).table && (node.op == Op::input || (node.op == Op::constant && !node.path.empty()))) {
        out.how = How::input;
    } else if (at(id).table) {
        out.formula.clear();
    } else if (!node.sentence.empty()) {
        out.in_words = true;
        out.formula = node.sentence;
    } else {
        out.formula = formula;
        bool plain = operands.size() > 1 && each_once(operands);
        for (const int operand : operands) plain = plain && at(operand).symbol && at(operand).members.empty();
        out.how = !plain || !at(id).members.empty() ? How::formula
                  : node.op == Op::multiply         ? How::product
                  : node.op == Op::add              ? How::sum
                  : node.op == Op::divide           ? How::quotient
                  : node.op == Op::subtract         ? How::difference
                                                    : How::formula;
        if (out.formula.size() > longest_line && (out.how == How::sum || out.how == How::product))
            out.formula = (out.how == How::sum ? "sum of the " : "product of the ") +
                          std::to_string(operands.size()) + " lines below";
    }
    if (at(id).shown) return out;
    at(id).shown = true;
    for (const int symbol : at(id).table ? std::vector<int>() : symbols) {
        const bool part = at(symbol).node->name.empty() && at(symbol).node->op != Op::sum;
        out.parts.push_back(line_of(symbol, part ? owner : std::string()));
    }
    for (const int reason : reasons_of(terms_, id, symbols)) out.decided_by.push_back(line_of(reason, {}));
    return out;
}

std::vector<Derivation> NamedLines::of(const std::vector<NamedRef>& roots) {
    std::vector<int> ids;
    ids.reserve(roots.size());
    for (const NamedRef& root : roots) ids.push_back(term_of(root));
    for (const int id : ids) settle(id);
    name_all(ids);
    std::vector<Derivation> lines;
    lines.reserve(ids.size());
    for (const int id : ids) lines.push_back(line_of(id, {}));
    return lines;
}

}  // namespace aicost
