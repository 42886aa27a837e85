#include "engine/sweep/filter.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/relation.hpp"

namespace aicost {

namespace {

// As batch.hpp has it.
double code_of(const Scenario& scenario, const std::string& option) {
    if (option == "tie") return winner_tie;
    const auto place = find_option(scenario, option);
    return place ? static_cast<double>(*place) : winner_none;
}

}  // namespace

std::vector<std::string> names_in(const Assertion& assertion) {
    switch (assertion.kind) {
        case Assertion::Kind::word: return {assertion.metric};
        case Assertion::Kind::feasible: return {assertion.subject + ".feasible"};
        case Assertion::Kind::unchanged: return {assertion.subject};
        case Assertion::Kind::comparison: break;
    }
    std::vector<std::string> names;
    for (const Expression* side : {&assertion.left, &assertion.right}) {
        for (const ExpressionStep& step : *side) {
            if (step.kind == ExpressionStep::Kind::metric) names.push_back(step.metric);
        }
    }
    return names;
}

RowFilter::RowFilter(const Sweep& sweep) : inputs_(sweep.paths()), metrics_(sweep.evaluated()) {
    for (const Assertion& one : sweep.where) {
        Condition condition{one.relation, {}, {}};
        Step expected;
        switch (one.kind) {
            case Assertion::Kind::word:
                expected.number = code_of(sweep.scenario, one.subject);
                condition.left = {column_of(one.metric)};
                condition.right = {expected};
                break;
            case Assertion::Kind::feasible:
                expected.number = 1.0;
                condition.left = {column_of(one.subject + ".feasible")};
                condition.right = {expected};
                break;
            case Assertion::Kind::comparison:
                condition.left = found(one.left);
                condition.right = found(one.right);
                break;
            case Assertion::Kind::unchanged: continue;
        }
        // a word that does not exist is no word that differs
        if (one.kind == Assertion::Kind::word && one.relation == Relation::unequal) {
            Step none;
            none.number = winner_none;
            conditions_.push_back({Relation::unequal, condition.left, {none}});
        }
        conditions_.push_back(std::move(condition));
    }
}

RowFilter::Step RowFilter::column_of(const std::string& name) const {
    Step step{ExpressionStep::Kind::metric, 0.0, true, 0};
    auto at = std::find(inputs_.begin(), inputs_.end(), name);
    if (at != inputs_.end()) {
        step.column = static_cast<std::size_t>(at - inputs_.begin());
        return step;
    }
    at = std::find(metrics_.begin(), metrics_.end(), name);
    step.is_input = false;
    step.column = static_cast<std::size_t>(at - metrics_.begin());
    return step;
}

std::vector<RowFilter::Step> RowFilter::found(const Expression& expression) const {
    std::vector<Step> steps;
    for (const ExpressionStep& one : expression) {
        if (one.kind == ExpressionStep::Kind::metric) {
            steps.push_back(column_of(one.metric));
        } else {
            steps.push_back({one.kind, one.number, false, 0});
        }
    }
    return steps;
}

double RowFilter::value_of(const std::vector<Step>& steps, std::size_t lane,
                           std::span<const BatchInput> inputs,
                           const std::vector<std::vector<double>>& results) {
    using Kind = ExpressionStep::Kind;
    stack_.clear();
    for (const Step& step : steps) {
        if (step.kind == Kind::number) {
            stack_.push_back(step.number);
        } else if (step.kind == Kind::metric) {
            const BatchInput* input = step.is_input ? &inputs[step.column] : nullptr;
            stack_.push_back(input == nullptr ? results[step.column][lane]
                                              : input->values[input->same ? 0 : lane]);
        } else if (step.kind == Kind::negate) {
            stack_.back() = -stack_.back();
        } else {
            const double right = stack_.back();
            stack_.pop_back();
            double& left = stack_.back();
            switch (step.kind) {
                case Kind::add: left += right; break;
                case Kind::subtract: left -= right; break;
                case Kind::multiply: left *= right; break;
                default: left = right == 0.0 ? std::numeric_limits<double>::quiet_NaN() : left / right;
            }
        }
    }
    return stack_.back();
}

void RowFilter::keep(std::size_t lanes, std::span<const BatchInput> inputs,
                     const std::vector<std::vector<double>>& results, std::vector<std::uint32_t>& kept) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const bool holds = std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& one) {
            const double left = value_of(one.left, lane, inputs, results);
            if (!std::isfinite(left)) return false;
            const double right = value_of(one.right, lane, inputs, results);
            return std::isfinite(right) && compare(left, one.relation, right);
        });
        if (holds) kept.push_back(static_cast<std::uint32_t>(lane));
    }
}

}  // namespace aicost
