#include "aicost/option/electricity.hpp"

#include "scenarios.hpp"

namespace electricity_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

Owned powered(double load_watts, double price_per_kwh) {
    Owned owned;
    owned.electricity.emplace();
    owned.electricity->load_watts = watts(load_watts);
    owned.electricity->price_per_kwh = per_kwh(price_per_kwh);
    return owned;
}

}  // namespace

TEST_CASE("electricity flat: a monthly cost, and no kWh", "[electricity]") {
    Owned owned;
    owned.running.monthly_costs.push_back({"electricity", money(30)});
    const OptionResult result = single(scenario_of(owned));
    CHECK(result.first_month.value() == near(30));
    CHECK_FALSE(result.energy);
    CHECK_FALSE(result.kg_co2);
}

TEST_CASE("electricity from a duty cycle", "[electricity]") {
    Owned owned = powered(400, 0.25);
    owned.electricity->load_share = 0.5;
    // a day: 400 W · 12 h + 60 W (0.15 of 400) · 12 h = 5.52 kWh; 30 days 165.6 kWh
    OptionResult result = single(scenario_of(owned));
    CHECK(result.first_month.value() == near(41.4));
    CHECK(result.energy->value() == near(12 * 165.6));
    CHECK_FALSE(result.kg_co2);

    owned.electricity->idle_watts = watts(100);
    owned.electricity->pue = 1.5;
    owned.electricity->powered_hours_per_day = hours(10);
    owned.electricity->grams_co2_per_kwh = 400;
    owned.machines.units.count = 4;
    // a day and unit: 400·5 + 100·5 = 2.5 kWh; ·4 units ·30 days ·1.5 = 450 kWh
    result = single(scenario_of(owned));
    CHECK(result.first_month.value() == near(112.5));
    CHECK(result.energy->value() == near(5400));
    CHECK(*result.kg_co2 == near(2160));  // 5,400 · 400 g
}

TEST_CASE("electricity from the busy hours that the workload makes", "[electricity]") {
    Owned owned = powered(500, 0.20);
    owned.electricity->idle_watts = watts(100);
    owned.machines.serving = serving(1000, 50);
    // 1.2 M tokens a day: 0.9 M / 1,000 + 0.3 M / 50 = 6,900 s
    Scenario scenario = scenario_of(owned, 1.2e6);
    const double busy = 6900.0 / 3600.0;
    const double kwh = 30 * (500 * busy + 100 * (24 - busy)) / 1000;  // 95
    CHECK(kwh == near(95));
    OptionResult result = single(scenario);
    CHECK(result.first_month.value() == near(19));
    CHECK(result.energy->value() == near(12 * 95));
    // one million tokens more: 5,750 s at 400 W above idling, 0.6388… kWh at 0.20
    CHECK(result.marginal_cost_per_mtok->value() == near(0.4 * 5750.0 / 3600.0 * 0.20));

    // two units share the work and both idle for the rest of the day
    option_of<Owned>(scenario, "it").machines.units.count = 2;
    result = single(scenario);
    CHECK(result.energy->value() == near(12 * 30 * (500 * busy + 100 * (48 - busy)) / 1000));

    // cache reads cost no prefill: 0.45 M / 1,000 + 6,000 = 6,450 s
    option_of<Owned>(scenario, "it").machines.units.count = 1;
    scenario.workload.cache_read_share = 0.5;
    CHECK(single(scenario).energy->value() ==
          near(12 * 30 * (500 * 6450.0 / 3600.0 + 100 * (24 - 6450.0 / 3600.0)) / 1000));
}

TEST_CASE("a machine is busy at most while it is on", "[electricity]") {
    Owned owned = powered(500, 0.20);
    owned.electricity->powered_hours_per_day = hours(8);
    owned.machines.serving = serving(1000, 50);
    // 12 M tokens a day would take 69,000 s: all of the 8 hours at load
    const OptionResult result = single(scenario_of(owned, 12e6));
    CHECK(result.energy->value() == near(12 * 30 * 4.0));
    CHECK_FALSE(result.feasible);
    CHECK(result.marginal_cost_per_mtok->value() == near(0));
}

TEST_CASE("the price of a kWh moves by the year, the kWh do not", "[electricity]") {
    Owned owned = powered(1000, 0.25);
    owned.electricity->load_share = 1.0;
    owned.electricity->price_change_per_year = 0.44;
    const OptionResult result = single(scenario_of(owned, 1e6, 13));
    CHECK(month_of(result.flow, 1) == near(180));  // 720 kWh
    CHECK(month_of(result.flow, 7) == near(216));
    CHECK(month_of(result.flow, 13) == near(259.2));
    CHECK(result.energy->value() == near(13 * 720));
}

TEST_CASE("a growing workload draws more power month by month", "[electricity]") {
    Owned owned = powered(100, 1);
    owned.electricity->idle_watts = watts(0);
    owned.machines.serving = serving(100, 100);
    Scenario scenario = scenario_of(owned, 360'000, 3);  // one busy hour a day
    scenario.workload.growth_per_month = 1.0;
    const OptionResult result = single(scenario);
    CHECK(month_of(result.flow, 1) == near(3));  // 30 · 0.1 kWh
    CHECK(month_of(result.flow, 2) == near(6));
    CHECK(month_of(result.flow, 3) == near(12));
}

}  // namespace electricity_test
