#include "aicost/option/hybrid.hpp"

#include "scenarios.hpp"

namespace hybrid_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

void add_hybrid(Scenario& scenario, std::optional<double> share) {
    Hybrid hybrid;
    hybrid.local = "local";
    hybrid.cloud = "cloud";
    hybrid.local_share = share;
    hybrid.overflow = !share;
    scenario.options.push_back({"both", hybrid});
}

// A server that outputs 100 tokens a second: at utilisation 0.5 it serves 180,000 tokens an hour, 4.32 M a
// day.
Scenario output_only(double tokens_per_day) {
    Scenario scenario = article(tokens_per_day, 12);
    scenario.workload.output_share = 1.0;
    option_of<Owned>(scenario, "local").machines.serving = serving(1000, 100, 0.5);
    return scenario;
}
OptionResult both(const Scenario& scenario) { return result_of(evaluate(scenario), "both"); }

}  // namespace

TEST_CASE("10 % of 2M a day needing the cloud costs 2,208 over two years", "[hybrid]") {
    Scenario scenario = article(2e6);
    add_hybrid(scenario, 0.9);
    const OptionResult result = both(scenario);
    CHECK(result.total.value() == near(2208));  // 1,920 + 2,880/10
    CHECK(total(item_of(result, "local.hardware"), 24).value() == near(1200));
    CHECK(total(item_of(result, "local.electricity"), 24).value() == near(720));
    CHECK(total(item_of(result, "cloud.tokens"), 24).value() == near(288));
    CHECK(result.marginal_cost_per_mtok->value() == near(0.2));
    CHECK(result.cost_per_mtok->value() == near(2208.0 / 1440));  // over the tokens of the whole workload
}

TEST_CASE("fixed costs of both sides stay whole", "[hybrid]") {
    Scenario scenario = article(2e6);
    option_of<Api>(scenario, "cloud").monthly_fee = money(20);
    add_hybrid(scenario, 1.0);
    CHECK(both(scenario).total.value() == near(1920 + 480));
    option_of<Hybrid>(scenario, "both").local_share = 0.0;
    CHECK(both(scenario).total.value() == near(1920 + 480 + 2880));
}

TEST_CASE("the cloud side's quota and minimum are held against its own part", "[hybrid]") {
    Scenario scenario = article(2e6);
    add_hybrid(scenario, 0.75);
    auto& cloud = option_of<Api>(scenario, "cloud");
    cloud.included_tokens_per_month = tokens(10e6);
    // 15 M of 60 M a month in the cloud, 10 of which are included
    CHECK(both(scenario).total.value() == near(1920 + 24 * 10));
    cloud.monthly_minimum = money(12);
    CHECK(both(scenario).total.value() == near(1920 + 24 * 12));
}

TEST_CASE("a shared load: utilisation, energy and sizing at the local side's share", "[hybrid]") {
    Scenario scenario = output_only(17.28e6);  // 172,800 s: 2 on one unit
    add_hybrid(scenario, 0.25);
    auto& local = option_of<Owned>(scenario, "local");
    local.running.monthly_costs.clear();
    local.electricity.emplace();
    local.electricity->load_watts = watts(1000);
    local.electricity->idle_watts = watts(0);
    local.electricity->price_per_kwh = per_kwh(0.1);
    OptionResult result = both(scenario);
    CHECK(*result.peak_utilization == near(0.5));
    CHECK(result.feasible);
    CHECK(result.energy->value() == near(12 * 30 * 12));              // 12 h of 1 kW a day
    CHECK(result.capacity_tokens_per_day->value() == near(17.28e6));  // 4.32 M / 0.25

    option_of<Hybrid>(scenario, "both").local_share = 0.26;
    CHECK_FALSE(both(scenario).feasible);
    local.machines.units.count.reset();  // sized for its share, not for all: alone it would take 4
    CHECK(both(scenario).units == 2.0);
    CHECK(both(scenario).feasible);
    CHECK(result_of(evaluate(scenario), "local").units == 4.0);
}

TEST_CASE("the rate limit is held against what the cloud serves", "[hybrid]") {
    Scenario scenario = article(1.44e6);  // 1,000 a minute
    option_of<Api>(scenario, "cloud").tokens_per_minute = tokens(250);
    add_hybrid(scenario, 0.75);
    CHECK(both(scenario).feasible);
    option_of<Hybrid>(scenario, "both").local_share = 0.74;
    CHECK_FALSE(both(scenario).feasible);
    CHECK(has_note(both(scenario), Note::Code::over_rate_limit));
}

