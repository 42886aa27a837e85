// Which rows of a sweep count: those for which every assertion of its `where` holds.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "aicost/sweep.hpp"

namespace aicost {

class RowFilter {
public:
    explicit RowFilter(const Sweep& sweep);

    // Adds the lanes of a block that count. `results`: of Sweep::evaluated().
    void keep(std::size_t lanes, std::span<const BatchInput> inputs,
              const std::vector<std::vector<double>>& results, std::vector<std::uint32_t>& kept);

private:
    // An expression's step, its metric or input found.
    struct Step {
        ExpressionStep::Kind kind = ExpressionStep::Kind::number;
        double number = 0.0;
        bool is_input = false;
        std::size_t column = 0;
    };
    struct Condition {
        Relation relation = Relation::equal;
        std::vector<Step> left, right;
    };
    [[nodiscard]] Step column_of(const std::string& name) const;
    [[nodiscard]] std::vector<Step> found(const Expression& expression) const;
    double value_of(const std::vector<Step>& steps, std::size_t lane, std::span<const BatchInput> inputs,
                    const std::vector<std::vector<double>>& results);

    std::vector<std::string> inputs_, metrics_;
    std::vector<Condition> conditions_;
    std::vector<double> stack_;
};

}  // namespace aicost
