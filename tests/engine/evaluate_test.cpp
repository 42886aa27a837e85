#include "aicost/evaluate.hpp"

#include <cmath>

#include "aicost/metric.hpp"
#include "scenarios.hpp"

namespace evaluate_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// Options that cost so much a month, flat.
Scenario flat_fees(std::initializer_list<double> fees, int months = 10) {
    Scenario scenario;
    scenario.horizon_months = months;
    scenario.workload.tokens_per_day = tokens(1e6);
    char name = 'a';
    for (const double fee : fees) {
        Api api = api_at(0);
        api.monthly_fee = money(fee);
        scenario.options.push_back({std::string(1, name++), api});
    }
    return scenario;
}
std::string winner_word(const Scenario& scenario) {
    const MetricValue word = winner_of(evaluate(scenario));
    return std::holds_alternative<std::string>(word) ? std::get<std::string>(word) : "none";
}

}  // namespace

TEST_CASE("levelised cost: discounted money over discounted tokens", "[evaluate]") {
    Scenario scenario = article();
    // 1,440 M tokens in two years
    CHECK(evaluate(scenario).volume.value() == near(1440e6));
    CHECK(result_of(evaluate(scenario), "local").cost_per_mtok->value() == near(1920.0 / 1440));
    CHECK(result_of(evaluate(scenario), "cloud").cost_per_mtok->value() == near(2));
    // tokens and bills are discounted alike: a constant price stays what it is
    scenario.discount_rate = 0.5;
    CHECK(result_of(evaluate(scenario), "cloud").cost_per_mtok->value() == near(2));
    // what is paid at the start weighs more: by hand, with d = 1.5^(-1/12)
    const double d = std::pow(1.5, -1.0 / 12);
    const double annuity_factor = d * (1 - std::pow(d, 24)) / (1 - d);
    CHECK(result_of(evaluate(scenario), "local").cost_per_mtok->value() ==
          near((1200 + 30 * annuity_factor) / (60 * annuity_factor)));
    scenario.workload.tokens_per_day = tokens(0);
    CHECK_FALSE(result_of(evaluate(scenario), "local").cost_per_mtok);
}

TEST_CASE("levelised cost: none of no tokens, nor of so few that it is beyond all numbers", "[evaluate]") {
    for (const double few : {0.0, 4.9e-324, 1e-310}) {
        CAPTURE(few);
        const Scenario scenario = article(few);
        CHECK(!result_of(evaluate(scenario), "local").cost_per_mtok);
        CHECK(result_of(evaluate(scenario), "local").total.value() == near(1920));
    }
    CHECK(result_of(evaluate(article(1e-290)), "local").cost_per_mtok->value() ==
          near(1920 / (1e-290 * 720e-6)));
}

TEST_CASE("present values of everything at its time", "[evaluate]") {
    Scenario scenario = article(2e6, 24);
    auto& local = option_of<Owned>(scenario, "local");
    local.hardware[0].value.lifetime_months = months(12);
    local.salvage_share = 0.5;
    local.running.monthly_costs.clear();
    scenario.discount_rate = 0.25;
    // 1,200 today, 1,200 in a year, 600 back in two
    CHECK(result_of(evaluate(scenario), "local").npv.value() == near(1200 + 1200 / 1.25 - 600 / 1.5625));
    CHECK(result_of(evaluate(scenario), "local").total.value() == near(1800));
}

TEST_CASE("the first month holds what month 1 brings, not what the horizon's end does", "[evaluate]") {
    Scenario scenario = article(2e6, 1);
    auto& local = option_of<Owned>(scenario, "local");
    local.salvage_share = 0.5;
    local.hardware[0].value.lifetime_months = months(1);
    CHECK(result_of(evaluate(scenario), "local").first_month.value() == near(30));
    scenario.horizon_months = 2;  // the replacement at t = 1 falls due within it
    CHECK(result_of(evaluate(scenario), "local").first_month.value() == near(1230));
}

