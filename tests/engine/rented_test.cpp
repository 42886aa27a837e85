#include "aicost/option/rented.hpp"

#include "scenarios.hpp"

namespace rented_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

Rented rented_at(double price_per_hour) {
    Rented rented;
    rented.price_per_hour = per_hour(price_per_hour);
    return rented;
}

}  // namespace

TEST_CASE("rented and always on: units, hours, days", "[rented]") {
    Rented rented = rented_at(2);
    CHECK(single(scenario_of(rented)).first_month.value() == near(1440));  // 24·30·2
    rented.machines.units.count = 3;
    rented.hours_per_day = hours(10);
    const OptionResult result = single(scenario_of(rented));
    CHECK(result.first_month.value() == near(1800));  // 3·10·30·2
    CHECK(result.marginal_cost_per_mtok->value() == 0.0);
    CHECK(result.upfront.value() == 0.0);
}

TEST_CASE("rented with set-up, monthly costs, staff and a moving rent", "[rented]") {
    Rented rented = rented_at(1);
    rented.running.setup_cost = money(500);
    rented.running.monthly_costs = {{"storage", money(80)}};
    rented.running.staff = Staff{2, per_hour(60)};
    rented.running.monthly_costs_change_per_year = 0.21;
    rented.price_change_per_year = -0.19;
    const OptionResult result = single(scenario_of(rented, 1e6, 13));
    CHECK(result.upfront.value() == near(500));
    CHECK(result.first_month.value() == near(920));  // 720 + 80 + 120
    CHECK(month_of(result.flow, 7) == near(868));    // 720·0.9 + 200·1.1
    CHECK(month_of(result.flow, 13) == near(720 * 0.81 + 200 * 1.21));
}

TEST_CASE("rented for the busy hours: the load's hours over the utilisation that is allowed", "[rented]") {
    Rented rented = rented_at(3);
    rented.billing = Rented::Billing::busy_hours;
    rented.machines.serving = serving(1000, 50, 0.5);
    // 1.2 M tokens a day are 6,900 s: 1.91666… h, at half utilisation 3.8333… h
    OptionResult result = single(scenario_of(rented, 1.2e6));
    CHECK(result.first_month.value() == near(345));  // 3.8333·30·3
    // a million tokens more: 5,750 s over 0.5 at 3 an hour
    CHECK(result.marginal_cost_per_mtok->value() == near(5750.0 / 3600.0 / 0.5 * 3));

    rented.machines.units.count = 2;  // the same hours, spread over two
    result = single(scenario_of(rented, 1.2e6));
    CHECK(result.first_month.value() == near(345));

    rented.machines.units.count = 1;  // never more than the day has
    result = single(scenario_of(rented, 50e6));
    CHECK(result.first_month.value() == near(24 * 30 * 3));
    CHECK(result.marginal_cost_per_mtok->value() == 0.0);
    CHECK_FALSE(result.feasible);
}

TEST_CASE("rented for a few hours a day can serve in no others", "[rented]") {
    Rented rented = rented_at(1);
    rented.machines.serving = serving(1000, 50);
    rented.hours_per_day = hours(6);
    // 1.2 M: 6,900 s in 6 hours: 0.3194…; flat over 24 hours it would be 0.0799
    CHECK(*single(scenario_of(rented, 1.2e6)).peak_utilization == near(6900.0 / 3600.0 / 6.0));
    // business hours: 6,900 s in 8 hours count less than in the 6 that it is on
    Scenario scenario = scenario_of(rented, 1.2e6);
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    CHECK(*single(scenario).peak_utilization == near(6900.0 / 3600.0 / 6.0));
    option_of<Rented>(scenario, "it").hours_per_day = hours(12);
    CHECK(*single(scenario).peak_utilization == near(6900.0 / 3600.0 / 8.0));
    // by the busy hour it is there whenever it is needed
    option_of<Rented>(scenario, "it").billing = Rented::Billing::busy_hours;
    option_of<Rented>(scenario, "it").hours_per_day = hours(1);
    CHECK(*single(scenario).peak_utilization == near(6900.0 / 3600.0 / 8.0));
}

TEST_CASE("rented units sized to the workload", "[rented]") {
    Rented rented = rented_at(2);
    rented.machines.serving = serving(1000, 50);
    rented.machines.units.count.reset();
    // 50 M a day: 287,500 s; /86,400 = 3.3275; /0.8 = 4.159
    const OptionResult result = single(scenario_of(rented, 50e6));
    CHECK(result.units == 5.0);
    CHECK(result.feasible);
    CHECK(result.first_month.value() == near(5 * 1440));
}

}  // namespace rented_test
