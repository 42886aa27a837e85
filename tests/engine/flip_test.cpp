// Where the decision turns, against numbers worked by hand.
#include "aicost/flip.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/profile.hpp"
#include "catch.hpp"
#include "engine/random_scenario.hpp"

namespace flip_test {

using namespace aicost;
using aicost::testing::any_scenario;

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

TEST_CASE("of whole numbers the first at which another wins") {
    // 2M a day: 1,200 + 30 T against 120 T: level at 13.33 months
    const auto all = flips_of(article(2e6), {"horizon_months"});
    REQUIRE(all.front().at.has_value());
    CHECK(*all.front().at == 13.0);
    CHECK(all.front().then == std::optional<std::size_t>(1));
}

namespace {

// 1 a million; 2 a million; four seats at 20 a month: 720, 1,440, 1,920 at 1M a day
Scenario seats() {
    Scenario scenario;
    scenario.workload.tokens_per_day = tokens(1e6);
    Api one, two, plan;
    one.price_per_mtok = per_mtok(1.0);
    two.price_per_mtok = per_mtok(2.0);
    plan.price_per_mtok = per_mtok(0.0);
    plan.seats = 4.0;
    plan.fee_per_seat = money(20.0);
    scenario.options = {{"one", one}, {"two", two}, {"plan", plan}};
    return scenario;
}

}  // namespace

TEST_CASE("the winner is the best of all, not the better of the first two") {
    const auto all = flips_of(seats(), {"plan.seats", "plan.fee_per_seat", "workload.tokens_per_day",
                                        "one.price_per_mtok", "two.price_per_mtok"});
    REQUIRE(all.size() == 5);
    for (const Flip& flip : all) {
        INFO(flip.path);
        REQUIRE(flip.at.has_value());
        const bool by_two = flip.path.ends_with("price_per_mtok");
        CHECK(flip.then == std::optional<std::size_t>(by_two ? 1 : 2));
        if (flip.path == "plan.seats") CHECK(*flip.at == 1.0);  // 480 a seat over 24 months
        if (flip.path == "plan.fee_per_seat") CHECK(*flip.at == Approx(7.5).epsilon(1e-12));
        if (flip.path == "workload.tokens_per_day") CHECK(*flip.at == Approx(8e6 / 3).epsilon(1e-12));
    }
}

TEST_CASE("who cannot serve there wins nothing by being cheaper") {
    Scenario scenario = seats();
    std::get<Api>(scenario.options[2].value).max_tokens_per_seat = tokens(15e6);  // 2M a day in all
    CHECK_FALSE(volume_turns(scenario, evaluate(scenario), {}).above);
    std::get<Api>(scenario.options[2].value).max_tokens_per_seat = tokens(30e6);  // 4M a day
    const auto turn = volume_turns(scenario, evaluate(scenario), {}).above;
    REQUIRE(turn.has_value());
    CHECK(turn->at.value() == Approx(8e6 / 3));
    CHECK(turn->then == std::optional<std::size_t>(2));
    REQUIRE(turn->until.has_value());
    CHECK(turn->until->value() == Approx(4e6));
}

TEST_CASE("a volume turns the decision where tokens per day flip it", "[property]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        scenario.options.resize(
            2);  // of more, a winner over a narrow stretch may be missed by one of the two
        scenario.baseline.clear();
        const Comparison comparison = evaluate(scenario);
        const auto pair = deciding_pair(comparison);
        const std::vector<std::string> path{"workload.tokens_per_day"};
        RC_PRE(pair.has_value() && !comparison.tie);
        const auto all = flips(scenario, *pair, path);
        RC_PRE(all.size() == 1U);
        const auto [below, above] = volume_turns(scenario, comparison, {});
        const auto far = [&](const std::optional<VolumeTurn>& turn) {
            return turn ? std::abs(turn->at.value() - all[0].present) : 1e300;
        };
        const auto& nearest = far(below) < far(above) ? below : above;
        RC_ASSERT(nearest.has_value() == all[0].at.has_value());
        if (!nearest) return;
        RC_ASSERT(std::abs(nearest->at.value() - *all[0].at) <= 1e-9 * *all[0].at);
        RC_ASSERT((nearest->then == all[0].then));
    }));
}

