#include "aicost/explain.hpp"

#include <cmath>

#include "engine/random_scenario.hpp"
#include "engine/recompute.hpp"
#include "scenarios.hpp"

namespace explain_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

std::optional<double> number_of(const Derivation& derivation) {
    const auto* number = std::get_if<double>(&derivation.value);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

double combined(const Derivation& derivation) {
    double result = *number_of(derivation.parts.front());
    for (std::size_t i = 1; i < derivation.parts.size(); ++i) {
        const double part = number_of(derivation.parts[i]).value_or(std::nan(""));
        switch (derivation.how) {
            case Derivation::How::sum: result += part; break;
            case Derivation::How::product: result *= part; break;
            case Derivation::How::difference: result -= part; break;
            case Derivation::How::quotient: result /= part; break;
            default: break;
        }
    }
    return result;
}

// How large the parts of a sum are: its roundings are theirs.
double size_of_parts(const Derivation& derivation) {
    double size = std::abs(number_of(derivation).value_or(0.0));
    for (const Derivation& part : derivation.parts)
        size = std::max(size, std::abs(number_of(part).value_or(0.0)));
    return size;
}

// The same but for roundings, which are those of the parts.
bool agree(const Derivation& derivation, const MetricValue& value) {
    const auto* number = std::get_if<double>(&value);
    const auto own = number_of(derivation);
    if (number == nullptr || !own) return derivation.value == value;
    return *own == *number || std::abs(*own - *number) <= 1e-11 * size_of_parts(derivation);
}

// The first node whose parts do not combine to it as it says; empty where all do.
std::string contradiction(const Derivation& derivation) {
    const bool arithmetic =
        derivation.how != Derivation::How::formula && derivation.how != Derivation::How::input;
    if (arithmetic && !derivation.parts.empty() && number_of(derivation)) {
        const double expected = *number_of(derivation);
        const double got = combined(derivation);
        if (!(std::abs(got - expected) <= 1e-9 * size_of_parts(derivation))) {
            return derivation.name + " = " + derivation.formula + ": " + std::to_string(got) + ", not " +
                   std::to_string(expected);
        }
    }
    for (const Derivation& part : derivation.parts) {
        std::string found = contradiction(part);
        if (!found.empty()) return found;
    }
    return {};
}

// A formula that adds nothing; empty where none does.
std::string idle_sum(const Derivation& derivation) {
    if (derivation.formula.rfind("0 + ", 0) == 0) return derivation.name + " = " + derivation.formula;
    for (const auto* parts : {&derivation.parts, &derivation.decided_by}) {
        for (const Derivation& part : *parts) {
            if (std::string found = idle_sum(part); !found.empty()) return found;
        }
    }
    return {};
}

const Derivation* find(const Derivation& derivation, std::string_view path) {
    if (derivation.path == path) return &derivation;
    for (const Derivation& part : derivation.parts) {
        if (const Derivation* found = find(part, path)) return found;
    }
    return nullptr;
}

}  // namespace

TEST_CASE("local.total of the article reads as the article's own sum") {
    const Scenario scenario = article();
    const Derivation total = explain(scenario, evaluate(scenario), "local.total").value();
    CHECK(std::get<double>(total.value) == 1920);
    CHECK(total.formula == "hardware + electricity");
    REQUIRE(total.parts.size() == 2);
    CHECK(std::get<double>(total.parts[0].value) == 1200);
    CHECK(total.parts[0].formula == "unit_price × quantity × units");
    // 30 a month for 24 months
    CHECK(std::get<double>(total.parts[1].value) == 720);
    CHECK(total.parts[1].formula == "electricity × horizon_months");
    REQUIRE(find(total, "local.monthly_costs.electricity") != nullptr);
    CHECK(std::get<double>(find(total, "local.monthly_costs.electricity")->value) == 30);
}

TEST_CASE("every metric of the article has a derivation that ends in its value") {
    const Scenario scenario = article();
    const Comparison comparison = evaluate(scenario);
    for (const char* option : {"local", "cloud"}) {
        for (const Metric& metric : option_metrics()) {
            const std::string name = std::string(option) + "." + std::string(metric.name);
            CAPTURE(name);
            const auto derivation = explain(scenario, comparison, name);
            REQUIRE(derivation);
            CHECK(derivation->value == metric_value(scenario, comparison, name).value());
            CHECK(derivation->name == name);
        }
    }
    CHECK(explain(scenario, comparison, "winner")->value == MetricValue(std::string("local")));
    CHECK_FALSE(explain(scenario, comparison, "local.profit"));
    CHECK_FALSE(explain(scenario, comparison, "nobody.total"));
    CHECK_FALSE(explain(scenario, comparison, "total"));
}

TEST_CASE("derivations of random scenarios add up: each line multiplies out, is short, and stands once",
          "[property]") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        const Comparison comparison = evaluate(scenario);
        // of one option, now and then: what is searched for is long work
        const auto searched = *rc::gen::inRange<std::size_t>(0, 4 * comparison.options.size());
        for (std::size_t i = 0; i < comparison.options.size(); ++i) {
            const OptionResult& option = comparison.options[i];
            for (const Metric& metric : option_metrics()) {
                if (is_searched_for(metric.name) && i != searched) continue;
                const std::string name = option.id + "." + std::string(metric.name);
                const auto derivation = explain(scenario, comparison, name);
                RC_ASSERT(derivation.has_value());
                RC_ASSERT(agree(*derivation, metric_value(scenario, comparison, name).value()));
                RC_ASSERT(contradiction(*derivation) == "");
                RC_ASSERT(idle_sum(*derivation) == "");
                RC_ASSERT(recompute(*derivation, 1e-12).wrong == "");
                const TreeSize size = size_of(*derivation);
                RC_ASSERT(size.longest <= 240U);
                // what is bought again has a line, and three below it
                RC_ASSERT(size.lines <= 400 + 4 * static_cast<int>(option.flow.payments.size()));
            }
        }
    }));
}

}  // namespace explain_test
