// Where the decision turns, against numbers worked by hand.
#include "aicost/flip.hpp"

#include "aicost/break_even.hpp"
#include "aicost/profile.hpp"
#include "catch.hpp"

namespace flip_test {

using namespace aicost;

namespace {

std::vector<Flip> flips_of(const Scenario& scenario, const std::vector<std::string>& paths) {
    const auto pair = deciding_pair(evaluate(scenario));
    REQUIRE(pair.has_value());
    return flips(scenario, *pair, paths);
}

Scenario article(double tokens_per_day) {
    Scenario scenario = load_profile(built_in_profile("article").value(), {})->scenario;
    set_tokens_per_day(scenario.workload, tokens(tokens_per_day));
    return scenario;
}

}  // namespace

TEST_CASE("each input's nearest value at which the winner changes, the nearest first") {
    // 2M a day: 1,200 + 24·30 = 1,920 against 2·60·24 = 2,880
    const auto all = flips_of(article(2e6), {"local.hardware.gpu.unit_price", "cloud.price_per_mtok",
                                             "local.model_memory.memory_gib", "no.such"});
    REQUIRE(all.size() == 3);
    CHECK(all[0].path == "cloud.price_per_mtok");
    CHECK(*all[0].at == Approx(1920.0 / (60.0 * 24.0)));
    CHECK(*all[0].change() == Approx(-1.0 / 3.0));
    CHECK(*all[1].at == Approx(2160.0));
    CHECK(all[1].then == std::optional<std::size_t>(1));
    CHECK_FALSE(all[2].at.has_value());
    CHECK_FALSE(all[2].change().has_value());
}

TEST_CASE("at the end of what an input may be nothing turns") {
    // 500K a day: 720 in the cloud, and 720 of electricity alone: level where the card costs nothing
    const auto all = flips_of(article(5e5), {"local.hardware.gpu.unit_price", "horizon_months"});
    REQUIRE(all.size() == 2);
    for (const Flip& flip : all) CHECK_FALSE(flip.at.has_value());
}

TEST_CASE("of whole numbers the last at which the winner is ahead") {
    // 2M a day: 1,200 + 30 T against 120 T: level at 13.33 months
    const auto all = flips_of(article(2e6), {"horizon_months"});
    REQUIRE(all.front().at.has_value());
    CHECK(*all.front().at == 14.0);
    CHECK(all.front().then == std::optional<std::size_t>(1));
}

TEST_CASE("flips are the nearest roots of the margin that solve() finds") {
    const std::vector<std::string> hobbyist{"local.electricity.price_per_kwh", "workload.tokens_per_day",
                                            "workload.growth_per_month", "local.hardware.gpu.unit_price"};
    for (const char* name : {"article", "hobbyist"}) {
        Scenario scenario = load_profile(built_in_profile(name).value(), {})->scenario;
        const DecidingPair pair = deciding_pair(evaluate(scenario)).value();
        std::vector<std::string> paths = hobbyist;
        if (name == std::string("article")) {
            paths.clear();
            for (const Parameter& parameter : all_parameters(scenario))
                if (parameter.get() && !parameter.bound().whole) paths.push_back(parameter.path());
        }
        for (const Flip& flip : flips(scenario, pair, paths)) {
            if (!flip.at) continue;
            INFO(name << ": " << flip.path);
            const auto margin = [&](const Scenario& moved) { return pair_margin(moved, pair).value(); };
            CHECK(flip.at == solve(scenario, flip.path, margin).value);
        }
    }
}

TEST_CASE("the margin of the studies is that of the winner and the runner-up") {
    Scenario scenario = article(2e6);
    const std::vector<std::string> paths{"workload.tokens_per_day"};
    const Tornado found = tornado(scenario, plan_sensitivity(scenario, paths, 0.5, {}), "margin");
    CHECK(*found.base == Approx(960.0));
    CHECK(*found.bars.front().at_low == Approx(-480.0));  // 1,440 - 1,920
    CHECK(*found.bars.front().at_high == Approx(2400.0));
    const std::vector<UncertainInput> inputs{{"workload.tokens_per_day", Uniform{1e6, 2e6}}};
    RiskOptions options;
    options.draws = 1000;
    options.metrics = {"margin", "local.savings"};
    const Risk risk = simulate(scenario, inputs, {}, options);
    for (std::size_t i = 0; i < risk_percentiles.size(); ++i)
        CHECK(*risk.metrics[0].percentiles[i] == Approx(*risk.metrics[1].percentiles[i]));
}

}  // namespace flip_test
