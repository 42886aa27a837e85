// Growth of made-up volumes: what is put in comes out, and a decline is never more than everything.
#include "usage/growth.hpp"

#include <cmath>

#include "catch.hpp"

namespace growth_test {

using namespace aicost;

namespace {

std::vector<double> grown(std::size_t days, double per_month) {
    std::vector<double> all;
    for (std::size_t i = 0; i < days; ++i)
        all.push_back(1e6 * std::pow(1.0 + per_month, static_cast<double>(i) / 30.4375));
    return all;
}

}  // namespace

TEST_CASE("constant growth is found as it is, compounded, without doubt") {
    for (const double rate : {0.1, 2.0, -0.3, -0.95, 0.0}) {
        for (const std::size_t days : {14U, 60U, 400U}) {
            const auto growth = growth_of(grown(days, rate));
            REQUIRE(growth);
            CHECK(growth->per_month == Approx(rate).margin(1e-9));
            CHECK(growth->low == Approx(rate).margin(1e-6));
            CHECK(growth->high == Approx(rate).margin(1e-6));
        }
    }
}

TEST_CASE("a decline cannot exceed everything, however steep") {
    const std::vector<double> falling = {900, 800, 0, 300, 500, 100, 0, 50, 20, 0, 10, 0, 5, 0, 0, 1};
    const auto growth = growth_of(falling);
    REQUIRE(growth);
    CHECK(growth->per_month > -1.0);
    CHECK(growth->low >= -1.0);
    CHECK(growth->low < growth->per_month);
    CHECK(growth->high > growth->per_month);
    CHECK(growth->high < 0.0);
}

TEST_CASE("days that differ too much leave the sign open") {
    const std::vector<double> noisy = {5, 900, 20, 0, 700, 3, 0, 0, 1200, 10, 4, 0, 800, 2, 0, 300};
    const auto growth = growth_of(noisy);
    REQUIRE(growth);
    CHECK(growth->low < 0.0);
    CHECK(growth->high > 0.0);
}

TEST_CASE("a week's rhythm is no growth") {
    std::vector<double> weeks;
    for (int day = 0; day < 56; ++day) weeks.push_back(day % 7 < 5 ? 100.0 : 0.0);
    const auto growth = growth_of(weeks);
    REQUIRE(growth);
    CHECK(growth->low < 0.0);
    CHECK(growth->high > 0.0);
}

TEST_CASE("too few days, no use, or all of it at one end: nothing is said") {
    CHECK_FALSE(growth_of(grown(13, 0.1)));
    CHECK_FALSE(growth_of(std::vector<double>(20, 0.0)));
    std::vector<double> once(20, 0.0);
    once.front() = 1e6;
    CHECK_FALSE(growth_of(once));
    once.front() = 0.0;
    once.back() = 1.0;
    CHECK_FALSE(growth_of(once));
}

}  // namespace growth_test
