#include "aicost/break_even.hpp"
#include "scenarios.hpp"

namespace break_even_month_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

CashFlow flow_of(double upfront, double monthly, std::vector<Payment> payments = {}) {
    CashFlow flow;
    flow.upfront = money(upfront);
    flow.monthly.assign(600, money(monthly));
    flow.payments = std::move(payments);
    return flow;
}

}  // namespace

TEST_CASE("break-even: the instant at which what was dearer has caught up", "[break_even_month]") {
    const BreakEven found = break_even_month(flow_of(1200, 30), flow_of(0, 120), 24);
    CHECK(*found.month == near(40.0 / 3));
    CHECK(found.within_horizon);
    CHECK(found.searched_months == 120);
    const BreakEven late = break_even_month(flow_of(1200, 30), flow_of(0, 120), 13);
    CHECK(*late.month == near(40.0 / 3));  // the model runs on behind the horizon
    CHECK_FALSE(late.within_horizon);
    CHECK(break_even_month(flow_of(90, 30), flow_of(0, 120), 1).within_horizon);  // at t = T
}

TEST_CASE("break-even at once: no dearer at the start and after a month", "[break_even_month]") {
    CHECK(*break_even_month(flow_of(0, 30), flow_of(0, 120), 24).month == 0.0);
    CHECK(*break_even_month(flow_of(0, 30), flow_of(0, 30), 24).month == 0.0);
    CHECK(*break_even_month(flow_of(0, 30), flow_of(100, 30), 24).month == 0.0);
    CHECK(*break_even_month(flow_of(0, 200), flow_of(100, 120), 24).month == 0.0);  // though dearer later on
}

TEST_CASE("cheaper at the start but dearer after a month is no break-even at 0", "[break_even_month]") {
    const BreakEven never = break_even_month(flow_of(0, 130), flow_of(5, 120), 24);
    CHECK_FALSE(never.month);
    CHECK(never.reason == BreakEven::Never::no_monthly_saving);

    CashFlow falling = flow_of(0, 100);  // 130 in month 1: 5 dearer, then 20 a month cheaper
    falling.monthly[0] = money(130);
    CHECK(*break_even_month(falling, flow_of(5, 120), 24).month == near(1.25));
}

TEST_CASE("amounts that differ by a rounding are equal", "[break_even_month]") {
    // 0.1 + 0.2 is more than 0.3 by 5.6e-17
    CHECK(*break_even_month(flow_of(0.1 + 0.2, 1), flow_of(0.3, 1), 24).month == 0.0);
    CHECK(*break_even_month(flow_of(0.1 + 0.2, 1), flow_of(0.3, 2), 24).month == 0.0);
    CHECK(crossings(flow_of(0.1 + 0.2, 1), flow_of(0.3, 2), 24).empty());
    CHECK(crossings(flow_of(0.3, 1), flow_of(0.1 + 0.2, 2), 24).empty());
    // the same cost every month: the sums of the two differ by roundings, which are no savings
    const BreakEven never = break_even_month(flow_of(100, 0.1), flow_of(0, 0.1), 600);
    CHECK_FALSE(never.month);
    CHECK(never.reason == BreakEven::Never::no_monthly_saving);
}

TEST_CASE("never, and why", "[break_even_month]") {
    const BreakEven dearer = break_even_month(flow_of(1200, 30), flow_of(0, 30), 24);
    CHECK_FALSE(dearer.month);
    CHECK(dearer.reason == BreakEven::Never::no_monthly_saving);
    const auto both_pay = [](double amount) { return std::vector<Payment>{{6, money(amount)}}; };
    CHECK(break_even_month(flow_of(9, 30, both_pay(50)), flow_of(0, 30, both_pay(50)), 24).reason ==
          BreakEven::Never::no_monthly_saving);
    CHECK(break_even_month(flow_of(99, 30, both_pay(50)), flow_of(0, 30, both_pay(60)), 24).reason ==
          BreakEven::Never::beyond_search);
    const BreakEven slow = break_even_month(flow_of(1210, 20), flow_of(0, 30), 24);
    CHECK_FALSE(slow.month);
    CHECK(slow.reason == BreakEven::Never::beyond_search);
    CHECK(slow.searched_months == 120);
    CHECK_FALSE(slow.within_horizon);
    const BreakEven longer = break_even_month(flow_of(1210, 20), flow_of(0, 30), 200);
    CHECK(*longer.month == near(121));
    CHECK(longer.searched_months == 200);
    CHECK(*break_even_month(flow_of(1200, 20), flow_of(0, 30), 24).month == near(120));  // the last instant
}

