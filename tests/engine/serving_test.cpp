#include "aicost/option/serving.hpp"

#include <cmath>

#include "scenarios.hpp"

namespace serving_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// 1.2 M tokens a day: 0.9 M / 1,000 + 0.3 M / 50 = 6,900 busy seconds.
constexpr double busy_seconds = 6900;
constexpr double day = 86400;

Scenario server(double tokens_per_day = 1.2e6) {
    Owned owned = machine_for(5000);
    owned.machines.serving = serving(1000, 50);
    return scenario_of(owned, tokens_per_day, 12);
}

}  // namespace

TEST_CASE("peak utilisation and capacity of a flat load", "[serving]") {
    const OptionResult result = single(server());
    CHECK(*result.peak_utilization == near(busy_seconds / day));
    CHECK(result.feasible);
    // the volume that would bring it to 0.8
    CHECK(result.capacity_tokens_per_day->value() == near(1.2e6 * 0.8 * day / busy_seconds));
}

TEST_CASE("the volume that is the capacity is feasible, a little more is not", "[serving]") {
    const double capacity = single(server()).capacity_tokens_per_day->value();
    CHECK(single(server(capacity)).feasible);
    CHECK(*single(server(capacity)).peak_utilization == near(0.8));
    CHECK_FALSE(single(server(capacity * 1.000001)).feasible);
}

TEST_CASE("the busiest hour decides", "[serving]") {
    Scenario scenario = server();
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;
    CHECK(*single(scenario).peak_utilization == near(3 * busy_seconds / day));
    scenario.workload.load_shape.kind = LoadShape::Kind::diurnal;
    CHECK(*single(scenario).peak_utilization == near(1.8 * busy_seconds / day));
}

TEST_CASE("what is switched off can not serve", "[serving]") {
    Scenario scenario = server();
    auto& owned = option_of<Owned>(scenario, "it");
    owned.electricity.emplace();
    owned.electricity->load_watts = watts(100);
    owned.electricity->powered_hours_per_day = hours(4);
    CHECK(*single(scenario).peak_utilization == near(busy_seconds / 3600 / 4));
    owned.electricity->powered_hours_per_day = hours(12);
    CHECK(*single(scenario).peak_utilization == near(busy_seconds / 3600 / 12));
    scenario.workload.load_shape.kind = LoadShape::Kind::business_hours;  // 8 hours are fewer than 12
    CHECK(*single(scenario).peak_utilization == near(busy_seconds / 3600 / 8));
}

TEST_CASE("without a serving block capacity is not modelled", "[serving]") {
    const OptionResult result = single(scenario_of(machine_for(5000), 1e14));
    CHECK(result.feasible);
    CHECK_FALSE(result.peak_utilization);
    CHECK_FALSE(result.capacity_tokens_per_day);
    CHECK(result.units == 1.0);
}

TEST_CASE("infeasible: from which month, and what it would need", "[serving]") {
    Scenario scenario = server(8e6);  // 46,000 s: 0.5324
    scenario.workload.growth_per_month = 0.1;
    const OptionResult result = single(scenario);
    // 0.5324·1.1^4 = 0.7795, ·1.1^5 = 0.8574: month 6. At month 12 ·1.1^11 = 1.519; /0.8 = 1.899
    CHECK_FALSE(result.feasible);
    CHECK(note_of(result, Note::Code::too_few_units).month == 6);
    CHECK(note_of(result, Note::Code::too_few_units).value == 2.0);
    CHECK(note_of(result, Note::Code::too_few_units).limit == 1.0);
    CHECK(result.total.value() == near(5000));
    scenario.horizon_months = 5;
    CHECK(single(scenario).feasible);
}

TEST_CASE("auto: as many units as the busiest month needs, bought at the start", "[serving]") {
    Scenario scenario = server(8e6);
    scenario.workload.growth_per_month = 0.1;
    option_of<Owned>(scenario, "it").machines.units.count.reset();
    const OptionResult result = single(scenario);
    CHECK(result.units == 2.0);
    CHECK(result.feasible);
    CHECK(result.upfront.value() == near(10'000));
    CHECK(note_of(result, Note::Code::units_sized).value == 2.0);
    CHECK(*result.peak_utilization == near(8.0 / 1.2 * busy_seconds / day / 2 * std::pow(1.1, 11)));
}

TEST_CASE("auto: a demand that is just met needs no unit more", "[serving]") {
    const double capacity = single(server()).capacity_tokens_per_day->value();
    for (const double count : {1.0, 2.0, 3.0, 7.0, 49.0, 1000.0}) {
        Scenario scenario = server(capacity * count);
        option_of<Owned>(scenario, "it").machines.units.count.reset();
        CHECK(single(scenario).units == count);
        CHECK(single(scenario).feasible);
        scenario.workload.tokens_per_day = tokens(capacity * count * (1 + 1e-9));
        CHECK(single(scenario).units == count + 1);
    }
}

TEST_CASE("auto: at least one unit, with no volume at all too", "[serving]") {
    Scenario scenario = server(0);
    option_of<Owned>(scenario, "it").machines.units.count.reset();
    CHECK(single(scenario).units == 1.0);
    CHECK(*single(scenario).peak_utilization == 0.0);
}

TEST_CASE("5M tokens a day on a server of 30 output tokens a second", "[serving]") {
    // All of it output: 166,667 s a day in 86,400: utilisation 1.929, which 3 units bring to 0.643.
    Scenario scenario = article(5e6);
    scenario.workload.output_share = 1.0;
    option_of<Owned>(scenario, "local").machines.serving = serving(1000, 30);
    Comparison c = evaluate(scenario);
    const OptionResult& local = result_of(c, "local");
    CHECK_FALSE(local.feasible);
    CHECK(*local.peak_utilization == near(5e6 / 30 / 86400));
    CHECK(note_of(local, Note::Code::too_few_units).value == 3.0);
    CHECK(note_of(local, Note::Code::too_few_units).month == 1);
    CHECK(local.total.value() == near(1920));  // still shown
    CHECK(c.options[*c.winner].id == "cloud");
    CHECK(c.options[*c.winner].total.value() == near(7200));

    option_of<Owned>(scenario, "local").machines.units.count.reset();
    c = evaluate(scenario);
    CHECK(result_of(c, "local").units == 3.0);
    CHECK(result_of(c, "local").feasible);
    CHECK(result_of(c, "local").total.value() == near(3 * 1200 + 24 * 30));  // 4,320
    CHECK(c.options[*c.winner].id == "local");
}

}  // namespace serving_test
