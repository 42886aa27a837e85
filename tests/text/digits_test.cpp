#include "text/digits.hpp"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>

#include "catch.hpp"

namespace digits_test {

using namespace aicost;

namespace {

std::string fixed(double value, int decimals) {
    char buffer[max_number_length];
    return {buffer, write_fixed(buffer, value, decimals)};
}
std::string by_printf(double value, int decimals) {
    char buffer[max_number_length];
    return {buffer, static_cast<std::size_t>(std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value))};
}
std::string shortest(double value) {
    char buffer[max_number_length];
    return {buffer, write_shortest(buffer, value)};
}

}  // namespace

TEST_CASE("fixed decimals are printf's, ties and all") {
    for (const double value : {0.0,
                               0.005,
                               0.015,
                               0.125,
                               0.375,
                               1.005,
                               2.675,
                               1.875,
                               0.995,
                               9.995,
                               99.995,
                               1e9,
                               -0.005,
                               -1.235,
                               4e8,
                               399999999.995,
                               1e15,
                               1e22,
                               1.7976931348623157e308,
                               5e-324}) {
        for (int decimals = 0; decimals <= max_digits; ++decimals) {
            INFO(value << " with " << decimals);
            CHECK(fixed(value, decimals) == by_printf(value, decimals));
        }
    }
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> size(-3.0, 12.0);
    int wrong = 0;
    for (int i = 0; i < 300000; ++i) {
        double value = std::pow(10.0, size(random)) * (random() % 2 == 0 ? 1.0 : -1.0);
        // every third a tie, or as near to one as a double can be
        if (i % 3 == 0) value = std::floor(value) + static_cast<double>(random() % 1000) / 1000.0 + 0.0005;
        if (i % 6 == 0) value = std::nextafter(value, 0.0);
        const int decimals = static_cast<int>(random() % 7);
        wrong += fixed(value, decimals) == by_printf(value, decimals) ? 0 : 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("a result that roundings have moved is the decimal that was meant") {
    CHECK(without_roundings(24 * 0.1) == 2.4);
    CHECK(without_roundings(-24 * 0.1) == -2.4);
    CHECK(without_roundings(0.1 + 0.2) == 0.3);
    CHECK(without_roundings(1.1 * 1.1) == 1.21);
    CHECK(without_roundings(123456789.01 * 100.0 / 100.0) == 123456789.01);
    CHECK(without_roundings(2.0 / 3.0) == 2.0 / 3.0);
    CHECK(without_roundings(0.1234567890123456) == 0.1234567890123456);
    CHECK(without_roundings(2.400000000001) == 2.400000000001);
    for (const double value : {0.0, 1e15, 1e300, 5e-324, 1e-10, 1.7976931348623157e308}) {
        CHECK(without_roundings(value) == value);
        CHECK(without_roundings(-value) == -value);
    }
    std::mt19937_64 random(9);
    std::uniform_real_distribution<double> size(-9.0, 15.0);
    int changed = 0, wrong = 0;
    for (int i = 0; i < 200000; ++i) {
        const double value = std::pow(10.0, size(random)), plain = without_roundings(value);
        changed += plain == value ? 0 : 1;
        wrong += std::abs(plain - value) <= 5e-16 * value ? 0 : 1;
    }
    CHECK(wrong == 0);
    CHECK(changed < 400);  // by chance, one in a thousand
}

TEST_CASE("the shortest text reads back as the same number") {
    CHECK(shortest(1200) == "1200");
    CHECK(shortest(-1200) == "-1200");
    CHECK(shortest(-0.0) == "0");
    CHECK(shortest(0.1) == "0.1");
    CHECK(shortest(999999999999999.0) == "999999999999999");
    CHECK(shortest(1e15) == "1e+15");
    std::mt19937_64 random(8);
    std::uniform_real_distribution<double> size(-12.0, 18.0);
    int wrong = 0;
    for (int i = 0; i < 200000; ++i) {
        double value = std::pow(10.0, size(random)), back = 0.0;
        if (i % 4 == 0) value = std::floor(value);
        const std::string text = shortest(value);
        std::from_chars(text.data(), text.data() + text.size(), back);
        wrong += back == value ? 0 : 1;
    }
    CHECK(wrong == 0);
}

}  // namespace digits_test