TEST_CASE("irr of the extra that is paid at the start", "[evaluate]") {
    // 1,200 now for 90 a month over 24 months: the monthly rate i with 1,200 = 90·(1 - (1+i)^-24)/i
    const auto irr = result_of(evaluate(article()), "local").against_baseline->irr;
    const double i = std::pow(1 + *irr, 1.0 / 12) - 1;
    CHECK(90 * (1 - std::pow(1 + i, -24)) / i == Approx(1200).epsilon(1e-9));
    CHECK(*irr == Approx(0.87027).epsilon(1e-4));
}

TEST_CASE("irr: roundings are no flows", "[evaluate]") {
    // The same monthly costs, written as 0.1 + 0.2 and as 0.3, differ by 5.6e-17 a month.
    Scenario scenario;
    scenario.horizon_months = 12;
    scenario.workload.tokens_per_day = tokens(0);
    Owned one = machine_for(100);
    one.salvage_share = 0.9;
    one.running.monthly_costs = {{"a", money(0.1)}, {"b", money(0.2)}};
    Owned other;
    other.running.monthly_costs = {{"a", money(0.3)}};
    scenario.options.push_back({"one", one});
    scenario.options.push_back({"other", other});
    scenario.baseline = "other";
    // 100 now, 90 back in a year
    const auto irr = result_of(evaluate(scenario), "one").against_baseline->irr;
    REQUIRE(irr);
    CHECK(*irr == near(-0.1));
}

TEST_CASE("the baseline: as stated, else the first api, else the first option", "[evaluate]") {
    Scenario scenario = article();
    CHECK(baseline_of(scenario) == 1);
    CHECK_FALSE(evaluate(scenario).options[1].against_baseline);
    scenario.baseline = "local";
    CHECK(baseline_of(scenario) == 0);
    CHECK_FALSE(evaluate(scenario).options[0].against_baseline);
    CHECK(evaluate(scenario).options[1].against_baseline->savings.value() == near(-960));
    scenario.baseline.clear();
    scenario.options.pop_back();
    CHECK(baseline_of(scenario) == 0);
}

TEST_CASE("the winner has the least present value; a tie is within half a cent", "[evaluate]") {
    CHECK(winner_word(flat_fees({3, 2, 4})) == "b");
    CHECK(winner_word(flat_fees({2, 2})) == "tie");
    CHECK(winner_word(flat_fees({2, 2.0004})) == "tie");  // 20.000 and 20.004
    CHECK(winner_word(flat_fees({2.0006, 2})) == "b");    // 20.006
    CHECK(winner_word(flat_fees({3, 2, 2})) == "tie");
    CHECK(winner_word(flat_fees({5})) == "a");

    // by present value, not by total: 1,000 today against 100 a month over a year at 100 % a year
    Scenario scenario = flat_fees({100}, 12);
    scenario.options.push_back({"now", machine_for(1000)});
    CHECK(winner_word(scenario) == "now");
    scenario.discount_rate = 1.0;
    CHECK(winner_word(scenario) == "a");
}

TEST_CASE("what can not serve never wins, and does not tie", "[evaluate]") {
    Scenario scenario = flat_fees({2, 2, 3});
    option_of<Api>(scenario, "a").tokens_per_minute = tokens(1);
    CHECK(winner_word(scenario) == "b");
    option_of<Api>(scenario, "b").tokens_per_minute = tokens(1);
    CHECK(winner_word(scenario) == "c");
    option_of<Api>(scenario, "c").tokens_per_minute = tokens(1);
    const Comparison none = evaluate(scenario);
    CHECK_FALSE(none.winner);
    CHECK_FALSE(none.tie);
    CHECK_FALSE(none.price_of_requirements);
    CHECK(none.options[0].total.value() == near(20));  // the cost is still shown
}

