// Budget assertions as text: what `aicost check` verifies. docs/ci.md.
//
//   local.total <= 2000                        a comparison of two expressions: numbers as in profiles,
//   cloud.npv - local.npv > 10% * cloud.npv    metrics (metric.hpp), + - * / and parentheses
//   winner == local                            also !=, and runner_up
//   feasible(local)                            the same: local.feasible == true; false, !=
//   unchanged(local.total, 5%)                 against saved metrics; without a tolerance: exactly equal
//
//     const Result<Assertion> assertion = parse_assertion("local.total <= $2,000");
//     const MetricLookup now = [&](const std::string& name) {
//         return metric_value(scenario, comparison, name);
//     };
//     judge(*assertion, now, nullptr).verdict == Verdict::holds;  // true
//
// Numbers are compared unrounded; two within a relative 1e-12 of each other are equal. An assertion that cannot be
// evaluated never holds.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/metric.hpp"
#include "aicost/result.hpp"
#include "aicost/unit.hpp"

namespace aicost {

enum class Relation { below, at_most, equal, unequal, at_least, above };
std::string_view sign_of(Relation relation);

// Numbers and metrics in postfix order.
struct ExpressionStep {
    enum class Kind { number, metric, add, subtract, multiply, divide, negate };
    Kind kind = Kind::number;
    double number = 0.0;
    std::string metric;
};
using Expression = std::vector<ExpressionStep>;

struct Assertion {
    enum class Kind { comparison, word, feasible, unchanged };
    std::string text;
    Kind kind = Kind::comparison;
    Relation relation = Relation::equal;  // word, feasible: equal or unequal
    Expression left, right;               // of a comparison
    std::string metric;                   // word: winner or runner_up
    std::string subject;                  // word, feasible: an option's id; unchanged: a metric
    double tolerance = 0.0;               // unchanged: the largest relative change
};

// One fault if the text is not an assertion; its `got` is the offending part.
Result<Assertion> parse_assertion(std::string_view text);

// The metrics of one case, by name; none if there is no such metric.
using MetricLookup = std::function<std::optional<MetricValue>(const std::string& name)>;

enum class Verdict { holds, fails, unknown };

struct Judgement {
    Verdict verdict = Verdict::unknown;
    std::optional<double> left, right;  // the numbers compared; unchanged: before and now
    Unit unit = Unit::number;           // of both, if their metrics share one
    std::string was;                    // the word found, where words are compared
    std::string metric;                 // unknown: the metric that caused it, if one did
    std::string reason;                 // unknown: what is wrong
};
// `before`: the saved baseline's metrics; null if there is none.
Judgement judge(const Assertion& assertion, const MetricLookup& now, const MetricLookup* before);

}  // namespace aicost
