#include "engine/formulas/writer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "text/value.hpp"

namespace aicost {

namespace {

// Replaces a quotient by 0: large, but without overflow when multiplied by an amount.
constexpr const char* unbounded = "1E+200";

std::string whole(int number) { return std::to_string(number); }

std::string both(const std::string& a, std::string_view sign, const std::string& b) {
    return a + std::string(sign) + b;
}

// The month of the formula's row.
std::string month_cell(int row) { return "$A" + whole(row); }

}  // namespace

std::string formula_number(double value) {
    if (std::isnan(value)) return "NA()";
    if (std::isinf(value)) return value > 0.0 ? unbounded : both("-", unbounded, "");
    std::string text = shortest(value);
    std::replace(text.begin(), text.end(), 'e', 'E');
    return text;
}

std::string column_name(std::size_t column) {
    std::string name;
    for (; column > 0; column = (column - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
    return name;
}

std::size_t FormulaWriter::column_of(NodeId id) const { return place_[static_cast<std::size_t>(id)] + 2; }

std::string FormulaWriter::address(NodeId id, int month) const {
    const auto place = static_cast<int>(place_[static_cast<std::size_t>(id)]);
    if (node(id).series)
        return places_.by_month + "!" + column_name(column_of(id)) + "$" + whole(places_.first_row + month);
    return places_.steps + "!$B$" + whole(places_.first_row + place);
}

std::string FormulaWriter::range(NodeId series) const {
    const std::string column = "$" + column_name(column_of(series)) + "$";
    return places_.by_month + "!" + column + whole(places_.first_row + 1) + ":" + column +
           whole(places_.first_row + graph_.horizon());
}

std::string FormulaWriter::text(NodeId id, int month, Level min_level) const {
    if (cell_[static_cast<std::size_t>(id)]) return address(id, month);
    Piece one = piece(node(id), month);
    return one.level >= min_level ? std::move(one.text) : "(" + one.text + ")";
}

// The condition of an IF.
std::string FormulaWriter::condition(NodeId id, int month) const {
    const Node& of = node(id);
    const bool compares = of.kind == NodeKind::binary && of.lane == LaneOp::greater;
    if (compares && !cell_[static_cast<std::size_t>(id)])
        return both(text(of.operands[0], month, sum), ">", text(of.operands[1], month, sum));
    return text(id, month, sum) + "<>0";
}

FormulaWriter::Piece FormulaWriter::binary(const Node& of, int month) const {
    const NodeId a = of.operands[0], b = of.operands[1];
    const auto joined = [&](const char* sign, Level level, Level right) {
        return Piece{both(text(a, month, level), sign, text(b, month, right)), level};
    };
    const auto constant = [&](NodeId id, double value) {
        return node(id).kind == NodeKind::constant && node(id).value == value;
    };
    switch (of.lane) {
        case LaneOp::add: return joined("+", sum, product);
        case LaneOp::subtract:
            // a unary minus binds tighter than ^ in spreadsheets
            if (constant(a, 0.0)) return {"(-" + text(b, month, atom) + ")", atom};
            return joined("-", sum, product);
        case LaneOp::multiply: return joined("*", product, power);
        case LaneOp::divide:
            if (may_be_zero(b)) {
                const std::string by = text(b, month, power);
                return {"IF(" + by + "=0," + unbounded + "," + text(a, month, product) + "/" + by + ")",
                        atom};
            }
            return joined("/", product, power);
        case LaneOp::min:
        case LaneOp::max: {
            constexpr double infinite = std::numeric_limits<double>::infinity();
            const double nothing = of.lane == LaneOp::min ? infinite : -infinite;
            for (const auto& [bound, other] : {std::pair(a, b), std::pair(b, a)}) {
                if (constant(bound, nothing)) return {text(other, month, atom), atom};
            }
            const char* name = of.lane == LaneOp::min ? "MIN(" : "MAX(";
            return {name + both(text(a, month, comparison), ",", text(b, month, comparison)) + ")", atom};
        }
        case LaneOp::greater:
            return {"IF(" + both(text(a, month, sum), ">", text(b, month, sum)) + ",1,0)", atom};
    }
    return {};
}

FormulaWriter::Piece FormulaWriter::piece(const Node& of, int month) const {
    const int row = places_.first_row + month;
    const auto operand = [&](std::size_t i, Level min_level) {
        return text(of.operands[i], month, min_level);
    };
    const auto ratio_to = [&](const std::string& months) {
        return Piece{both(operand(0, atom), "^", months), power};
    };
    switch (of.kind) {
        case NodeKind::constant: return {formula_number(of.value), of.value < 0.0 ? comparison : atom};
        case NodeKind::input: return {inputs_[static_cast<std::size_t>(of.value)].name, atom};
        case NodeKind::binary: return binary(of, month);
        case NodeKind::select:
            return {"IF(" + condition(of.operands[0], month) + "," + operand(1, comparison) + "," +
                        operand(2, comparison) + ")",
                    atom};
        case NodeKind::power: return ratio_to(operand(1, atom));
        case NodeKind::ceil: return {"(-INT(-" + operand(0, atom) + "))", atom};
        case NodeKind::one_less_exp: return {"1-EXP(" + operand(0, comparison) + ")", sum};
        case NodeKind::annuity:
            return {"(-PMT(" + operand(0, comparison) + "," + whole(of.months) + ",1))", atom};
        case NodeKind::remaining: {
            if (of.paid >= of.months) return {"0", atom};
            const std::string rate = operand(0, comparison);
            return {
                "(-FV(" + rate + "," + whole(of.paid) + ",PMT(" + rate + "," + whole(of.months) + ",1),1))",
                atom};
        }
        case NodeKind::ones: return {"1", atom};
        case NodeKind::step: return {"IF(" + month_cell(row) + "<=" + whole(of.months) + ",1,0)", atom};
        case NodeKind::geometric: return ratio_to("(" + month_cell(row) + "-1)");
        case NodeKind::held:
            return ratio_to("(" + whole(of.months) + "*INT((" + month_cell(row) + "-1)/" + whole(of.months) +
                            "))");
        case NodeKind::product: return {both(operand(0, product), "*", operand(1, power)), product};
        case NodeKind::clamp: {
            const std::string at =
                both(both(operand(0, product), "*", operand(1, power)), "+", operand(2, product));
            return {"MIN(MAX(" + at + "," + operand(3, comparison) + ")," + operand(4, comparison) + ")",
                    atom};
        }
        case NodeKind::sum: return {"SUM(" + range(of.operands[0]) + ")", atom};
        case NodeKind::largest: return {"MAX(" + range(of.operands[0]) + ")", atom};
        case NodeKind::at_month: return {address(of.operands[0], of.months), atom};
        case NodeKind::cumulative: break;
    }
    return {};
}

std::vector<FormulaStep> FormulaWriter::steps() const {
    std::vector<FormulaStep> all;
    for (std::size_t i = 0; i < cell_.size(); ++i) {
        const auto id = static_cast<NodeId>(i);
        if (!cell_[i] || node(id).series) continue;
        const auto name = names_.names.find(id);
        FormulaStep step;
        if (name != names_.names.end()) step = {name->second.text, name->second.unit, {}};
        step.formula = {piece(node(id), 1).text, values_.of(id, 1)};
        all.push_back(std::move(step));
    }
    return all;
}

std::vector<MonthlyFormulaStep> FormulaWriter::by_month() const {
    std::vector<MonthlyFormulaStep> all;
    for (std::size_t i = 0; i < cell_.size(); ++i) {
        const auto id = static_cast<NodeId>(i);
        if (!cell_[i] || !node(id).series) continue;
        const auto name = names_.names.find(id);
        MonthlyFormulaStep step;
        if (name != names_.names.end()) step = {name->second.text, name->second.unit, {}};
        for (int month = 1; month <= graph_.horizon(); ++month)
            step.months.push_back({piece(node(id), month).text, values_.of(id, month)});
        all.push_back(std::move(step));
    }
    return all;
}

}  // namespace aicost