TEST_CASE("what each requirement bars", "[evaluate]") {
    Scenario scenario = article();
    Rented rented;
    rented.price_per_hour = per_hour(1);
    scenario.options.push_back({"rack", rented});
    const auto hybrid = [&](const char* name, const char* local, std::optional<double> share) {
        Hybrid both;
        both.local = local;
        both.cloud = "cloud";
        both.local_share = share;
        both.overflow = !share;
        scenario.options.push_back({name, both});
    };
    option_of<Owned>(scenario, "local").machines.serving = serving(1000, 100);
    hybrid("part", "local", 0.9);
    hybrid("all", "local", 1.0);
    hybrid("all-rack", "rack", 1.0);
    hybrid("overflow", "local", std::nullopt);

    const auto barred = [&] {
        std::string names;
        for (const OptionResult& option : evaluate(scenario).options) {
            if (!option.allowed) names += option.id + " ";
        }
        return names;
    };
    CHECK(barred().empty());
    scenario.requirements.data_stays_on_premises = true;
    // what flows over is nothing: the local side has room for all of it
    CHECK(barred() == "cloud rack part all-rack ");
    CHECK(has_note(result_of(evaluate(scenario), "part"), Note::Code::barred_on_premises));
    scenario.requirements = {};
    scenario.requirements.works_offline = true;
    // what flows over is nothing: the local side has room for all of it
    CHECK(barred() == "cloud rack part all-rack ");
    CHECK(has_note(result_of(evaluate(scenario), "cloud"), Note::Code::barred_offline));
    scenario.requirements = {};
    scenario.requirements.no_rate_limits = true;
    CHECK(barred() == "cloud part ");  // a hybrid, where a part that serves something is barred
    CHECK(has_note(result_of(evaluate(scenario), "cloud"), Note::Code::barred_rate_limits));
}

TEST_CASE("quality: every capability asked for must be listed", "[evaluate]") {
    Scenario scenario = article();
    scenario.requirements.quality = {"code", "vision"};
    option_of<Api>(scenario, "cloud").about.capabilities = {"vision", "chat", "code"};
    option_of<Owned>(scenario, "local").about.capabilities = {"code"};
    const Comparison c = evaluate(scenario);
    CHECK(result_of(c, "cloud").allowed);
    CHECK_FALSE(result_of(c, "local").allowed);
    CHECK(note_of(result_of(c, "local"), Note::Code::barred_quality).word == "vision");
    CHECK(c.options[*c.winner].id == "cloud");
}

TEST_CASE("the price of the requirements: least of the allowed over least of the feasible", "[evaluate]") {
    Scenario scenario = article(500e3);
    CHECK(evaluate(scenario).price_of_requirements->value() == near(0));
    scenario.requirements.data_stays_on_premises = true;
    Comparison c = evaluate(scenario);
    CHECK(c.options[*c.winner].id == "local");
    CHECK(c.price_of_requirements->value() == near(1200));  // 1,920 - 720: what privacy costs
    CHECK(result_of(c, "cloud").total.value() == near(720));
    CHECK(result_of(c, "cloud").feasible);

    // the cheapest could not have served anyway: it sets no price
    option_of<Api>(scenario, "cloud").tokens_per_minute = tokens(1);
    CHECK(evaluate(scenario).price_of_requirements->value() == near(0));
    // nothing is left
    scenario.options.erase(scenario.options.begin());
    c = evaluate(scenario);
    CHECK_FALSE(c.winner);
    CHECK_FALSE(c.price_of_requirements);
}

TEST_CASE("why an option is out is the first thing said of it", "[evaluate]") {
    Scenario scenario = article();
    option_of<Owned>(scenario, "local").machines.units.count.reset();
    option_of<Owned>(scenario, "local").machines.serving = serving(1000, 100);
    scenario.requirements.quality = {"vision"};
    const Comparison c = evaluate(scenario);
    CHECK(result_of(c, "local").notes.front().code == Note::Code::barred_quality);
}

TEST_CASE("months of days_per_month days", "[evaluate]") {
    Scenario scenario = article();
    scenario.days_per_month = 30.4375;
    CHECK(result_of(evaluate(scenario), "cloud").total.value() == near(2922));  // 2 M · 30.4375 · 24 · 2/1e6
}

}  // namespace evaluate_test
