#include "aicost/advice.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random_scenario.hpp"
#include "engine/scenarios.hpp"

namespace advice_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

const SideAdvice& side(const Advice& advice, Side which) {
    return advice.sides[static_cast<std::size_t>(which)];
}

const Reason* find(const std::vector<Reason>& reasons, Reason::Code code) {
    const auto found =
        std::find_if(reasons.begin(), reasons.end(), [&](const Reason& one) { return one.code == code; });
    REQUIRE(found != reasons.end());
    return &*found;
}

using Code = Reason::Code;

}  // namespace

TEST_CASE("the article's advice: cloud at 500K tokens a day, local at 2M and 5M") {
    CHECK(advise(article(500e3), {}).recommended == Side::cloud);
    CHECK(advise(article(2e6), {}).recommended == Side::local);
    CHECK(advise(article(5e6), {}).recommended == Side::local);
    const Advice advice = advise(article(2e6), {});
    CHECK(advice.rule == Advice::Rule::cheapest);
    // the hybrid that is made: 1,920 + a fifth of 2,880
    CHECK(side(advice, Side::hybrid).made);
    CHECK(advice.comparison.options[2].total.value() == near(1920 + 576));
    CHECK(advice.margin->value() == near(576));
}

TEST_CASE("each reason has the number of the engine") {
    const Advice advice = advise(article(2e6), {});
    const SideAdvice& local = side(advice, Side::local);
    CHECK(find(local.in_favour, Code::pays_off)->value == near(1200.0 / 90));
    CHECK(find(local.in_favour, Code::above_break_even)->limit == Approx(4e6 / 3));
    CHECK(find(local.in_favour, Code::costs_less)->value == near(576));
    CHECK(find(local.in_favour, Code::marginal_less)->limit == near(2));
    CHECK(find(local.against, Code::upfront)->value == near(1200));
    CHECK_FALSE(find(local.against, Code::capacity_unknown)->decides);
    const SideAdvice& cloud = side(advice, Side::cloud);
    CHECK(find(cloud.against, Code::costs_more)->value == near(960));
    CHECK(find(cloud.against, Code::grows_with_volume)->value == near(2880));
    CHECK(find(cloud.against, Code::data_leaves)->value == near(2e6));
    CHECK(find(cloud.in_favour, Code::elastic)->value == near(2e6 / 1440));
    CHECK(find(side(advice, Side::hybrid).against, Code::data_leaves)->value == near(0.2 * 2e6));
    const Advice little = advise(article(500e3), {});
    CHECK(find(side(little, Side::local).against, Code::never_pays_off)->value == near(120));
    CHECK(find(side(little, Side::local).against, Code::below_break_even)->value == near(500e3));
}

TEST_CASE("requirements rule sides out, whatever they cost") {
    Scenario scenario = article(500e3);
    scenario.requirements.data_stays_on_premises = true;
    const Advice home = advise(scenario, {});
    CHECK(home.recommended == Side::local);
    CHECK(home.rule == Advice::Rule::only_possible);
    CHECK(find(side(home, Side::cloud).against, Code::data_leaves)->decides);
    CHECK_FALSE(side(home, Side::hybrid).possible);

    Scenario offline = article(500e3);
    offline.requirements.works_offline = true;
    CHECK(advise(offline, {}).recommended == Side::local);
    CHECK(find(side(advise(offline, {}), Side::cloud).against, Code::needs_network)->decides);

    Scenario steady = article(500e3);
    steady.requirements.no_rate_limits = true;
    CHECK(find(side(advise(steady, {}), Side::cloud).against, Code::rate_limit)->decides);

    Scenario able = article(5e6);
    able.requirements.quality = {"code"};
    option_of<Api>(able, "cloud").about.capabilities = {"code: excellent"};
    CHECK(advise(able, {}).recommended == Side::hybrid);  // a part of the work may go where it can be done
    CHECK(find(side(advise(able, {}), Side::local).against, Code::lacks_capability)->word == "code");
}

TEST_CASE("the largest models are not to be had at home, but where a profile says so") {
    Needs needs;
    needs.frontier_model = true;
    const Advice advice = advise(article(5e6), needs);
    CHECK_FALSE(side(advice, Side::local).possible);
    CHECK(find(side(advice, Side::local).against, Code::no_frontier)->decides);
    CHECK(advice.recommended == Side::hybrid);  // 1,920 and a fifth of 7,200 are less than 7,200
    Scenario has = article(5e6);
    option_of<Owned>(has, "local").about.capabilities = {"frontier_model"};
    CHECK(advise(has, needs).recommended == Side::local);
    needs.frontier_model = true;
    Scenario home = article(5e6);
    home.requirements.data_stays_on_premises = true;
    const Advice none = advise(home, needs);
    CHECK_FALSE(none.recommended);
    CHECK(none.rule == Advice::Rule::nothing_possible);
    CHECK_FALSE(none.margin);
}