TEST_CASE("of straight lines each turn is told, however narrow its stretch") {
    Scenario scenario = seats();
    Api narrow;  // 39.75 a month and half the price: dearer than `plan` above 2.68333M, than `one` below 2.65M
    narrow.price_per_mtok = per_mtok(0.5);
    narrow.seats = 1.0;
    narrow.fee_per_seat = money(39.75);
    scenario.options.push_back({"narrow", narrow});
    const auto turns = volume_turns(scenario, evaluate(scenario), {});
    CHECK_FALSE(turns.below);
    REQUIRE(turns.above.has_value());
    CHECK(turns.above->at.value() == Approx(2.65e6).epsilon(1e-12));
    CHECK(turns.above->then == std::optional<std::size_t>(3));
    REQUIRE(turns.above->until.has_value());
    CHECK(turns.above->until->value() == Approx(40.25 / 15.0 * 1e6).epsilon(1e-12));

    scenario.options.push_back({"twin", narrow});  // of two that cost the same neither wins
    CHECK(volume_turns(scenario, evaluate(scenario), {}).above->then == std::optional<std::size_t>(2));
}

TEST_CASE("each flip is one: the winner is another beyond it, and was not before") {
    for (const char* name : {"team-seats", "coding-assistant", "article", "batch-pipeline"}) {
        const auto profile = load_profile(built_in_profile(name).value(), {});
        const Scenario& scenario = profile->scenario;
        const auto pair = deciding_pair(evaluate(scenario));
        REQUIRE(pair.has_value());
        Scenario listed = scenario;
        std::vector<std::string> paths;
        for (const Parameter& one : all_parameters(listed)) paths.push_back(one.path());
        for (const Flip& flip : flips(scenario, *pair, paths)) {
            if (!flip.at) continue;
            INFO(name << ": " << flip.path << " at " << *flip.at);
            const auto winner_at = [&](double value) {
                Scenario moved = scenario;
                find_parameter(moved, flip.path)->set(value);
                return evaluate(moved);
            };
            const double way = *flip.at < flip.present ? -1.0 : 1.0;
            const double step = flip.whole ? 0.0 : way * 1e-5 * std::max(std::abs(*flip.at), 1e-3);
            const Comparison beyond = winner_at(*flip.at + step);
            const Comparison before = winner_at(flip.whole ? *flip.at - way : *flip.at - step);
            CHECK((beyond.tie || beyond.winner == flip.then));
            CHECK((before.tie || before.winner == pair->winner));
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

TEST_CASE("to the last digits: just before it the winner still wins, just beyond it another") {
    for (const std::string_view name : {"article", "hobbyist"}) {
        const Profile profile = load_profile(built_in_profile(name).value(), {}).value.value();
        const Comparison now = evaluate(profile.scenario);
        const auto pair = deciding_pair(now);
        REQUIRE(pair.has_value());
        std::vector<std::string> paths;
        Scenario scenario = profile.scenario;
        for (const Parameter& parameter : all_parameters(scenario)) {
            if (parameter.get() && profile.states(parameter.path())) paths.push_back(parameter.path());
        }
        for (const Flip& flip : flips(profile.scenario, *pair, paths)) {
            if (!flip.at || flip.whole || !flip.then) continue;
            const auto dearer_than_next = [&](double value) {
                Scenario moved = profile.scenario;
                find_parameter(moved, flip.path)->set(value);
                const Comparison there = evaluate(moved);
                const OptionResult& winner = there.options[pair->winner];
                return !winner.can_win() || winner.npv > there.options[*flip.then].npv;
            };
            const double beside = (*flip.at < flip.present ? -1e-9 : 1e-9) * std::abs(*flip.at);
            INFO(name << ": " << flip.path << " flips at " << *flip.at);
            CHECK(dearer_than_next(*flip.at + beside));
            CHECK_FALSE(dearer_than_next(*flip.at - beside));
        }
    }
}

}  // namespace flip_test
