#include "text/real.hpp"

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include "catch.hpp"

namespace real_test {

using namespace aicost;

namespace {

// Of the nearest double; a long double of 64 digits has some halves rounded the other way.
double steps_off(double value, long double wanted) {
    const auto nearest = static_cast<double>(wanted);
    if (value == nearest) return 0.0;
    const double step =
        std::nextafter(std::abs(nearest), std::numeric_limits<double>::infinity()) - std::abs(nearest);
    return static_cast<double>(
        std::abs((static_cast<long double>(value) - wanted) / static_cast<long double>(step)));
}

}  // namespace

TEST_CASE("powers and logarithms are the nearest double") {
    if (std::numeric_limits<long double>::digits < 64) return;  // nothing to hold them against
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> sizes(-200.0, 200.0), exponents(-3.0, 3.0), near_one(0.5, 2.0);
    for (int i = 0; i < 20'000; ++i) {
        const double x = std::exp2(sizes(random)), y = exponents(random), n = near_one(random);
        CAPTURE(x, y, n);
        CHECK(steps_off(power(x, y), std::pow(static_cast<long double>(x), static_cast<long double>(y))) <
              0.501);
        CHECK(steps_off(natural_logarithm(x), std::log(static_cast<long double>(x))) < 0.501);
        CHECK(steps_off(natural_logarithm(n), std::log(static_cast<long double>(n))) < 0.501);
        CHECK(steps_off(decimal_logarithm(n), std::log10(static_cast<long double>(n))) < 0.501);
        CHECK(decimal_exponent(x) == static_cast<int>(std::floor(std::log10(static_cast<long double>(x)))));
    }
}

TEST_CASE("what people write round stays round") {
    CHECK(power(100.0, 0.5) == 10.0);
    CHECK(power(2.0, 10.0) == 1024.0);
    CHECK(power(0.5, 3.0) == 0.125);
    for (int exponent = -300; exponent <= 300; ++exponent) {
        const double ten = std::strtod(("1e" + std::to_string(exponent)).c_str(), nullptr);
        CAPTURE(exponent);
        CHECK(power_of_ten(exponent) == ten);
        CHECK(decimal_logarithm(ten) == exponent);
        CHECK(decimal_exponent(ten) == exponent);
        CHECK(decimal_exponent(std::nextafter(ten, 0.0)) == exponent - 1);
    }
}

TEST_CASE("the ends of powers and logarithms") {
    const double infinity = std::numeric_limits<double>::infinity();
    CHECK(power(0.0, 0.0) == 1.0);
    CHECK(power(0.0, 2.0) == 0.0);
    CHECK(power(0.0, -2.0) == infinity);
    CHECK(power(10.0, 400.0) == infinity);
    CHECK(power(10.0, -400.0) == 0.0);
    CHECK(power(1e308, 1e308) == infinity);
    CHECK(power_of_ten(400) == infinity);
    CHECK(power_of_ten(-400) == 0.0);
    CHECK(natural_logarithm(0.0) == -infinity);
    CHECK(decimal_logarithm(infinity) == infinity);
    CHECK(std::isnan(decimal_logarithm(-1.0)));
    CHECK(decimal_exponent(std::numeric_limits<double>::max()) == 308);
    CHECK(decimal_exponent(std::numeric_limits<double>::denorm_min()) == -324);
}

}  // namespace real_test
