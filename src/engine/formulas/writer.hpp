// Nodes of the model's graph as formulas. A node that is named, used twice or long gets a cell of its own, a step; the
// others are written into the formulas that use them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "aicost/formulas.hpp"
#include "model/graph.hpp"
#include "model/graph_algebra.hpp"

namespace aicost {

// A node's number for each month, or its only one.
class NodeValues {
public:
    // `inputs`: by index.
    NodeValues(const Graph& graph, const std::vector<double>& inputs);
    // For a number, of any month.
    [[nodiscard]] double of(NodeId id, int month) const {
        const auto& values = values_[static_cast<std::size_t>(id)];
        return values.size() == 1 ? values.front() : values[static_cast<std::size_t>(month - 1)];
    }

private:
    [[nodiscard]] double in_month(const Node& node, int month) const;
    [[nodiscard]] double of_series(const Node& node) const;
    std::vector<std::vector<double>> values_;
};

class FormulaWriter {
public:
    struct Input {
        std::string name;
        double min = 0.0;  // the minimum that its cell accepts
        bool open_min = false;
        double value = 0.0;
    };
    FormulaWriter(const Graph& graph, const NodeNames& names, std::vector<Input> inputs,
                  const FormulaPlaces& places);

    // Declares what formulas will be needed, before the first one is written.
    void need(Expr expr) { need(expr.id); }
    void need_cell(Expr expr);  // many formulas use it
    void plan();

    // Operator precedence of a piece of a formula.
    enum Level { comparison, sum, product, power, atom };
    [[nodiscard]] std::string text(Expr expr, int month, Level min_level) const {
        return text(expr.id, month, min_level);
    }
    [[nodiscard]] double value(Expr expr, int month) const { return values_.of(expr.id, month); }
    // The steps made by `plan`.
    [[nodiscard]] std::vector<FormulaStep> steps() const;
    [[nodiscard]] std::vector<MonthlyFormulaStep> by_month() const;
    [[nodiscard]] bool reads(std::size_t input) const { return read_.test(input); }

private:
    struct Piece {
        std::string text;
        Level level = atom;
    };
    void need(NodeId id);
    [[nodiscard]] bool is_short(const Node& node) const;
    [[nodiscard]] bool may_be_zero(NodeId id) const;
    [[nodiscard]] const Node& node(NodeId id) const { return graph_.nodes()[static_cast<std::size_t>(id)]; }
    [[nodiscard]] std::string text(NodeId id, int month, Level min_level) const;
    [[nodiscard]] std::string range(NodeId series) const;
    [[nodiscard]] std::string address(NodeId id, int month) const;
    [[nodiscard]] std::string condition(NodeId id, int month) const;
    [[nodiscard]] Piece piece(const Node& node, int month) const;
    [[nodiscard]] Piece binary(const Node& node, int month) const;
    [[nodiscard]] std::size_t column_of(NodeId id) const;

    const Graph& graph_;
    const NodeNames& names_;
    std::vector<Input> inputs_;
    FormulaPlaces places_;
    NodeValues values_;
    std::vector<int> uses_;
    std::vector<bool> cell_, reached_;
    std::vector<std::size_t> place_, length_;
    InputSet read_;
};

// A number as written in formulas.
std::string formula_number(double value);

}  // namespace aicost
