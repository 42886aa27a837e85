#include "aicost/parameter.hpp"

#include <set>

#include "aicost/scenario.hpp"
#include "scenarios.hpp"

namespace parameter_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

std::set<std::string> paths_of(Scenario& scenario) {
    std::set<std::string> paths;
    for (const Parameter& parameter : all_parameters(scenario)) paths.insert(parameter.path());
    return paths;
}

Scenario with_everything() {
    Scenario scenario = article();
    auto& local = option_of<Owned>(scenario, "local");
    local.running.staff = Staff{1, per_hour(10)};
    local.financing = Financing{0.5, 0.1, 12};
    local.machines.serving = serving(1000, 100);
    local.electricity.emplace();
    local.model_memory.emplace();
    option_of<Api>(scenario, "cloud").long_context.emplace_back();
    Rented rented;
    rented.running.monthly_costs = {{"disk", money(5)}};
    scenario.options.push_back({"rack", rented});
    scenario.options.push_back({"both", Hybrid{{}, "local", "cloud", 0.5, false, {}}});
    return scenario;
}

}  // namespace

TEST_CASE("a path leads to a number of the scenario, and moves it", "[parameter]") {
    Scenario scenario = article();
    const auto price = find_parameter(scenario, "local.hardware.gpu.unit_price");
    REQUIRE(price);
    CHECK(price->path() == "local.hardware.gpu.unit_price");
    CHECK(*price->get() == 1200);
    CHECK(price->field().unit == Unit::money);
    price->set(2160);
    CHECK(option_of<Owned>(scenario, "local").hardware[0].value.unit_price.value() == 2160);
    CHECK(result_of(evaluate(scenario), "local").total.value() == near(2880));

    find_parameter(scenario, "local.monthly_costs.electricity")->set(70);
    CHECK(option_of<Owned>(scenario, "local").running.monthly_costs[0].value.value() == 70);
    find_parameter(scenario, "horizon_months")->set(12);
    CHECK(scenario.horizon_months == 12);
    find_parameter(scenario, "workload.growth_per_month")->set(0.1);
    CHECK(scenario.workload.growth_per_month == 0.1);
}

TEST_CASE("what is not a number, or not there, is not found", "[parameter]") {
    Scenario scenario = article();
    for (const char* path : {"",
                             "local",
                             "local.hardware",
                             "local.hardware.gpu",
                             "local.hardware.cpu.unit_price",
                             "currency",
                             "local.hardware.gpu.unit_price.x",
                             "nobody.units",
                             "workload",
                             "workload.load_shape",
                             ".",
                             "local.",
                             "local.financing.apr",
                             "local.electricity.pue",
                             "local.monthly_costs.water",
                             "cloud.model",
                             "horizon_month",
                             "horizon_monthss",
                             "locale.units",
                             "cloud.capabilities"}) {
        INFO(path);
        CHECK_FALSE(find_parameter(scenario, path));
    }
}

TEST_CASE("an optional number of a block that is stated is found, and empty", "[parameter]") {
    Scenario scenario = article();
    const auto lifetime = find_parameter(scenario, "local.hardware.gpu.lifetime_months");
    REQUIRE(lifetime);
    CHECK_FALSE(lifetime->get());
    lifetime->set(18);
    CHECK(option_of<Owned>(scenario, "local").hardware[0].value.lifetime_months->value() == 18);
}

TEST_CASE("every number has one path, and every path is found again", "[parameter]") {
    Scenario scenario = with_everything();
    const auto all = all_parameters(scenario);
    CHECK(paths_of(scenario).size() == all.size());
    for (const Parameter& parameter : all) {
        INFO(parameter.path());
        const auto found = find_parameter(scenario, parameter.path());
        REQUIRE(found);
        CHECK(found->get() == parameter.get());
        CHECK(&found->field() == &parameter.field());
        if (parameter.get()) CHECK(parameter.bound().min <= parameter.bound().max);
    }
    const auto paths = paths_of(scenario);
    for (const char* path : {"horizon_months",
                             "days_per_month",
                             "discount_rate",
                             "usd_rate",
                             "workload.tokens_per_day",
                             "workload.batch_share",
                             "local.hardware.gpu.quantity",
                             "local.units",
                             "local.setup_cost",
                             "local.staff.hours_per_month",
                             "local.financing.apr",
                             "local.electricity.pue",
                             "local.serving.max_utilization",
                             "local.model_memory.memory_gib",
                             "local.salvage_share",
                             "cloud.price_per_mtok",
                             "cloud.price_per_1k",
                             "cloud.long_context.above_input_tokens",
                             "cloud.tokens_per_minute",
                             "rack.price_per_hour",
                             "rack.monthly_costs.disk",
                             "both.local_share"}) {
        INFO(path);
        CHECK(paths.count(path) == 1);
    }
}

