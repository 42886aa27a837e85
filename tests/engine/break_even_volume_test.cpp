#include "aicost/break_even.hpp"
#include "scenarios.hpp"

namespace break_even_volume_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

double difference_at(Scenario scenario, double volume) {
    scenario.workload.tokens_per_day = tokens(volume);
    return total_cost(scenario, 0).value() - total_cost(scenario, 1).value();
}

}  // namespace

TEST_CASE("break-even volume of straight lines", "[break_even_volume]") {
    const VolumeBreakEven found = break_even_volume(article(), 0);
    CHECK(found.tokens_per_day->value() == near(4e6 / 3));
    CHECK(found.option_cheaper_above);
    CHECK_FALSE(found.beyond_capacity);
    // it does not depend on the volume at hand, nor on whether there is one
    CHECK(break_even_volume(article(7), 0).tokens_per_day->value() == near(4e6 / 3));
    CHECK(break_even_volume(article(0), 0).tokens_per_day->value() == near(4e6 / 3));
}

TEST_CASE("the cheaper above is the one with the lower slope", "[break_even_volume]") {
    Scenario scenario = article();
    scenario.baseline = "local";
    const VolumeBreakEven found = break_even_volume(scenario, 1);
    CHECK(found.tokens_per_day->value() == near(4e6 / 3));
    CHECK_FALSE(found.option_cheaper_above);  // the cloud is cheaper below
}

TEST_CASE("no break-even volume: of the baseline, of parallels, of one that is always dearer",
          "[break_even_volume]") {
    CHECK_FALSE(break_even_volume(article(), 1).tokens_per_day);  // the baseline itself
    Scenario scenario = article();
    option_of<Api>(scenario, "cloud").price_per_mtok = per_mtok(0);
    CHECK_FALSE(break_even_volume(scenario, 0).tokens_per_day);
    scenario = article();
    option_of<Api>(scenario, "cloud").monthly_fee = money(1000);
    CHECK_FALSE(break_even_volume(scenario, 0).tokens_per_day);  // local is cheaper at any volume
    scenario = article();
    option_of<Api>(scenario, "cloud").price_per_mtok = per_mtok(1e-12);
    CHECK_FALSE(break_even_volume(scenario, 0).tokens_per_day);  // at 2.7e18: beyond 1e15
}

TEST_CASE("a quota bends the line", "[break_even_volume]") {
    // 30 M a month are included: 24 months of (30·Q - 30 M)·2/1e6 reach 1,920 at 1 M + 4/3 M a day
    Scenario scenario = article();
    option_of<Api>(scenario, "cloud").included_tokens_per_month = tokens(30e6);
    CHECK(break_even_volume(scenario, 0).tokens_per_day->value() == Approx(1e6 + 4e6 / 3).epsilon(1e-12));
}

TEST_CASE("even from the start, then apart: nobody has lost a lead", "[break_even_volume]") {
    // A minimum of 80 a month is the machine's 1,920 over two years: dearer below? no: even up to 4/3 M a
    // day.
    Scenario scenario = article();
    option_of<Api>(scenario, "cloud").monthly_minimum = money(80);
    const VolumeBreakEven even = break_even_volume(scenario, 0);
    CHECK_FALSE(even.tokens_per_day);  // the cloud never led: there is no lead to change

    // Likewise against a flat fee of the same height.
    Scenario plateau;
    plateau.horizon_months = 10;
    Api flat = api_at(0);
    flat.monthly_fee = money(60);
    Api stepped = api_at(2);  // 2 per M up to 60: a minimum of 60 from another side
    stepped.monthly_minimum = money(60);
    plateau.options.push_back({"stepped", stepped});
    plateau.options.push_back({"flat", flat});
    plateau.baseline = "flat";
    CHECK_FALSE(break_even_volume(plateau, 0).tokens_per_day);  // even to 1 M a day, dearer above: never led
}

