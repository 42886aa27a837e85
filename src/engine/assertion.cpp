// Evaluates assertions; src/profile/assertion.cpp parses them.
#include "aicost/assertion.hpp"

#include <cmath>

#include "engine/relation.hpp"
#include "model/rounding.hpp"

namespace aicost {

namespace {

// Thrown when something cannot be evaluated.
struct Unknown {
    std::string metric;
    std::string reason;
};

MetricValue value_of(const std::string& name, const MetricLookup& metrics) {
    auto value = metrics(name);
    if (!value) throw Unknown{name, "is not a metric of this profile"};
    return std::move(*value);
}

double number_of(const std::string& name, const MetricLookup& metrics) {
    const MetricValue value = value_of(name, metrics);
    if (std::holds_alternative<std::monostate>(value)) throw Unknown{name, "has no value (null)"};
    if (const auto* number = std::get_if<double>(&value)) {
        if (std::isfinite(*number)) return *number;
        throw Unknown{name, "is not a finite number"};
    }
    throw Unknown{name, "is not a number"};
}

double apply(ExpressionStep::Kind kind, double left, double right) {
    switch (kind) {
        case ExpressionStep::Kind::add: return left + right;
        case ExpressionStep::Kind::subtract: return left - right;
        case ExpressionStep::Kind::multiply: return left * right;
        default: return left / right;
    }
}

double evaluate(const Expression& expression, const MetricLookup& metrics) {
    std::vector<double> stack;
    for (const ExpressionStep& step : expression) {
        if (step.kind == ExpressionStep::Kind::number) {
            stack.push_back(step.number);
        } else if (step.kind == ExpressionStep::Kind::metric) {
            stack.push_back(number_of(step.metric, metrics));
        } else if (step.kind == ExpressionStep::Kind::negate) {
            stack.back() = -stack.back();
        } else {
            const double right = stack.back();
            stack.pop_back();
            if (step.kind == ExpressionStep::Kind::divide && right == 0.0)
                throw Unknown{"", "divides by zero"};
            stack.back() = apply(step.kind, stack.back(), right);
            if (!std::isfinite(stack.back())) throw Unknown{"", "comes to no finite number"};
        }
    }
    return stack.back();
}

// The unit that both share; a literal (Unit::none) takes the other's. Unit::number: they differ.
Unit common(Unit a, Unit b) { return a == Unit::none ? b : b == Unit::none || a == b ? a : Unit::number; }

Unit times(Unit a, Unit b) { return a == Unit::none ? b : b == Unit::none ? a : Unit::number; }

// Unit::none if the expression has only literals.
Unit unit_of(const Expression& expression) {
    using Kind = ExpressionStep::Kind;
    std::vector<Unit> stack;
    for (const ExpressionStep& step : expression) {
        if (step.kind == Kind::negate) continue;
        if (step.kind == Kind::number) {
            stack.push_back(Unit::none);
        } else if (step.kind == Kind::metric) {
            stack.push_back(unit_of_metric(step.metric).value_or(Unit::number));
        } else {
            const Unit right = stack.back();
            stack.pop_back();
            Unit& left = stack.back();
            const bool sum = step.kind == Kind::add || step.kind == Kind::subtract;
            const bool over = step.kind == Kind::divide && right != Unit::none;
            left = sum ? common(left, right) : over ? Unit::number : times(left, right);
        }
    }
    return stack.back();
}

// For display: without a unit it is a plain number.
Unit shown_unit(Unit unit) { return unit == Unit::none ? Unit::number : unit; }

std::string word_of(const std::string& name, const MetricLookup& metrics) {
    const MetricValue value = value_of(name, metrics);
    if (const auto* word = std::get_if<std::string>(&value)) return *word;
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
    throw Unknown{name, name == "winner" ? "has no value (null): no option is feasible and allowed"
                        : name == "runner_up"
                            ? "has no value (null): no second option is feasible and allowed"
                            : "has no value (null)"};
}

void expect_option(const std::string& id, const MetricLookup& metrics) {
    if (!metrics(id + ".feasible")) throw Unknown{id, "is not an option of this profile"};
}

Verdict verdict(bool holds) { return holds ? Verdict::holds : Verdict::fails; }

void judge_unchanged(const Assertion& assertion, const MetricLookup& now, const MetricLookup* before,
                     Judgement& judgement) {
    const MetricValue present = value_of(assertion.subject, now);
    if (before == nullptr)
        throw Unknown{"", "needs a saved baseline: --baseline FILE, written by --write-baseline FILE"};
    auto saved = (*before)(assertion.subject);
    if (!saved)
        throw Unknown{assertion.subject,
                      "is not in the saved baseline; write it anew with --write-baseline FILE"};
    if (std::holds_alternative<double>(present) && std::holds_alternative<double>(*saved)) {
        judgement.left = std::get<double>(*saved);
        judgement.right = number_of(assertion.subject, now);
        judgement.unit = unit_of_metric(assertion.subject).value_or(Unit::number);
        const double change = std::abs(less_roundings(*judgement.right, *judgement.left));
        judgement.verdict =
            verdict(compare(change, Relation::at_most, assertion.tolerance * std::abs(*judgement.left)));
        return;
    }
    if (std::holds_alternative<std::monostate>(*saved))
        throw Unknown{assertion.subject, "has no value (null) in the saved baseline"};
    const std::string was = word_of(assertion.subject, [&](const std::string&) { return saved; });
    const std::string is = word_of(assertion.subject, now);
    judgement.was = was + " before, " + is + " now";
    judgement.verdict = verdict(was == is);
}

}  // namespace

Judgement judge(const Assertion& assertion, const MetricLookup& now, const MetricLookup* before) {
    Judgement judgement;
    try {
        switch (assertion.kind) {
            case Assertion::Kind::comparison:
                judgement.left = evaluate(assertion.left, now);
                judgement.right = evaluate(assertion.right, now);
                judgement.unit = shown_unit(common(unit_of(assertion.left), unit_of(assertion.right)));
                judgement.verdict = verdict(compare(*judgement.left, assertion.relation, *judgement.right));
                break;
            case Assertion::Kind::word:
                // with a misspelt option, == would never hold and != always
                if (assertion.subject != "tie") expect_option(assertion.subject, now);
                judgement.was = word_of(assertion.metric, now);
                judgement.verdict =
                    verdict((judgement.was == assertion.subject) == (assertion.relation == Relation::equal));
                break;
            case Assertion::Kind::feasible:
                expect_option(assertion.subject, now);
                judgement.was = word_of(assertion.subject + ".feasible", now);
                judgement.verdict =
                    verdict((judgement.was == "yes") == (assertion.relation == Relation::equal));
                break;
            case Assertion::Kind::unchanged: judge_unchanged(assertion, now, before, judgement); break;
        }
    } catch (Unknown& unknown) {
        judgement = {};
        judgement.metric = std::move(unknown.metric);
        judgement.reason = std::move(unknown.reason);
    }
    return judgement;
}

}  // namespace aicost
