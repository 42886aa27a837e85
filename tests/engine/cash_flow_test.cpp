#include "aicost/cash_flow.hpp"

#include <cmath>

#include "scenarios.hpp"

namespace cash_flow_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

CashFlow flow_of(double upfront, double monthly, int months) {
    CashFlow flow;
    flow.upfront = money(upfront);
    flow.monthly.assign(static_cast<std::size_t>(months), money(monthly));
    return flow;
}

}  // namespace

TEST_CASE("a total is the sum of the flows up to the horizon", "[cash_flow]") {
    CashFlow flow = flow_of(1200, 30, 120);
    CHECK(total(flow, 24).value() == near(1920));
    flow.payments = {{12, money(100)}, {24, money(1000)}};  // at the horizon: behind it
    flow.at_end = money(-50);
    CHECK(total(flow, 24).value() == near(1970));
    CHECK(total(flow, 25).value() == near(1200 + 750 + 1100 - 50));
}

TEST_CASE("a flow at t months is worth flow/(1+r)^(t/12)", "[cash_flow]") {
    CHECK(discount_factor(0.21, 6) == near(1 / 1.1));
    CHECK(discount_factor(0.0, 600) == 1.0);
    CHECK(discount_factor(1.8, 12) == near(1 / 2.8));
    CHECK(discount_factor(-0.19, 6) == near(1 / 0.9));
    CashFlow flow = flow_of(100, 0, 12);
    flow.monthly[11] = money(121);
    flow.payments = {{6, money(110)}};
    flow.at_end = money(-12.1);
    CHECK(npv(flow, 12, 0.21).value() == near(100 + 100 + 100 - 10));
}

TEST_CASE("adding flows keeps their payments in order of time", "[cash_flow]") {
    CashFlow a = flow_of(1, 2, 3);
    a.payments = {{2, money(20)}, {9, money(90)}};
    CashFlow b = flow_of(10, 20, 5);
    b.payments = {{1, money(10)}, {2, money(21)}, {12, money(120)}};
    b.at_end = money(7);
    a += b;
    CHECK(a.upfront.value() == 11);
    REQUIRE(a.monthly.size() == 5);
    CHECK(a.monthly[2].value() == 22);
    CHECK(a.monthly[4].value() == 20);
    CHECK(a.at_end.value() == 7);
    REQUIRE(a.payments.size() == 5);
    CHECK(a.payments[0].amount.value() == 10);
    CHECK(a.payments[1].amount.value() == 20);
    CHECK(a.payments[2].amount.value() == 21);
    CHECK(a.payments[4].month == 12);
}

TEST_CASE("cumulative: linear inside a month, a jump at a payment", "[cash_flow]") {
    CashFlow flow = flow_of(100, 10, 3);
    flow.payments = {{1.5, money(50)}, {3, money(1000)}};
    flow.at_end = money(-999);
    const auto points = cumulative(flow, 3);
    const std::vector<std::pair<double, double>> expected = {{0, 100},   {1, 110}, {1.5, 115},
                                                             {1.5, 165}, {2, 170}, {3, 180}};
    REQUIRE(points.size() == expected.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        CHECK(points[i].month == near(expected[i].first));
        CHECK(points[i].amount.value() == near(expected[i].second));
    }
}

TEST_CASE("instalments repay the principal exactly", "[cash_flow]") {
    for (const double rate : {0.0, 1e-12, 0.001, 0.01, 0.15, 2.0}) {
        for (const int months : {1, 2, 12, 360, 1200}) {
            const double instalment = annuity(money(1000), rate, months).value();
            double owed = 1000;
            // beyond this the recurrence itself has no digits left
            const bool exact = std::pow(1 + rate, months) < 1e4;
            for (int paid = 0; paid <= months; ++paid) {
                if (exact) {
                    CHECK(remaining_principal(money(1000), rate, months, paid).value() ==
                          Approx(owed).epsilon(1e-9).margin(1e-6));
                }
                owed = owed * (1 + rate) - instalment;
            }
        }
    }
    CHECK(annuity(money(1000), 0.5, 1).value() == near(1500));
    CHECK(remaining_principal(money(1000), 0.01, 12, 12).value() == 0.0);
    CHECK(remaining_principal(money(1000), 0.01, 12, 500).value() == 0.0);
}

TEST_CASE("irr: the rate that makes the flows worth nothing", "[cash_flow]") {
    const auto rate = [](std::vector<Payment> flows) { return irr(flows); };
    // 100 become 121 in two years
    CHECK(*rate({{0, money(-100)}, {24, money(121)}}) == near(0.1));
    CHECK(*rate({{0, money(100)}, {24, money(-121)}}) == near(0.1));  // lent or borrowed
    CHECK(*rate({{0, money(-100)}, {12, money(50)}}) == near(-0.5));
    CHECK(*rate({{0, money(-100)}, {5, money(100)}}) == 0.0);
    CHECK(*rate({{0, money(-100)}, {3, money(0)}, {6, money(200)}}) == near(3));  // doubled twice a year
    CHECK(*rate({{6, money(-100)}, {18, money(150)}}) == near(0.5));
}

TEST_CASE("irr: none where the signs do not change exactly once, or where it has no size", "[cash_flow]") {
    CHECK_FALSE(irr({}));
    CHECK_FALSE(irr(std::vector<Payment>{{0, money(-1)}}));
    CHECK_FALSE(irr(std::vector<Payment>{{0, money(-1)}, {1, money(-1)}}));
    CHECK_FALSE(irr(std::vector<Payment>{{0, money(0)}, {1, money(0)}}));
    CHECK_FALSE(irr(std::vector<Payment>{{0, money(-1)}, {1, money(3)}, {2, money(-2)}}));
    CHECK_FALSE(irr(std::vector<Payment>{{0, money(-1e-300)}, {1, money(1e300)}}));  // e^1381 a month
}

}  // namespace cash_flow_test