TEST_CASE("a quota against a minimum: the lead changes twice, the least is told", "[break_even_volume]") {
    // In M a day: a costs 100 + 2·max(0, 30Q - 300), b costs max(100, 30Q)
    Scenario scenario;
    scenario.horizon_months = 1;
    Api a = api_at(2);
    a.monthly_fee = money(100);
    a.included_tokens_per_month = tokens(300e6);
    Api b = api_at(1);
    b.monthly_minimum = money(100);
    scenario.options.push_back({"a", a});
    scenario.options.push_back({"b", b});
    scenario.baseline = "b";
    // even at 100 up to Q = 3.33; then a leads (100 against 30Q) until 2·(30Q - 300) + 100 = 30Q: Q = 16.67
    const VolumeBreakEven found = break_even_volume(scenario, 0);
    CHECK(found.tokens_per_day->value() == Approx(500e6 / 30).epsilon(1e-12));
    CHECK_FALSE(found.option_cheaper_above);
    option_of<Api>(scenario, "a").monthly_fee = money(150);
    // now a starts dearer by 50 and takes the lead where 30Q = 150
    CHECK(break_even_volume(scenario, 0).tokens_per_day->value() == Approx(5e6).epsilon(1e-12));
    CHECK(break_even_volume(scenario, 0).option_cheaper_above);
    // b for 100 a month whatever the volume: even until a's quota is used up, and then dearer
    option_of<Api>(scenario, "a").monthly_fee = money(100);
    option_of<Api>(scenario, "b").price_per_mtok = per_mtok(0);
    CHECK_FALSE(break_even_volume(scenario, 0).tokens_per_day);
}

TEST_CASE("a lead that is lost to a stretch of equal cost is lost where that begins", "[break_even_volume]") {
    // 80 a month against a machine rented by the busy hour, which comes to 80 a month when it is busy all
    // day.
    Scenario scenario;
    scenario.horizon_months = 1;
    Owned local;
    local.running.monthly_costs.push_back({"all", money(80)});
    Rented cloud;
    cloud.price_per_hour = per_hour(80.0 / (24 * 30));
    cloud.billing = Rented::Billing::busy_hours;
    cloud.machines.serving = serving(1000, 1000, 1.0);
    scenario.options.push_back({"local", local});
    scenario.options.push_back({"cloud", cloud});
    Api unused = api_at(1);
    scenario.options.push_back({"api", unused});
    scenario.baseline = "cloud";
    scenario.workload.tokens_per_day = tokens(1);
    // busy all day at 86.4 M tokens; from there on even for ever: the lead is lost, but nobody takes it
    CHECK_FALSE(break_even_volume(scenario, 0).tokens_per_day);
    CHECK(difference_at(scenario, 80e6) > 0);
    CHECK(difference_at(scenario, 90e6) == near(0));
    // one cent less a month for the machine, and it leads from just below that
    option_of<Owned>(scenario, "local").running.monthly_costs[0].value = money(79.99);
    CHECK(break_even_volume(scenario, 0).tokens_per_day->value() ==
          Approx(86.4e6 * 79.99 / 80).epsilon(1e-12));
}

TEST_CASE("a machine that grows with the load: the first step at which the lead changes",
          "[break_even_volume]") {
    Scenario scenario = article();
    auto& local = option_of<Owned>(scenario, "local");
    local.machines.serving = serving(1e9, 10, 0.5);  // 432,000 output tokens a day for each unit
    local.machines.units.count.reset();
    scenario.workload.output_share = 1.0;
    // a unit costs 1,200 over two years and all 720 besides; 432,000 a day cost 622.08 in the cloud: never
    CHECK_FALSE(break_even_volume(scenario, 0).tokens_per_day);

    // at 300 a unit it leads from 300 + 720 = 0.00144·Q on: 708,333, but that takes two: 1,320 -> 916,667,
    // three: 1,620 -> 1,125,000 (of 1,296,000)
    local.hardware[0].value.unit_price = money(300);
    const VolumeBreakEven found = break_even_volume(scenario, 0);
    CHECK(found.tokens_per_day->value() == Approx(1'125'000).epsilon(1e-9));
    CHECK(found.option_cheaper_above);
    CHECK_FALSE(found.beyond_capacity);
}

TEST_CASE("a step may carry the lead away at once", "[break_even_volume]") {
    Scenario scenario = article();
    auto& local = option_of<Owned>(scenario, "local");
    local.running.monthly_costs.clear();
    local.machines.serving = serving(1e9, 10, 0.5);
    local.machines.units.count.reset();
    scenario.workload.output_share = 1.0;
    local.hardware[0].value.unit_price = money(600);
    // one unit for 600 leads from 416,667 on; at 432,000 a second one loses it again
    CHECK(break_even_volume(scenario, 0).tokens_per_day->value() == Approx(600 / 0.00144).epsilon(1e-12));
    local.hardware[0].value.unit_price = money(0);
    local.running.setup_cost = money(100);
    CHECK(break_even_volume(scenario, 0).tokens_per_day->value() == Approx(100 / 0.00144).epsilon(1e-12));
}

