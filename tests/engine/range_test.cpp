#include "aicost/range.hpp"

#include <algorithm>
#include <cmath>

#include "catch.hpp"

namespace range_test {

using namespace aicost;

namespace {

std::vector<double> values(std::string_view text) {
    const ParsedRange parsed = parse_range(text);
    INFO(text << ": " << parsed.problem);
    REQUIRE(parsed.range);
    std::vector<double> all;
    for (std::uint64_t i = 0; i < parsed.range->size(); ++i) all.push_back(parsed.range->at(i));
    return all;
}

std::string problem(std::string_view text) {
    const ParsedRange parsed = parse_range(text);
    CHECK_FALSE(parsed.range);
    return parsed.problem;
}

}  // namespace

TEST_CASE("a list has its values, in its order") {
    CHECK(values("500K,2M,5M") == std::vector<double>{5e5, 2e6, 5e6});
    CHECK(values("15%") == std::vector<double>{0.15});
    CHECK(values("3,1,-2") == std::vector<double>{3, 1, -2});
}

TEST_CASE("a linear range begins and ends with its ends") {
    CHECK(values("1..3:5") == std::vector<double>{1, 1.5, 2, 2.5, 3});
    CHECK(values("3..1:3") == std::vector<double>{3, 2, 1});
    CHECK(values("0.1..0.7:7").back() == 0.7);
    CHECK(values("2..2:1") == std::vector<double>{2});
    CHECK(parse_range("1M..10M:1e6").range->size() == 1000000);
}

TEST_CASE("a logarithmic range has even ratios") {
    const auto all = values("1e5..1e9:log:5");
    REQUIRE(all.size() == 5);
    CHECK(all.front() == 1e5);
    CHECK(all.back() == 1e9);
    for (std::size_t i = 0; i < 5; ++i) CHECK(std::abs(all[i] / (1e5 * std::pow(10.0, i)) - 1.0) < 1e-14);
}

TEST_CASE("steps reach the end where they meet it, and stop before it where not") {
    CHECK(values("0..1:+0.25") == std::vector<double>{0, 0.25, 0.5, 0.75, 1});
    CHECK(values("0..1:+0.1").size() == 11);
    CHECK(values("0..1:+0.3").size() == 4);
    CHECK(values("12..60:+12") == std::vector<double>{12, 24, 36, 48, 60});
    CHECK(values("0..-20%:-5%").size() == 5);
    CHECK(values("5..5:+1") == std::vector<double>{5});
}

TEST_CASE("a stated end is not passed, and no value is beyond the ends") {
    const auto million_million = parse_range("1..1e12:+1").range;
    REQUIRE(million_million);
    CHECK(million_million->size() == 1'000'000'000'000);
    CHECK(million_million->max() == 1e12);
    CHECK(million_million->at(million_million->size() - 1) == 1e12);
    CHECK(parse_range("0..0.3:+0.1").range->max() == 0.3);
    for (const char* text : {"0..1:+0.1", "0..0.7:+0.1", "1..1e12:+0.3", "-1e15..1e15:+7", "1e15..-1e15:-1",
                             "0.1..0.3:3", "-0.3..0.1:1e9", "1..1.0000000000000002:1e15",
                             "1e-300..1e15:log:5", "1e15..1e-300:log:5", "4.9e-324..1.7e308:log:9",
                             "1.7e308..4.9e-324:log:9", "-1.7e308..1.7e308:7", "1.7e308..-1.7e308:1e6",
                             "0..1.7e308:9", "3..7:log:1e9", "-1.7e308..1.7e308:+1e300", "0..5e-324:3"}) {
        const ParsedRange parsed = parse_range(text);
        INFO(text << ": " << parsed.problem);
        REQUIRE(parsed.range);
        const Range& range = *parsed.range;
        const double first = range.at(0), last = range.at(range.size() - 1);
        const std::uint64_t stride = std::max<std::uint64_t>(1, range.size() / 1000);
        double before = first;
        int wrong = 0;
        for (std::uint64_t i = 0; i < range.size(); i += stride) {
            const double value = range.at(i);
            if (!std::isfinite(value) || value < std::min(first, last) || value > std::max(first, last))
                ++wrong;
            if (first <= last ? value < before : value > before) ++wrong;
            before = value;
        }
        CHECK(wrong == 0);
    }
    const auto decades = values("1e-300..1e15:log:4");
    CHECK(std::abs(std::log10(decades[1]) + 195.0) < 1e-9);
    CHECK(std::abs(std::log10(decades[2]) + 90.0) < 1e-9);
}

TEST_CASE("what is not a range says why") {
    CHECK(problem("1..").find("end that is not a number") != std::string::npos);
    CHECK(problem("1..5").find("how many") != std::string::npos);
    CHECK(problem("1..5:0").find("not a number of values") != std::string::npos);
    CHECK(problem("1..5:2.5").find("not a number of values") != std::string::npos);
    CHECK(problem("1..5:1").find("at least 2") != std::string::npos);
    CHECK(problem("0..5:log:3").find("above 0") != std::string::npos);
    CHECK(problem("1..5:+0").find("not a step") != std::string::npos);
    CHECK(problem("5..1:+1").find("away") != std::string::npos);
    CHECK(problem("0..1e15:+1e-9").find("too many") != std::string::npos);
    CHECK(problem("-1.7e308..1.7e308:+1e-300").find("too many") != std::string::npos);
    CHECK(problem("1e-200..2e-200:-1e-200").find("away") != std::string::npos);
    CHECK(problem("1...5:3").find("three dots") != std::string::npos);
    CHECK(problem("1....5:3").find("three dots") != std::string::npos);
    CHECK(problem("").find("not a number") != std::string::npos);
    CHECK(problem("1,,2").find("not a number") != std::string::npos);
    CHECK(problem("1,nan").find("not a number") != std::string::npos);
}

}  // namespace range_test
