#include "text/value.hpp"

#include <cstdlib>

#include "catch.hpp"

namespace value_test {

using namespace aicost;

TEST_CASE("A VALUE is a number as people write it", "[profile]") {
    const std::pair<const char*, double> good[] = {
        {"2M", 2e6},         {"500k", 5e5},
        {"500K", 5e5},       {"1.5B", 1.5e9},
        {"1G", 1e9},         {"3T", 3e12},
        {"15%", 0.15},       {"0.5%", 0.005},
        {"$1,200", 1200},    {"$1.2M", 1.2e6},
        {"1e6", 1e6},        {"1E-3", 1e-3},
        {"2_000_000", 2e6},  {"1,234,567.5", 1234567.5},
        {"0", 0.0},          {".5", 0.5},
        {"5.", 5.0},         {"-3", -3.0},
        {"+3", 3.0},         {"-$5", -5.0},
        {"-50%", -0.5},      {"1_0", 10.0},
        {"007", 7.0},        {"1e15", 1e15},
        {"999,999", 999999}, {"12,345", 12345},
    };
    for (const auto& [text, number] : good) {
        INFO(text);
        const auto value = parse_value(text);
        REQUIRE(value);
        CHECK(*value == number);
    }
}

TEST_CASE("What is not wholly a number is none", "[profile]") {
    for (const char* text :
         {"",         " ",     "2Mx",     "1,2",  "--",     "-",        "+",    "$",      "%",
          "M",        "nan",   "NaN",     "inf",  "-inf",   "infinity", "1e",   "1e400",  "-1e400",
          "0x10",     "1.2.3", "1..2",    "2 M",  " 2M",    "2M ",      "2MM",  "2kM",    "$5%",
          "5$",       "1_",    "_1",      "1__0", "1,,000", ",100",     "1,00", "1,0000", "1234,567",
          "1,200,00", "1,2_0", "1.0,000", "+-1",  "- 1",    "--1",      "1%%",  "1e5.5",  ".",
          "-.",       "$.",    ".M",      "e5",   "１２",   "2м",       "1\n",  "1'000"}) {
        INFO(text);
        CHECK_FALSE(parse_value(text));
    }
    CHECK_FALSE(parse_value(std::string_view("1\0", 2)));
}

TEST_CASE("A percentage is the same double as the share", "[profile]") {
    CHECK(*parse_value("15%") == 0.15);
    CHECK(*parse_value("33%") == 0.33);
    CHECK(*parse_value("7%") == 0.07);
}

TEST_CASE("The shortest text reads back as the same number", "[profile]") {
    CHECK(shortest(1200) == "1200");
    CHECK(shortest(0.002) == "0.002");
    CHECK(shortest(1e15) == "1e+15");
    CHECK(shortest(-5) == "-5");
    CHECK(shortest(1e6) == "1000000");
    for (const double value : {0.1, 1.0 / 3.0, 1e-9, 123456789.125, 1e22, 5e-324, 1.7976931348623157e308}) {
        CHECK(std::strtod(shortest(value).c_str(), nullptr) == value);
    }
}

}  // namespace value_test