TEST_CASE("a break-even that the machine cannot serve says so", "[break_even_volume]") {
    Scenario scenario = article();
    option_of<Owned>(scenario, "local").machines.serving = serving(1000, 10);
    const VolumeBreakEven found = break_even_volume(scenario, 0);
    CHECK(found.tokens_per_day->value() == near(4e6 / 3));  // 1,000 + 33,333 s a day
    CHECK_FALSE(found.beyond_capacity);
    option_of<Owned>(scenario, "local").machines.serving = serving(1000, 4);  // 1,000 + 83,333 s
    CHECK(break_even_volume(scenario, 0).beyond_capacity);
    option_of<Owned>(scenario, "local").machines.serving.reset();
    option_of<Api>(scenario, "cloud").tokens_per_minute = tokens(900);  // 925.9 would be needed
    CHECK(break_even_volume(scenario, 0).beyond_capacity);
}

TEST_CASE("other inputs stay as they are: the output share derived from the request sizes too",
          "[break_even_volume]") {
    Scenario scenario = article();
    scenario.workload.tokens_per_day.reset();
    scenario.workload.requests_per_day = 1000;
    scenario.workload.input_tokens_per_request = tokens(900);
    scenario.workload.output_tokens_per_request = tokens(100);
    auto& cloud = option_of<Api>(scenario, "cloud");
    cloud.price_per_mtok.reset();
    cloud.input_per_mtok = per_mtok(1);
    cloud.output_per_mtok = per_mtok(11);  // 2 a million in all
    CHECK(break_even_volume(scenario, 0).tokens_per_day->value() == near(4e6 / 3));
}

TEST_CASE("energy that follows the load tilts the line", "[break_even_volume]") {
    Scenario scenario = article();
    auto& local = option_of<Owned>(scenario, "local");
    local.running.monthly_costs.clear();
    local.machines.serving = serving(1e9, 100);
    local.electricity.emplace();
    local.electricity->load_watts = watts(1000);
    local.electricity->idle_watts = watts(0);
    local.electricity->price_per_kwh = per_kwh(0.36);
    scenario.workload.output_share = 1.0;
    // a million tokens take 10,000 s: 2.777… kWh, 1.00; the cloud takes 2.00: 1,200 over 720·1.00/1e6 a token
    CHECK(break_even_volume(scenario, 0).tokens_per_day->value() == Approx(1200 / 0.00072).epsilon(1e-9));
}

TEST_CASE("a serverless machine is awake for lone requests alone, however few they are") {
    Scenario scenario = scenario_of(api_at(1), 2e6, 24);
    scenario.workload.input_tokens_per_request = tokens(1500);
    scenario.workload.output_tokens_per_request = tokens(500);
    Rented rented;
    rented.price_per_hour = per_hour(2.5);
    rented.machines.serving = serving(10'000, 2000);
    rented.machines.serving->seconds_per_request = 4.5;
    for (const auto billing : {Rented::Billing::scale_to_zero, Rented::Billing::busy_hours}) {
        rented.billing = billing;
        scenario.options = {{"api", scenario.options.front().value}, {"gpu", rented}};
        const VolumeBreakEven found = break_even_volume(scenario, 1);
        REQUIRE(found.tokens_per_day);
        // requests in 4.5 s, x: 24 h * 2.5 * (1 - e^-x) a day against x * 86,400 / 4.5 * 0.002
        double x = 1.0;
        for (int i = 0; i < 100; ++i) x = 60 * (1 - std::exp(-x)) / 38.4;
        CHECK(found.tokens_per_day->value() == Approx(x * 86'400 / 4.5 * 2000).epsilon(1e-9));
        CHECK(found.option_cheaper_above);
        scenario.workload.tokens_per_day = tokens(1e-6);
        const Comparison smallest = evaluate(scenario);
        CHECK(smallest.options[1].total.value() ==
              Approx(1e-6 / 2000 * 4.5 / 3600 * 2.5 * 30 * 24).epsilon(1e-9).margin(0));
        scenario.workload.tokens_per_day = tokens(2e6);
    }
}

}  // namespace break_even_volume_test
