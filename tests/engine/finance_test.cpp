// The finance of the engine against worked examples that others have published.

#include <cmath>

#include "aicost/cash_flow.hpp"
#include "scenarios.hpp"

namespace finance_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// Yearly flows, the first of them in year `first`.
CashFlow yearly(std::initializer_list<double> amounts, int first) {
    CashFlow flow;
    flow.monthly.assign(12 * (amounts.size() + 1), Money());
    int year = first;
    for (const double amount : amounts) {
        if (year == 0) {
            flow.upfront = money(amount);
        } else {
            flow.monthly[static_cast<std::size_t>(12 * year - 1)] = money(amount);
        }
        ++year;
    }
    return flow;
}
std::vector<Payment> dated(std::initializer_list<double> amounts) {
    std::vector<Payment> flows;
    for (const double amount : amounts) {
        flows.push_back({12.0 * static_cast<double>(flows.size()), money(amount)});
    }
    return flows;
}

}  // namespace

// Microsoft, Excel reference, NPV: =NPV(10%, -10000, 3000, 4200, 6800) is 1,188.44; all four are at the end
// of their year. Its second example adds an investment at the start: =NPV(8%, 8000, 9200, 10000, 12000,
// 14500) +
// (-40000) is 1,922.06.
TEST_CASE("published: net present value", "[finance]") {
    CHECK(npv(yearly({-10000, 3000, 4200, 6800}, 1), 60, 0.10).value() == to_cents(1188.44));
    CHECK(npv(yearly({-40000, 8000, 9200, 10000, 12000, 14500}, 0), 60, 0.08).value() == to_cents(1922.06));
}

// Microsoft, Excel reference, IRR: -70,000 and 12,000 … 26,000 over five years yield 8.7 %, over four years
// -2.1 %. NumPy-Financial, documentation of irr(): the last two.
TEST_CASE("published: internal rate of return", "[finance]") {
    const auto percent = [](double value) { return Approx(value).epsilon(0).margin(0.05); };
    CHECK(100 * *irr(dated({-70000, 12000, 15000, 18000, 21000, 26000})) == percent(8.7));
    CHECK(100 * *irr(dated({-70000, 12000, 15000, 18000, 21000})) == percent(-2.1));
    CHECK(*irr(dated({-250000, 100000, 150000, 200000, 250000, 300000})) ==
          Approx(0.5672303344358536).epsilon(1e-12));
    CHECK(*irr(dated({-100, 39, 59, 55, 20})) == Approx(0.28095).epsilon(0).margin(0.000005));
}

// NumPy, documentation of pmt(): 200,000 over 15 years at 7.5 % a year. Microsoft, Excel reference, PMT:
// 10,000 over 10 months at 8 % a year is 1,037.03. NumPy's own test of pmt(): 15,000 over 5 years at 8 % is
// 304.146.
TEST_CASE("published: the instalment of a loan", "[finance]") {
    CHECK(annuity(money(200'000), 0.075 / 12, 180).value() == Approx(1854.0247200054619).epsilon(1e-12));
    CHECK(annuity(money(10'000), 0.08 / 12, 10).value() == to_cents(1037.03));
    CHECK(annuity(money(15'000), 0.08 / 12, 60).value() == Approx(304.146).epsilon(0).margin(0.0005));
}

// NumPy, documentation of ipmt(): how 2,500 at 8.24 % a year is paid back in 12 months; what is owed after
// each.
TEST_CASE("published: what is still owed on a loan", "[finance]") {
    const double owed[] = {2299.42, 2097.46, 1894.11, 1689.37, 1483.22, 1275.66,
                           1066.67, 856.25,  644.38,  431.05,  216.26,  0.0};
    for (int paid = 1; paid <= 12; ++paid) {
        CHECK(remaining_principal(money(2500), 0.0824 / 12, 12, paid).value() == to_cents(owed[paid - 1]));
    }
}

// ECMA-376 (Office Open XML), SpreadsheetML, DB: 1,000,000 over 6 years down to 100,000, a rate of 0.319,
// bought with 7 months left of its first year. The first year takes 186,083.33; the five whole years after it
// 259,639.42, 176,814.44, 120,410.64, 81,999.64 and 55,841.76.
TEST_CASE("published: declining balance", "[finance]") {
    const double whole_years[] = {259'639.42, 176'814.44, 120'410.64, 81'999.64, 55'841.76};
    Owned owned = machine_for(1'000'000 - 186'083.33);
    owned.depreciation_per_year = 0.319;
    double worth = 1'000'000 - 186'083.33;
    int years = 0;
    for (const double taken : whole_years) {
        worth -= taken;
        ++years;
        const OptionResult result = single(scenario_of(owned, 1e6, 12 * years));
        CHECK(-item_of(result, "resale").at_end.value() == Approx(worth).epsilon(0).margin(0.02));
    }
    // the rate itself: 1 - (salvage/cost)^(1/life), to three places
    owned = machine_for(1'000'000);
    owned.depreciation_per_year = 1 - std::pow(0.1, 1.0 / 6);
    CHECK(*owned.depreciation_per_year == Approx(0.319).epsilon(0).margin(0.0005));
    CHECK(-item_of(single(scenario_of(owned, 1e6, 72)), "resale").at_end.value() == near(100'000));
}

}  // namespace finance_test
