#include "aicost/sensitivity.hpp"

#include "aicost/profile.hpp"
#include "catch.hpp"

namespace sensitivity_test {

using namespace aicost;

namespace {

Scenario article(const std::string& tokens = "2M") {
    const std::vector<Override> overrides{{"workload.tokens_per_day", tokens}};
    return load_profile(*built_in_profile("article"), overrides)->scenario;
}

const std::vector<std::string> four{"local.monthly_costs.electricity", "local.hardware.gpu.unit_price",
                                    "cloud.price_per_mtok", "workload.tokens_per_day"};

}  // namespace

TEST_CASE("the article's tornado, in closed form", "[sensitivity]") {
    const Scenario scenario = article();
    const Tornado t = tornado(scenario, plan_sensitivity(scenario, four, 0.2, {}), "local.savings");
    REQUIRE(t.base);
    CHECK(*t.base == Approx(960));
    REQUIRE(t.bars.size() == 4);
    // savings = 24·(30·Q·price - electricity) - hardware
    const double half_widths[] = {576, 576, 240, 144};
    for (std::size_t i = 0; i < 4; ++i) CHECK(t.bars[i].width() / 2 == Approx(half_widths[i]));
    CHECK(t.bars[0].input.path == "cloud.price_per_mtok");  // equal to the volume, and asked for before it
    CHECK(t.bars[2].input.path == "local.hardware.gpu.unit_price");
    CHECK(*t.bars[2].at_low == Approx(1200));
    CHECK(*t.bars[2].at_high == Approx(720));
    CHECK(*t.bars[0].elasticity == Approx(3.0));    // 2880/960
    CHECK(*t.bars[2].elasticity == Approx(-1.25));  // -1200/960
}

TEST_CASE("zero, bounds and whole numbers are said", "[sensitivity]") {
    Scenario scenario = article();
    const std::vector<std::string> paths{"discount_rate", "workload.cache_read_share",
                                         "workload.output_share", "local.units", "horizon_months"};
    scenario.workload.cache_read_share = 0.9;
    const SensitivityPlan plan = plan_sensitivity(scenario, paths, 0.2, {});
    REQUIRE(plan.inputs.size() == 2);
    CHECK(plan.inputs[0].path == "workload.cache_read_share");
    CHECK(plan.inputs[0].high == 1.0);
    CHECK(plan.inputs[0].high_clipped);
    CHECK_FALSE(plan.inputs[0].low_clipped);
    CHECK(plan.inputs[1].low == 19.0);
    CHECK(plan.inputs[1].high == 29.0);
    CHECK_FALSE(plan.inputs[1].low_clipped);
    REQUIRE(plan.left_out.size() == 3);
    CHECK(plan.left_out[0].why == LeftOut::Why::zero);
    CHECK(plan.left_out[1].why == LeftOut::Why::not_stated);
    CHECK(plan.left_out[2].why == LeftOut::Why::no_room);
}

TEST_CASE("stated ends are taken as they are", "[sensitivity]") {
    const Scenario scenario = article();
    const std::vector<std::string> paths{"discount_rate", "workload.tokens_per_day"};
    const std::vector<InputRange> ranges{{"discount_rate", 0.0, 0.1}, {"cloud.price_per_mtok", 1, 2}};
    const SensitivityPlan plan = plan_sensitivity(scenario, paths, 0.5, ranges);
    REQUIRE(plan.inputs.size() == 2);
    CHECK(plan.inputs[0].stated);
    CHECK(plan.inputs[0].high == 0.1);
    CHECK(plan.inputs[1].low == 1e6);
}

TEST_CASE("a metric that vanishes at one end comes first", "[sensitivity]") {
    const Scenario scenario =
        article("700K");  // pays back in 100 months, at a fifth less in 333: beyond the search
    const std::vector<std::string> paths{"local.hardware.gpu.unit_price", "workload.tokens_per_day"};
    const Tornado t = tornado(scenario, plan_sensitivity(scenario, paths, 0.2, {}), "local.break_even_month");
    REQUIRE(t.bars.size() == 2);
    CHECK(t.bars[0].input.path == "workload.tokens_per_day");
    CHECK_FALSE(t.bars[0].at_low);
    CHECK(t.bars[0].at_high);
    CHECK_FALSE(t.bars[0].elasticity);
}

TEST_CASE("who else wins within ranges: each alone, all at one end, and one option's against the others'",
          "[sensitivity]") {
    // two machines in as many units as they need, and nothing else
    const auto loaded = load_profile({"two.json", R"({
        "horizon_months": 12, "workload": {"tokens_per_day": 1e6, "output_share": 1}, "options": {
        "one": {"kind": "rented", "price_per_hour": 1, "billing": "busy_hours",
                "serving": {"input_tokens_per_second": 1000, "output_tokens_per_second": 100}},
        "two": {"kind": "rented", "price_per_hour": 1, "billing": "busy_hours",
                "serving": {"input_tokens_per_second": 1000, "output_tokens_per_second": 80}}}})"},
                                     {});
    REQUIRE(loaded.value);
    const auto others = [&](double one_low, double one_high, double two_low, double two_high) {
        const std::vector<InputRange> ranges{{"one.serving.output_tokens_per_second", one_low, one_high},
                                             {"two.serving.output_tokens_per_second", two_low, two_high}};
        return other_winners(loaded->scenario, ranges);
    };
    const std::vector<std::string> none, two{"two"};
    CHECK(others(95, 105, 75, 85) == none);
    CHECK(others(70, 105, 79, 81) == two);   // the one alone
    CHECK(others(90, 105, 72, 88) == none);  // not even the one slow and the other fast
    CHECK(others(85, 120, 70, 90) == two);   // only both, in opposite directions
    // ends that are times: the low one is the larger
    const std::vector<InputRange> turned{{"one.serving.output_tokens_per_second", 105, 70}};
    CHECK(other_winners(loaded->scenario, turned) == two);
}

}  // namespace sensitivity_test