TEST_CASE("overflow: what fits stays at home", "[hybrid]") {
    Scenario scenario = output_only(4.32e6);
    add_hybrid(scenario, std::nullopt);
    OptionResult result = both(scenario);
    CHECK(result.local_share.front() == near(1));
    CHECK(*result.peak_utilization == near(0.5));
    CHECK(result.total.value() == near(1200 + 12 * 30));

    scenario.workload.tokens_per_day = tokens(8.64e6);  // twice that: half overflows
    result = both(scenario);
    CHECK(result.local_share.front() == near(0.5));
    CHECK(*result.peak_utilization == near(0.5));
    CHECK(result.feasible);  // though the local option alone is not
    CHECK_FALSE(has_note(result, Note::Code::too_few_units));
    CHECK_FALSE(result_of(evaluate(scenario), "local").feasible);
    CHECK(total(item_of(result, "cloud.tokens"), 12).value() == near(12 * 30 * 4.32 * 2));
    CHECK(result.marginal_cost_per_mtok->value() == near(2));  // any more goes to the cloud
}

TEST_CASE("overflow: hour by hour, not by the day's mean", "[hybrid]") {
    // 4.32 M a day in 8 hours is 540,000 an hour, of which 180,000 stay: a third of the day's work.
    Scenario scenario = output_only(4.32e6);
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    add_hybrid(scenario, std::nullopt);
    CHECK(both(scenario).local_share.front() == near(1.0 / 3));

    // Two heavy hours and 22 light ones: weights 12·22/46, …; by hand: the two carry 24/46 of the work
    scenario.workload.load_shape.kind = LoadShape::Kind::weights;
    scenario.workload.load_shape.own_weights.fill(1);
    scenario.workload.load_shape.own_weights[0] = 12;
    scenario.workload.load_shape.own_weights[1] = 12;
    // an hour of weight 1 asks 4.32 M/46 = 93,913 (fits), one of 12 asks 1,126,957 (180,000 of it stay)
    CHECK(both(scenario).local_share.front() == near((22.0 * 4.32e6 / 46 + 2 * 180'000) / 4.32e6));
}

TEST_CASE("overflow: the hours that the machine is on bound what it serves", "[hybrid]") {
    Scenario scenario = output_only(4.32e6);
    add_hybrid(scenario, std::nullopt);
    auto& local = option_of<Owned>(scenario, "local");
    local.electricity.emplace();
    local.electricity->load_watts = watts(0);
    local.electricity->powered_hours_per_day = hours(6);
    local.running.monthly_costs.clear();
    CHECK(both(scenario).local_share.front() == near(0.25));  // 6 of 24 hours at 180,000
    CHECK(*both(scenario).peak_utilization == near(0.5));
}

TEST_CASE("overflow: month by month, and auto keeps the size that the side has on its own", "[hybrid]") {
    Scenario scenario = output_only(4.32e6);
    scenario.workload.growth_per_month = 1.0;
    scenario.horizon_months = 3;
    add_hybrid(scenario, std::nullopt);
    OptionResult result = both(scenario);
    REQUIRE(result.local_share.size() == 3);
    CHECK(result.local_share[0] == near(1));
    CHECK(result.local_share[1] == near(0.5));
    CHECK(result.local_share[2] == near(0.25));

    option_of<Owned>(scenario, "local").machines.units.count.reset();  // 4 units for the third month
    result = both(scenario);
    CHECK(result.units == 4.0);
    CHECK(result.local_share[2] == near(1));
}

TEST_CASE("overflow: where all fits, nothing at all goes to the cloud", "[hybrid]") {
    // sums over the 24 hours would leave 1e-16 of the work over
    for (const auto kind : {LoadShape::Kind::flat, LoadShape::Kind::diurnal, LoadShape::Kind::weights}) {
        Scenario scenario = output_only(151'356.12484362078);
        scenario.workload.load_shape.kind = kind;
        for (std::size_t h = 0; h < 24; ++h)
            scenario.workload.load_shape.own_weights[h] = 0.1 + 0.3 * static_cast<double>(h);
        add_hybrid(scenario, std::nullopt);
        CHECK(both(scenario).local_share.front() == 1.0);
        CHECK(total(item_of(both(scenario), "cloud.tokens"), 12).value() == 0.0);
    }
}

TEST_CASE("overflow without work stays at home", "[hybrid]") {
    Scenario scenario = output_only(0);
    add_hybrid(scenario, std::nullopt);
    const OptionResult result = both(scenario);
    CHECK(result.local_share.front() == near(1));
    CHECK(result.feasible);
    CHECK(result.total.value() == near(1560));
}

TEST_CASE("a rented machine as the local side", "[hybrid]") {
    Scenario scenario = article(2e6, 12);
    Rented rented;
    rented.price_per_hour = per_hour(0.5);
    scenario.options.push_back({"rack", rented});
    add_hybrid(scenario, 0.5);
    option_of<Hybrid>(scenario, "both").local = "rack";
    CHECK(both(scenario).total.value() == near(12 * 360 + 12 * 60));
    CHECK_FALSE(both(scenario).energy);
}

}  // namespace hybrid_test