TEST_CASE("parameters come in the order of the profile", "[parameter]") {
    Scenario scenario = article();
    const auto all = all_parameters(scenario);
    const auto at = [&](std::string_view path) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].path() == path) return i;
        }
        return all.size();
    };
    CHECK(at("horizon_months") < at("workload.tokens_per_day"));
    CHECK(at("workload.tokens_per_day") < at("local.hardware.gpu.unit_price"));
    CHECK(at("local.hardware.gpu.unit_price") < at("local.monthly_costs.electricity"));
    CHECK(at("local.monthly_costs.electricity") < at("cloud.price_per_mtok"));
    CHECK(at("cloud.price_per_mtok") < all.size());
}

TEST_CASE("setting one form of an input takes the others away", "[parameter]") {
    Scenario scenario = article();
    auto& work = scenario.workload;
    work.input_tokens_per_request = tokens(900);
    work.output_tokens_per_request = tokens(100);
    find_parameter(scenario, "workload.requests_per_day")->set(5000);
    CHECK_FALSE(work.tokens_per_day);
    CHECK(volume_per_day(work).value() == near(5e6));
    find_parameter(scenario, "workload.tokens_per_day")->set(3e6);
    CHECK_FALSE(work.requests_per_day);
    CHECK(volume_per_day(work).value() == near(3e6));

    auto& cloud = option_of<Api>(scenario, "cloud");
    find_parameter(scenario, "cloud.price_per_1k")->set(0.005);
    CHECK(cloud.price_per_mtok->value() == near(5));
    CHECK(*find_parameter(scenario, "cloud.price_per_1k")->get() == near(0.005));
    find_parameter(scenario, "cloud.output_per_mtok")->set(15);
    CHECK_FALSE(cloud.price_per_mtok);

    auto& local = option_of<Owned>(scenario, "local");
    local.salvage_share = 0.2;
    find_parameter(scenario, "local.depreciation_per_year")->set(0.3);
    CHECK_FALSE(local.salvage_share);
    find_parameter(scenario, "local.salvage_share")->set(0.3);
    CHECK_FALSE(local.depreciation_per_year);
}

TEST_CASE("units: a whole number, or auto", "[parameter]") {
    Scenario scenario = article();
    const auto units = find_parameter(scenario, "local.units");
    REQUIRE(units);
    CHECK(*units->get() == 1);
    CHECK(units->bound().whole);
    CHECK_FALSE(units->bound().holds(1.5));
    CHECK_FALSE(units->bound().holds(0));
    CHECK(units->bound().holds(3));
    option_of<Owned>(scenario, "local").machines.units.count.reset();
    CHECK_FALSE(units->get());
    units->set(4);
    CHECK(option_of<Owned>(scenario, "local").machines.units.count == 4.0);
}

TEST_CASE("bounds: open ends, whole numbers, nothing that is no number", "[parameter]") {
    CHECK(bounds::share.holds(0));
    CHECK(bounds::share.holds(1));
    CHECK_FALSE(bounds::share.holds(1.0000001));
    CHECK_FALSE(bounds::share.holds(-0.0000001));
    CHECK_FALSE(bounds::positive.holds(0));
    CHECK(bounds::positive.holds(smallest_divisor));
    CHECK_FALSE(bounds::positive.holds(1e-300));  // a quotient would be beyond all numbers
    CHECK_FALSE(bounds::change.holds(-1));
    CHECK(bounds::change.holds(-0.999));
    CHECK_FALSE(bounds::amount.holds(std::numeric_limits<double>::infinity()));
    CHECK_FALSE(bounds::amount.holds(std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("A range in words") {
    CHECK(range_of(bounds::share) == "a number from 0 to 1");
    CHECK(range_of(bounds::positive) == "a number from 1e-9 to 1e15");
    CHECK(range_of(bounds::change) == "a number above -1, up to 1000000");
    CHECK(range_of({1.0, 600.0, false, true}) == "a whole number from 1 to 600");
    CHECK(range_of({}) == "a number");
}

}  // namespace parameter_test