TEST_CASE("a payment is a jump at its instant", "[break_even_month]") {
    // 100 dearer and never cheaper, until the baseline pays 500 at t = 7.5
    const CashFlow baseline = flow_of(0, 30, {{7.5, money(500)}});
    CHECK(*break_even_month(flow_of(100, 30), baseline, 24).month == near(7.5));
    CHECK(crossings(flow_of(100, 30), baseline, 24) == std::vector<double>{7.5});
    // catching up at 12, which is when the option pays 50 again: it takes 5 months more
    const CashFlow option = flow_of(120, 20, {{12, money(50)}});
    CHECK(*break_even_month(option, flow_of(0, 30), 24).month == near(17));
    CHECK(crossings(option, flow_of(0, 30), 24).size() == 1);
    // both pay at the same instant: only the difference counts
    CHECK(*break_even_month(flow_of(120, 20, {{6, money(50)}}), flow_of(0, 30, {{6, money(50)}}), 24).month ==
          near(12));
}

TEST_CASE("the lead may change more than once", "[break_even_month]") {
    const CashFlow option = flow_of(1200, 30, {{18, money(1200)}});
    const auto months = crossings(option, flow_of(0, 120), 36);
    REQUIRE(months.size() == 3);
    CHECK(months[0] == near(40.0 / 3));
    CHECK(months[1] == near(18));
    CHECK(months[2] == near(80.0 / 3));
    CHECK(crossings(option, flow_of(0, 120), 20).size() == 2);
    CHECK(crossings(option, flow_of(0, 120), 13).empty());
}

TEST_CASE("touching is not changing the lead", "[break_even_month]") {
    CashFlow option = flow_of(30, 20);  // even at t = 3, then dearer again
    for (std::size_t i = 3; i < 600; ++i) option.monthly[i] = money(40);
    CHECK(crossings(option, flow_of(0, 30), 24).empty());
    CHECK(*break_even_month(option, flow_of(0, 30), 24).month == near(3));  // it has cost no more then

    CashFlow even = flow_of(30, 20);  // even from t = 3, cheaper from t = 10
    for (std::size_t i = 3; i < 10; ++i) even.monthly[i] = money(30);
    const auto months = crossings(even, flow_of(0, 30), 24);
    REQUIRE(months.size() == 1);
    CHECK(months[0] == near(3));
}

TEST_CASE("even all along: no lead to change", "[break_even_month]") {
    CHECK(crossings(flow_of(0, 30), flow_of(0, 30), 24).empty());
    CHECK(crossings(flow_of(0, 20), flow_of(0, 30), 24).empty());
}

TEST_CASE("discounted: the same on discounted flows, linear inside a month", "[break_even_month]") {
    // 100 against 60 a month at 21 % per half a year: month 6 is the first whose sum passes 100
    CashFlow baseline = flow_of(0, 0);
    baseline.monthly[5] = money(110);   // worth 100 of today at 21 % a year
    baseline.monthly[11] = money(121);  // likewise
    CHECK(*break_even_month(flow_of(150, 0), baseline, 24, 0.21).month == near(11.5));
    CHECK(*break_even_month(flow_of(150, 0), baseline, 24).month == near(11 + 40.0 / 121));
}

TEST_CASE("replacements at and after the horizon count for the break-even, not for the total",
          "[break_even_month]") {
    Scenario scenario = article(2e6, 12);
    auto& gpu = option_of<Owned>(scenario, "local").hardware[0].value;
    gpu.lifetime_months = months(12);
    const Comparison c = evaluate(scenario);
    CHECK(result_of(c, "local").total.value() == near(1560));
    // 2,400 by t = 12, 3,600 by 24, …: 90 a month never catch up with 100 a month of replacements
    CHECK_FALSE(result_of(c, "local").against_baseline->break_even.month);
    CHECK(result_of(c, "local").against_baseline->break_even.reason == BreakEven::Never::beyond_search);
}

TEST_CASE("a loan behind the horizon falls due as it was agreed", "[break_even_month]") {
    // 1,200 in 24 parts of 50: 80 a month against 120 from the start
    Scenario scenario = article(2e6, 12);
    option_of<Owned>(scenario, "local").financing = Financing{1.0, 0.0, 24};
    const Comparison c = evaluate(scenario);
    CHECK(*result_of(c, "local").against_baseline->break_even.month == 0.0);
    CHECK(result_of(c, "local").total.value() == near(1560));  // the rest is paid off at t = 12
    option_of<Api>(scenario, "cloud").price_per_mtok =
        per_mtok(0.75);  // 45 a month: 35 dearer, then 15 cheaper
    const auto against = result_of(evaluate(scenario), "local").against_baseline.value();
    CHECK(*against.break_even.month == near(24 + 24 * 35.0 / 15));
    CHECK_FALSE(against.break_even.within_horizon);
}

}  // namespace break_even_month_test
