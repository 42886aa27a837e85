// Machines as they are run: steps and spares, autoscaling, spot, racks, tariffs; and parts that share the work.

#include "scenarios.hpp"

namespace fleet_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

Rented rented_at(double price_per_hour) {
    Rented rented;
    rented.price_per_hour = per_hour(price_per_hour);
    rented.machines.serving = serving(1000, 50, 1.0);
    return rented;
}

// Output alone: a million tokens are 20,000 s of a unit.
Scenario output_of(Option option, double tokens_per_day, int months = 1) {
    Scenario scenario = scenario_of(std::move(option), tokens_per_day, months);
    scenario.workload.output_share = 1;
    return scenario;
}

}  // namespace

TEST_CASE("auto units: at least so many, in steps, with spares") {
    Owned owned = machine_for(1000);
    owned.machines.serving = serving(1000, 50, 1.0);
    owned.machines.units.count.reset();
    // 8.64 M a day: 172,800 s, 2 units
    CHECK(single(output_of(owned, 8.64e6)).units == 2.0);
    owned.machines.spare_units = 1;
    OptionResult result = single(output_of(owned, 8.64e6));
    CHECK(result.units == 3.0);
    CHECK(*result.peak_utilization == near(1));  // the spare serves nothing
    owned.machines.unit_step = 4;
    result = single(output_of(owned, 8.64e6));
    CHECK(result.units == 4.0);
    CHECK(*result.peak_utilization == near(2.0 / 3));  // one is spare, three serve
    CHECK(result.upfront.value() == near(4000));
    owned.machines.min_units = 5;
    CHECK(single(output_of(owned, 8.64e6)).units == 8.0);
}

TEST_CASE("a spare idles in all powered hours") {
    Owned owned = machine_for(0);
    owned.machines.serving = serving(1000, 50);
    owned.machines.units.count = 2;
    owned.machines.spare_units = 1;
    owned.electricity.emplace();
    owned.electricity->price_per_kwh = per_kwh(1);
    owned.electricity->load_watts = watts(1000);
    owned.electricity->idle_watts = watts(100);
    // 2.16 M: 43,200 s, 12 h of one: 12·1 + 12·0.1 and 24·0.1 of the spare
    CHECK(single(output_of(owned, 2.16e6)).energy->value() == near(30 * (12 + 1.2 + 2.4)));
}

TEST_CASE("costs of each unit, and a rack by the kW") {
    Owned owned = machine_for(0);
    owned.machines.units.count = 3;
    owned.machines.unit_monthly_costs = {{"licence", money(40)}};
    owned.machines.colocation = Colocation{money(200), 1.5};
    CHECK(single(scenario_of(owned)).first_month.value() == near(3 * 40 + 3 * 1.5 * 200));
    owned.machines.colocation->kw.reset();
    owned.electricity.emplace();  // its power is in the rack's price
    owned.electricity->load_watts = watts(800);
    owned.electricity->load_share = 0.5;
    const OptionResult result = single(scenario_of(owned));
    CHECK(result.first_month.value() == near(3 * 40 + 3 * 0.8 * 200));
    CHECK(result.energy.has_value());
}

TEST_CASE("electricity on working days alone, and by the hour") {
    Owned owned = machine_for(0);
    owned.electricity.emplace();
    owned.electricity->price_per_kwh = per_kwh(0.5);
    owned.electricity->load_watts = watts(1000);
    owned.electricity->idle_watts = watts(100);
    owned.electricity->load_share = 0.25;
    Scenario scenario = scenario_of(owned, 1e6, 1);
    scenario.workload.active_days_per_week = 3.5;  // 15 of 30 days
    // a working day: 6·1 + 18·0.1 = 7.8 kWh, another 2.4
    CHECK(single(scenario).energy->value() == near(15 * 7.8 + 15 * 2.4));
    auto& power = *option_of<Owned>(scenario, "it").electricity;
    power.only_on_active_days = true;
    CHECK(single(scenario).energy->value() == near(15 * 7.8));
    // twice the price in the second half of the day: 1.5 on the mean
    power.price_by_hour.emplace().fill(1);
    for (std::size_t h = 12; h < 24; ++h) (*power.price_by_hour)[h] = 2;
    CHECK(single(scenario).first_month.value() == near(15 * 7.8 * 0.5 * 1.5));
    // on for 8 hours, those of business: 4 of them at each price
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    power.powered_hours_per_day = hours(8);
    // 2 h at load, 6 idle: 2.6 kWh, of which 3 hours (9, 10, 11) at 1 and 5 at 2
    CHECK(single(scenario).first_month.value() == near(15 * 2.6 * 0.5 * 13 / 8));
}

TEST_CASE("rented by the month, and a price that is held") {
    Rented rented;
    rented.price_per_month = money(900);
    rented.machines.units.count = 2;
    rented.price_change_per_year = 0.21;
    rented.price_held_months = 6;
    const OptionResult result = single(scenario_of(rented, 1e6, 12));
    CHECK(month_of(result.flow, 6) == near(1800));
    CHECK(month_of(result.flow, 7) == near(1800 * 1.1));
    CHECK(month_of(result.flow, 12) == near(1800 * 1.1));
}

