// The article's figures (docs/model.md, section 7), and what follows from them when one thing is changed.

#include "aicost/metric.hpp"
#include "scenarios.hpp"

namespace article_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

double number_of(const Scenario& scenario, std::string_view metric) {
    return std::get<double>(metric_value(scenario, evaluate(scenario), metric).value());
}
std::string winner_of(const Scenario& scenario) {
    return std::get<std::string>(aicost::winner_of(evaluate(scenario)));
}
double solved(const Scenario& scenario, std::string_view path) {
    const Solution solution = solve(scenario, path, [](const Scenario& s) {
        return total_cost(s, 0).value() - total_cost(s, 1).value();
    });
    return solution.value.value();
}
// Written down with so many decimals.
Approx rounded(double value, double half_unit) { return Approx(value).epsilon(0).margin(half_unit); }

}  // namespace

TEST_CASE("the article's table", "[article]") {
    struct Row {
        double volume, cloud, savings;
        const char* winner;
        std::optional<double> month;
    };
    for (const Row& row :
         {Row{500e3, 720, -1200, "cloud", std::nullopt}, Row{2e6, 2880, 960, "local", 1200.0 / 90},
          Row{5e6, 7200, 5280, "local", 1200.0 / 270}}) {
        const Scenario scenario = article(row.volume);
        const Comparison c = evaluate(scenario);
        CHECK(result_of(c, "local").total.value() == near(1920));
        CHECK(result_of(c, "cloud").total.value() == near(row.cloud));
        CHECK(winner_of(scenario) == row.winner);
        const auto& against = result_of(c, "local").against_baseline.value();
        CHECK(against.savings.value() == near(row.savings));
        REQUIRE(against.break_even.month.has_value() == row.month.has_value());
        if (row.month) {
            CHECK(*against.break_even.month == near(*row.month));
            CHECK(against.break_even.within_horizon);
        } else {
            CHECK(against.break_even.reason == BreakEven::Never::no_monthly_saving);
            CHECK_FALSE(against.break_even.within_horizon);
        }
        CHECK(number_of(scenario, "local.break_even_tokens_per_day") == near(4e6 / 3));
    }
}

TEST_CASE("2M a day: 13.33 months; 5M: 4.44", "[article]") {
    CHECK(number_of(article(2e6), "local.break_even_month") == rounded(13.33, 0.005));
    CHECK(number_of(article(5e6), "local.break_even_month") == rounded(4.44, 0.005));
}

TEST_CASE("the article's break-even in any one of its inputs", "[article]") {
    CHECK(solved(article(), "cloud.price_per_mtok") == near(4.0 / 3));
    CHECK(solved(article(), "cloud.price_per_1k") == near(0.004 / 3));
    CHECK(solved(article(), "local.hardware.gpu.unit_price") == near(2160));
    CHECK(solved(article(), "local.monthly_costs.electricity") == near(70));
    CHECK(solved(article(), "workload.tokens_per_day") == near(4e6 / 3));
}

TEST_CASE("an api price that falls by half every year", "[article]") {
    Scenario scenario = article();
    option_of<Api>(scenario, "cloud").price_change_per_year = -0.5;
    CHECK(number_of(scenario, "cloud.total") == to_cents(1603.54));
    CHECK(winner_of(scenario) == "cloud");
}

TEST_CASE("an api price that falls by 35 % a year over 84 months: local leads for a while", "[article]") {
    Scenario scenario = article(2e6, 84);
    option_of<Api>(scenario, "cloud").price_change_per_year = -0.35;
    const auto against = result_of(evaluate(scenario), "local").against_baseline.value();
    REQUIRE(against.crossings.size() == 2);
    CHECK(against.crossings[0] == rounded(22.07, 0.005));
    CHECK(against.crossings[1] == rounded(60.51, 0.005));
    CHECK(*against.break_even.month == near(against.crossings[0]));
}

TEST_CASE("a volume that grows by 10 % a month from 500K", "[article]") {
    Scenario scenario = article(500e3);
    scenario.workload.growth_per_month = 0.1;
    CHECK(number_of(scenario, "cloud.total") == to_cents(2654.92));
    CHECK(winner_of(scenario) == "local");
}

TEST_CASE("a machine that loses a quarter of its value every year", "[article]") {
    Scenario scenario = article();
    option_of<Owned>(scenario, "local").depreciation_per_year = 0.25;
    // 1,920 - 1,200·0.75² = 1,245 of local cost, over 0.00144 of cloud cost for each token a day
    CHECK(number_of(scenario, "local.total") == near(1245));
    CHECK(number_of(scenario, "local.break_even_tokens_per_day") == near(1245 / 0.00144));
    CHECK(number_of(scenario, "local.break_even_tokens_per_day") == rounded(864'583, 0.5));
}

TEST_CASE("a card that is replaced every 18 months, over 36", "[article]") {
    Scenario scenario = article(2e6, 36);
    option_of<Owned>(scenario, "local").hardware[0].value.lifetime_months = months(18);
    const auto against = result_of(evaluate(scenario), "local").against_baseline.value();
    REQUIRE(against.crossings.size() == 3);
    CHECK(against.crossings[0] == near(40.0 / 3));  // 13.33
    CHECK(against.crossings[1] == near(18));        // 1,200 more are paid
    CHECK(against.crossings[2] == near(80.0 / 3));  // 2,400 caught up at 90 a month
}

TEST_CASE("at a discount rate of 10 % a year", "[article]") {
    Scenario scenario = article();
    scenario.discount_rate = 0.1;
    CHECK(number_of(scenario, "local.discounted_break_even_month") == rounded(14.15, 0.005));
    CHECK(number_of(scenario, "local.break_even_month") == near(40.0 / 3));
    CHECK(number_of(scenario, "cloud.npv") - number_of(scenario, "local.npv") == to_cents(758.81));
    CHECK(number_of(scenario, "cloud.total") - number_of(scenario, "local.total") == near(960));
}

TEST_CASE("the article's machine cannot hold its model, which is a note", "[article]") {
    Scenario scenario = article();
    option_of<Owned>(scenario, "local").model_memory = ModelMemory{70, 4, 24};
    const Comparison c = evaluate(scenario);
    CHECK(has_note(result_of(c, "local"), Note::Code::model_does_not_fit));
    CHECK(winner_of(scenario) == "local");
}

}  // namespace article_test