TEST_CASE("sensitive work stays, and the rest may go to the largest models: both") {
    Needs needs;
    needs.sensitive_share = 0.4;
    needs.frontier_model = true;
    const Advice advice = advise(article(500e3), needs);
    CHECK(advice.recommended == Side::hybrid);
    CHECK(find(side(advice, Side::cloud).against, Code::sensitive_leaves)->value == near(0.4));
    CHECK(find(side(advice, Side::hybrid).in_favour, Code::data_stays)->value == near(0.4));
    // an overflow is by load, not by what is sensitive
    Scenario busy = article(500e3);
    option_of<Owned>(busy, "local").machines.serving = serving(1000, 100);
    Hybrid overflow;
    overflow.local = "local";
    overflow.cloud = "cloud";
    overflow.overflow = true;
    busy.options.push_back({"both", overflow});
    CHECK_FALSE(side(advise(busy, needs), Side::hybrid).possible);
}

TEST_CASE("a close call goes to less money up-front; a bursty one to the side without idle machines") {
    // local 1,920 against 1,936.80: 0.9 %
    CHECK(advise(article(1.345e6), {}).recommended == Side::cloud);
    CHECK(advise(article(1.345e6), {}).rule == Advice::Rule::close_and_less_upfront);
    Needs bursty;
    bursty.bursty = true;
    CHECK(advise(article(1.345e6), bursty).recommended == Side::cloud);
    CHECK(advise(article(1.345e6), bursty).rule == Advice::Rule::close_and_bursty);
    // 2,160 against 1,920: 11 % are no close call
    CHECK(advise(article(1.5e6), {}).recommended == Side::local);
    CHECK(advise(article(1.5e6), bursty).scenario.workload.load_shape.peak() == near(3));
}

TEST_CASE("a machine that is too small is not recommended; a hybrid that overflows may be") {
    Scenario scenario = article(100e6);  // 10^8·(0.75/2000 + 0.25/400) s: 116 % of a day
    option_of<Owned>(scenario, "local").machines.serving = serving(2000, 400);
    const Advice advice = advise(scenario, {});
    CHECK(find(side(advice, Side::local).against, Code::too_small)->decides);
    CHECK(advice.recommended == Side::hybrid);
    CHECK(side(advice, Side::hybrid).made);
    CHECK(std::get<Hybrid>(advice.scenario.options[2].value).overflow);
}

TEST_CASE("a side that the profile does not have is said to be missing") {
    Scenario scenario = article();
    scenario.options.pop_back();
    const Advice advice = advise(scenario, {});
    CHECK(advice.recommended == Side::local);
    CHECK(find(side(advice, Side::cloud).against, Code::no_such_option)->decides);
    CHECK_FALSE(side(advice, Side::hybrid).option);
}

TEST_CASE("models to start with fit, can be pulled, and come the largest first") {
    const auto all = Catalogue::built_in().open_models();
    const auto fitting = models_to_start_with(all, 4.83, 20.6, 2560);
    REQUIRE(fitting.size() > 3);
    for (std::size_t i = 0; i < fitting.size(); ++i) {
        CHECK_FALSE(fitting[i].ollama.empty());
        CHECK(*fitting[i].params_b * 4.83 / 8 * 1e9 < 20.6 * 1024 * 1024 * 1024);
        if (i > 0) CHECK(fitting[i - 1].params_b >= fitting[i].params_b);
    }
    CHECK(models_to_start_with(all, 4.83, 0.1, 2560).empty());
    for (const OpenModel& model : models_to_start_with(all, 4.83, 1000, 100000))
        CHECK(model.context_tokens >= 100000);
}

TEST_CASE("what is recommended is possible, and nothing possible is cheaper by more than a close call") {
    CHECK(rc::check([] {
        const Scenario scenario = *any_scenario();
        Needs needs;
        needs.frontier_model = *rc::gen::arbitrary<bool>();
        needs.bursty = *rc::gen::arbitrary<bool>();
        if (*rc::gen::arbitrary<bool>()) needs.sensitive_share = 0.25;
        const Advice advice = advise(scenario, needs);
        RC_ASSERT(advice.sides.size() == 3U);
        bool any = false;
        for (const SideAdvice& one : advice.sides) {
            any = any || one.possible;
            const bool ruled_out = std::any_of(one.against.begin(), one.against.end(),
                                               [](const Reason& reason) { return reason.decides; });
            RC_ASSERT(one.possible == !ruled_out);
        }
        RC_ASSERT(any == advice.recommended.has_value());
        if (!advice.recommended) return;
        const SideAdvice& chosen = side(advice, *advice.recommended);
        RC_ASSERT(chosen.possible);
        const double cost = advice.comparison.options[*chosen.option].npv.value();
        for (const SideAdvice& other : advice.sides) {
            if (!other.possible) continue;
            const double theirs = advice.comparison.options[*other.option].npv.value();
            RC_ASSERT(cost - theirs <= close_call * std::max(std::abs(cost), std::abs(theirs)) + 1e-9);
        }
    }));
}

}  // namespace advice_test
