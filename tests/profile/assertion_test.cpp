#include "aicost/assertion.hpp"

#include <rapidcheck.h>

#include <map>

#include "aicost/evaluate.hpp"
#include "aicost/profile.hpp"
#include "catch.hpp"
#include "report/number.hpp"
#include "text/digits.hpp"
#include "text/value.hpp"

namespace assertion_test {

using namespace aicost;

namespace {

const std::map<std::string, MetricValue> article{
    {"local.total", 1920.0},   {"cloud.total", 2880.0},   {"local.feasible", true},
    {"cloud.feasible", false}, {"local.kwh", {}},         {"winner", std::string("local")},
    {"my-box.total", 7.0},     {"my-box.feasible", true},
};

MetricLookup lookup(const std::map<std::string, MetricValue>& metrics) {
    return [&](const std::string& name) -> std::optional<MetricValue> {
        const auto found = metrics.find(name);
        return found == metrics.end() ? std::nullopt : std::optional(found->second);
    };
}

Verdict verdict(const std::string& text) {
    const auto assertion = parse_assertion(text);
    INFO(text << ": " << (assertion ? "" : assertion.faults.front().problem));
    REQUIRE(assertion);
    return judge(*assertion, lookup(article), nullptr).verdict;
}
bool holds(const std::string& text) { return verdict(text) == Verdict::holds; }
bool fails(const std::string& text) { return verdict(text) == Verdict::fails; }
bool unknown(const std::string& text) { return verdict(text) == Verdict::unknown; }

std::string fault_of(const std::string& text) {
    const auto assertion = parse_assertion(text);
    REQUIRE_FALSE(assertion);
    CHECK_FALSE(assertion.faults.front().remedy.empty());
    return assertion.faults.front().problem;
}

}  // namespace

TEST_CASE("comparisons of numbers and metrics", "[check]") {
    CHECK(holds("local.total <= 1920"));
    CHECK(fails("local.total < 1920"));
    CHECK(holds("local.total == $1,920"));
    CHECK(fails("local.total != 1_920"));
    CHECK(holds("cloud.total >= 2.88k"));
    CHECK(holds("cloud.total > local.total"));
    CHECK(holds("1.92e3==local.total"));
    CHECK(fails("local.total <= 1919.9999999"));
}

TEST_CASE("figures that differ by roundings alone are equal", "[check]") {
    const auto is = [](const std::string& text, double left) {
        const auto assertion = parse_assertion(text);
        REQUIRE(assertion);
        const std::map<std::string, MetricValue> metrics{{"a.total", left}};
        return judge(*assertion, lookup(metrics), nullptr).verdict == Verdict::holds;
    };
    for (const double size : {479.76, 1e-9, 1e15, -479.76, 0.0}) {
        for (const double part : {-0.9e-12, 0.0, 0.9e-12, 1e-15}) {
            const std::string number = shortest(size);
            const double left = size * (1.0 + part);
            INFO(number << " and a part of " << part);
            CHECK(is("a.total <= " + number, left));
            CHECK(is("a.total >= " + number, left));
            CHECK(is("a.total == " + number, left));
            CHECK_FALSE(is("a.total < " + number, left));
            CHECK_FALSE(is("a.total > " + number, left));
            CHECK_FALSE(is("a.total != " + number, left));
        }
    }
    for (const double left : {479.76 * (1.0 + 2e-12), 479.76 * (1.0 - 2e-12)}) {
        CHECK(is("a.total < 479.76", left) == (left < 479.76));
        CHECK(is("a.total >= 479.76", left) == (left > 479.76));
        CHECK(is("a.total != 479.76", left));
        CHECK_FALSE(is("a.total == 479.76", left));
    }
}

TEST_CASE("24 months of a fee are within 24 times the fee", "[check]") {
    const auto scenario = [](double fee) {
        const Result<Profile> loaded = load_profile(
            {"fee.json",
             R"({"workload": {"tokens_per_day": 1000}, "options": {"a": {"kind": "api", "price_per_mtok": 0,
              "monthly_fee": )" +
                 shortest(fee) + "}}}"},
            {});
        REQUIRE(loaded);
        return loaded->scenario;
    };
    Scenario one = scenario(0.01);
    for (int cents = 1; cents <= 9999; cents += cents < 1000 ? 1 : 9) {
        const double fee = cents / 100.0;
        find_parameter(one, "a.monthly_fee")->set(fee);
        const Comparison comparison = evaluate(one);
        const MetricLookup metrics = [&](const std::string& name) {
            return metric_value(one, comparison, name);
        };
        const std::string budget = plain_text(24.0 * fee, 15);
        for (const std::string& text :
             {"a.total <= " + budget, "a.total >= " + budget, "a.total == " + budget,
              "a.total <= 24 * " + shortest(fee), "a.npv <= " + budget}) {
            const auto assertion = parse_assertion(text);
            INFO(text);
            REQUIRE(assertion);
            REQUIRE(judge(*assertion, metrics, nullptr).verdict == Verdict::holds);
        }
        REQUIRE(shortest(without_roundings(comparison.options[0].total.value())) ==
                shortest(24 * cents / 100.0));
    }
}

TEST_CASE("arithmetic has the usual order", "[check]") {
    CHECK(holds("1 + 2 * 3 == 7"));
    CHECK(holds("(1 + 2) * 3 == 9"));
    CHECK(holds("10 - 4 - 3 == 3"));
    CHECK(holds("12 / 3 / 2 == 2"));
    CHECK(holds("-2 * -3 == 6"));
    CHECK(holds("- (1 - 3) == 2"));
    CHECK(holds("1-2 == -1"));
    CHECK(holds("cloud.total-local.total >= 10%*cloud.total"));
    CHECK(holds("local.total-20 == 1900"));
    CHECK(holds("my-box.total-2 == 5"));  // a - is part of an option's id, not of what follows its dot
}

