#include <cmath>

#include "aicost/break_even.hpp"
#include "scenarios.hpp"

namespace solve_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

double local_less_cloud(const Scenario& scenario) {
    return total_cost(scenario, 0).value() - total_cost(scenario, 1).value();
}

}  // namespace

TEST_CASE("solve: one number at which two options cost the same", "[solve]") {
    const Solution found = solve(article(), "cloud.price_per_mtok", local_less_cloud);
    CHECK(*found.value == near(4.0 / 3));
    REQUIRE(found.roots.size() == 1);
    CHECK(found.low == 0.0);
    CHECK(found.high == largest_input);
    CHECK(found.at_low == near(1920));
    CHECK(found.at_high < 0);
}

TEST_CASE("solve: a round answer comes out round", "[solve]") {
    CHECK(*solve(article(), "local.hardware.gpu.unit_price", local_less_cloud).value == 2160);
    CHECK(*solve(article(), "local.monthly_costs.electricity", local_less_cloud).value == 70);
}

TEST_CASE("solve: whole numbers only where the input is whole", "[solve]") {
    // 1,200 + 30·T against 120·T: from month 14 on
    CHECK(*solve(article(), "horizon_months", local_less_cloud).value == 14);
    // 120·T = 1,200 + 30·T has the whole solution 12 at 130 a month
    Scenario scenario = article();
    option_of<Api>(scenario, "cloud").price_per_mtok = per_mtok(130.0 / 60);
    CHECK(*solve(scenario, "horizon_months", local_less_cloud).value == 12);
}

TEST_CASE("solve: no number of the kind does it", "[solve]") {
    const Solution none = solve(article(500e3), "local.monthly_costs.electricity", local_less_cloud);
    CHECK_FALSE(none.value);
    CHECK(none.roots.empty());
    CHECK(none.at_low == near(480));  // even for nothing it would be 480 dearer
    CHECK_FALSE(solve(article(), "local.nothing", local_less_cloud).value);
}

TEST_CASE("solve: of several the one nearest to the present value", "[solve]") {
    // (x - 3)·(x - 300) in the price of the cloud
    const auto square = [](const Scenario& s) {
        const double x = std::get<Api>(s.options[1].value).price_per_mtok->value();
        return (x - 3) * (x - 300);
    };
    Scenario scenario = article();
    Solution found = solve(scenario, "cloud.price_per_mtok", square);
    REQUIRE(found.roots.size() == 2);
    CHECK(found.roots[0] == near(3));
    CHECK(found.roots[1] == near(300));
    CHECK(*found.value == near(3));
    option_of<Api>(scenario, "cloud").price_per_mtok = per_mtok(250);
    CHECK(*solve(scenario, "cloud.price_per_mtok", square).value == near(300));
}

TEST_CASE("solve: shares, rates below 0, and numbers that are not stated", "[solve]") {
    // the cloud comes to 1,620: of the 1,200 that the machine costs 300 must come back
    Scenario scenario = article(1.125e6);
    CHECK(*solve(scenario, "local.salvage_share", local_less_cloud).value == near(0.25));
    // an api price that falls until the cloud costs 1,920
    const double change = *solve(article(), "cloud.price_change_per_year", local_less_cloud).value;
    CHECK(change < 0);
    scenario = article();
    option_of<Api>(scenario, "cloud").price_change_per_year = change;
    CHECK(local_less_cloud(scenario) == Approx(0).margin(1e-8));
}

TEST_CASE("solve: the scenario that was given is left as it was", "[solve]") {
    const Scenario scenario = article();
    (void)solve(scenario, "cloud.price_per_mtok", local_less_cloud);
    CHECK(std::get<Api>(scenario.options[1].value).price_per_mtok->value() == 2);
}

}  // namespace solve_test
