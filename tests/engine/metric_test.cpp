#include "aicost/metric.hpp"

#include <set>

#include "scenarios.hpp"

namespace metric_test {

using namespace aicost;
using namespace aicost::testing;

TEST_CASE("metrics by name", "[metric]") {
    const Scenario scenario = article();
    const Comparison c = evaluate(scenario);
    const auto number = [&](std::string_view name) {
        return std::get<double>(metric_value(scenario, c, name).value());
    };
    CHECK(number("local.total") == near(1920));
    CHECK(number("cloud.total") == near(2880));
    CHECK(number("local.npv") == near(1920));
    CHECK(number("local.upfront") == near(1200));
    CHECK(number("local.first_month") == near(30));
    CHECK(number("local.savings") == near(960));
    CHECK(number("local.cost_per_mtok") == near(4.0 / 3));
    CHECK(number("cloud.marginal_cost_per_mtok") == near(2));
    CHECK(number("local.break_even_month") == near(40.0 / 3));
    CHECK(number("local.break_even_tokens_per_day") == near(4e6 / 3));
    CHECK(std::get<bool>(metric_value(scenario, c, "local.feasible").value()));
    CHECK(std::get<std::string>(metric_value(scenario, c, "winner").value()) == "local");
}

TEST_CASE("a metric that an option does not have is null, one that there is not is none", "[metric]") {
    const Scenario scenario = article();
    const Comparison c = evaluate(scenario);
    for (const char* name :
         {"cloud.savings", "cloud.break_even_month", "cloud.break_even_tokens_per_day", "cloud.irr",
          "local.kwh", "local.kg_co2", "local.peak_utilization", "local.capacity_tokens_per_day"}) {
        INFO(name);
        REQUIRE(metric_value(scenario, c, name));
        CHECK(std::holds_alternative<std::monostate>(*metric_value(scenario, c, name)));
    }
    for (const char* name : {"", "local", "local.", "local.totals", "nobody.total", ".total", "winners"}) {
        INFO(name);
        CHECK_FALSE(metric_value(scenario, c, name));
    }
}

TEST_CASE("every metric has a name of its own and a line of help", "[metric]") {
    std::set<std::string_view> names;
    for (const Metric& metric : option_metrics()) {
        CHECK(names.insert(metric.name).second);
        CHECK_FALSE(metric.help.empty());
        CHECK(find_metric(metric.name) == &metric);
    }
}

TEST_CASE("no option can serve: no winner, in no words", "[metric]") {
    Scenario scenario = article();
    scenario.requirements.quality = {"magic"};
    CHECK(std::holds_alternative<std::monostate>(winner_of(evaluate(scenario))));
}

}  // namespace metric_test