TEST_CASE("winner, feasible", "[check]") {
    CHECK(holds("winner == local"));
    CHECK(fails("winner != local"));
    CHECK(fails("winner == cloud"));
    CHECK(holds("winner != cloud"));
    CHECK(holds("feasible(local)"));
    CHECK(fails("feasible( cloud )"));
}

TEST_CASE("what can not be evaluated is never a pass, whichever way it is asked", "[check]") {
    CHECK(unknown("local.totl <= 1"));
    CHECK(unknown("local.totl > 1"));
    CHECK(unknown("local.kwh < 1e9"));
    CHECK(unknown("local.kwh >= 0"));
    CHECK(unknown("winner == lokal"));
    CHECK(unknown("winner != lokal"));
    CHECK(unknown("feasible(lokal)"));
    CHECK(unknown("1 / 0 > 1"));
    CHECK(unknown("1e15 * 1e15 * 1e300 > 0"));
    CHECK(unknown("unchanged(local.total)"));
}

TEST_CASE("unchanged compares with the saved metrics", "[check]") {
    const auto judged = [&](const std::string& text, MetricValue before) {
        const std::map<std::string, MetricValue> saved{{"local.total", before}, {"winner", before}};
        const MetricLookup old = lookup(saved);
        return judge(*parse_assertion(text), lookup(article), &old).verdict;
    };
    CHECK(judged("unchanged(local.total)", 1920.0) == Verdict::holds);
    CHECK(judged("unchanged(local.total)", 1920.0000001) == Verdict::fails);
    CHECK(judged("unchanged(local.total, 5%)", 2000.0) == Verdict::holds);
    CHECK(judged("unchanged(local.total, 0.04)", 2000.0) == Verdict::holds);
    CHECK(judged("unchanged(local.total, 3.9%)", 2000.0) == Verdict::fails);
    CHECK(judged("unchanged(local.total, 5%)", MetricValue()) == Verdict::unknown);
    CHECK(judged("unchanged(cloud.total, 5%)", 1.0) == Verdict::unknown);  // not saved
    CHECK(judged("unchanged(winner)", std::string("local")) == Verdict::holds);
    CHECK(judged("unchanged(winner)", std::string("cloud")) == Verdict::fails);
}

TEST_CASE("what is no assertion says why", "[check]") {
    CHECK(fault_of("") == "is empty");
    CHECK(fault_of("local.total") == "compares nothing");
    CHECK(fault_of("local.total <=") == "ends where a number or a metric must follow");
    CHECK(fault_of("<= 5") == "needs a number or a metric before this");
    CHECK(fault_of("local.total = 5") == "has an unknown comparison");
    CHECK(fault_of("1 < local.total < 3") == "compares twice");
    CHECK(fault_of("1 < 2 && 3 < 4") == "holds more than one comparison");
    CHECK(fault_of("1 < 2 and 3 < 4") == "holds more than one comparison");
    CHECK(fault_of("(1 + 2 < 4") == "lacks a closing parenthesis");
    CHECK(fault_of("1 + 2) < 4") == "has no comparison where one must be");
    CHECK(fault_of("2Mx < 4") == "holds what is not a number");
    CHECK(fault_of("1,2 < 4") == "has no comparison where one must be");
    CHECK(fault_of("total < 4") == "names no metric");
    CHECK(fault_of("winner < 4") == "compares the winner by size");
    CHECK(fault_of("winner == 4") == "compares the winner with what is no option");
    CHECK(fault_of("local.feasible == 1") == "uses a yes or no as a number");
    CHECK(fault_of("feasible(local) == 1") == "feasible() says it all");
    CHECK(fault_of("feasible(local.total)") == "feasible() takes the id of an option");
    CHECK(fault_of("unchanged(local)") == "unchanged() takes a metric");
    CHECK(fault_of("unchanged(local.total, x)") == "has a tolerance that is not a number");
    CHECK(fault_of("max(1, 2) < 3") == "calls an unknown function");
    CHECK(fault_of("local.total ^ 2 < 3") == "holds a sign that means nothing here");
    CHECK(fault_of(std::string(100, '(') + "1") == "is nested too deeply");
}

TEST_CASE("any text is parsed or refused, and what is parsed can be judged", "[check]") {
    CHECK(rc::check([] {
        const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "local.total", "winner", "feasible", "unchanged", "(", ")", "+", "-", "*", "/",
            "<=", "==", "!=", ",", "5%", "$1,200", "2M", "1e6", " ", ".", "€", "=", "local"));
        std::string text;
        for (const std::string& part : parts) text += part;
        if (const auto assertion = parse_assertion(text)) {
            judge(*assertion, lookup(article), nullptr);
        } else {
            RC_ASSERT(!parse_assertion(text).faults.front().problem.empty());
        }
    }));
}

TEST_CASE("an expression comes to what the same arithmetic in C++ does", "[check]") {
    CHECK(rc::check([] {
        const int a = *rc::gen::inRange(-99, 99), b = *rc::gen::inRange(-99, 99),
                  c = *rc::gen::inRange(1, 99);
        const double expected = a + b * (a - b) / static_cast<double>(c);
        const auto text = std::to_string(a) + " + " + std::to_string(b) + " * (" + std::to_string(a) + " - " +
                          std::to_string(b) + ") / " + std::to_string(c) + " == 0";
        const auto assertion = parse_assertion(text);
        RC_ASSERT(assertion.value.has_value());
        RC_ASSERT(*judge(*assertion, lookup(article), nullptr).left == expected);
    }));
}

}  // namespace assertion_test