TEST_CASE("always on, on working days alone") {
    Rented rented = rented_at(2);
    rented.only_on_active_days = true;
    Scenario scenario = output_of(rented, 1e6);
    scenario.workload.active_days_per_week = 3.5;
    CHECK(single(scenario).first_month.value() == near(15 * 24 * 2));
}

TEST_CASE("spot loses work: it takes longer") {
    Rented rented = rented_at(1);
    rented.lost_share = 0.2;
    // 2.16 M: 43,200 s, 54,000 with what is lost
    CHECK(*single(output_of(rented, 2.16e6)).peak_utilization == near(0.625));
}

TEST_CASE("autoscaled by the hour: whole units, each hour on its own") {
    Rented rented = rented_at(3);
    rented.billing = Rented::Billing::whole_units;
    rented.machines.units.count.reset();
    Scenario scenario = output_of(rented, 4.32e6);
    // 86,400 s in 8 hours: 3 units each; at least one in the other 16
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    CHECK(single(scenario).first_month.value() == near(30 * 3 * (8 * 3 + 16)));
    auto& machines = option_of<Rented>(scenario, "it").machines;
    machines.spare_units = 1;
    CHECK(single(scenario).first_month.value() == near(30 * 3 * (8 * 4 + 16)));  // max(1, 0 + 1)
    machines.unit_step = 2;
    CHECK(single(scenario).first_month.value() == near(30 * 3 * (8 * 4 + 16 * 2)));
    machines.units.count = 3;  // no more than there are
    CHECK(single(scenario).first_month.value() == near(30 * 3 * (8 * 3 + 16 * 2)));
}

TEST_CASE("a lone request keeps a machine up: time-out and cold start are paid") {
    Rented rented = rented_at(2);
    rented.machines.serving->seconds_per_request = 6;
    Scenario scenario = output_of(rented, 0);
    scenario.workload.tokens_per_day.reset();
    scenario.workload.requests_per_day = 864;  // one in 100 s
    scenario.workload.input_tokens_per_request = tokens(0);
    scenario.workload.output_tokens_per_request = tokens(10);  // 0.2 s of a batch's time
    auto& it = option_of<Rented>(scenario, "it");
    it.billing = Rented::Billing::busy_hours;
    const double busy = 1 - std::exp(-0.06);
    CHECK(single(scenario).first_month.value() == near(24 * busy * 30 * 2));
    it.billing = Rented::Billing::scale_to_zero;
    CHECK(single(scenario).first_month.value() == near(24 * busy * 30 * 2));
    it.idle_timeout_seconds = 44;
    it.cold_start_seconds = 10;
    // up 1 - e^-0.5 of the time; 36·e^-0.5 starts an hour of 10 s each
    CHECK(single(scenario).first_month.value() ==
          near(24 * 30 * 2 * (1 - std::exp(-0.5) + 36 * std::exp(-0.5) * 10 / 3600)));
    CHECK_FALSE(single(scenario).marginal_cost_per_mtok);
}

TEST_CASE("parts: each serves its share, at its own price, with its own fixed costs") {
    Scenario scenario = scenario_of(api_at(2), 1e6, 2);
    Api dear = api_at(10);
    dear.monthly_fee = money(5);
    scenario.options.push_back({"dear", dear});
    Hybrid mix;
    mix.parts = {{"it", 9}, {"dear", 1}};
    scenario.options.push_back({"mix", mix});
    const OptionResult result = result_of(evaluate(scenario), "mix");
    CHECK(result.total.value() == near(2 * (27 * 2 + 3 * 10 + 5)));
    CHECK(result.marginal_cost_per_mtok->value() == near(0.9 * 2 + 0.1 * 10));
    REQUIRE(result.shares.size() == 2);
    CHECK(result.shares[0].value == near(0.9));
}

TEST_CASE("overflow into a rented machine: billed and sized by what flows over") {
    Scenario scenario = output_of(machine_for(0), 8.64e6);
    auto& local = option_of<Owned>(scenario, "it");
    local.machines.serving = serving(1000, 50, 1.0);
    Rented cloud = rented_at(2);
    cloud.billing = Rented::Billing::whole_units;
    cloud.machines.units.count.reset();
    scenario.options.push_back({"cloud", cloud});
    Hybrid both;
    both.local = "it";
    both.cloud = "cloud";
    both.overflow = true;
    scenario.options.push_back({"both", both});
    // 6 units' work in each of 8 hours: one is here, five are there; one there, at least, in each other hour
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    const OptionResult result = result_of(evaluate(scenario), "both");
    CHECK(result.local_share.front() == near(1.0 / 6));
    CHECK(result.feasible);
    CHECK(result.total.value() == near(30 * 2 * (8 * 5 + 16)));
}

TEST_CASE("the runner-up, and what the decision hangs by") {
    Scenario scenario = scenario_of(api_at(2), 1e6, 1);
    scenario.options.push_back({"next", api_at(2.5)});
    scenario.options.push_back({"last", api_at(3)});
    Comparison c = evaluate(scenario);
    CHECK(c.runner_up == 1U);
    CHECK(c.margin->value() == near(15));
    scenario.options[1].value = api_at(2);
    c = evaluate(scenario);
    CHECK(c.tie);
    CHECK_FALSE(c.runner_up);
    CHECK_FALSE(c.margin);
}

}  // namespace fleet_test
