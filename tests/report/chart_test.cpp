#include "report/chart.hpp"

#include <cmath>
#include <sstream>

#include "catch.hpp"
#include "report/text_width.hpp"

using namespace aicost;
using Ticks = std::vector<double>;

TEST_CASE("Ticks are round numbers around the data", "[report]") {
    CHECK(nice_ticks(0, 2880, 5, Unit::money) == Ticks{0, 1000, 2000, 3000});
    CHECK(nice_ticks(0, 1, 5, Unit::number).size() >= 5);
    CHECK(nice_ticks(0, 24, 5, Unit::months) == Ticks{0, 6, 12, 18, 24});
    CHECK(nice_ticks(0, 600, 5, Unit::months).back() >= 600);
    CHECK(nice_ticks(-50, 50, 4, Unit::money).front() <= -50);
}

TEST_CASE("Ticks hold whatever the size of the data", "[report]") {
    for (int e = -12; e <= 30; ++e) {
        for (const double factor : {1.0, 1.7, 3.3, 9.9}) {
            const double high = factor * std::pow(10.0, e);
            for (const double low : {0.0, -high, high / 2}) {
                const auto ticks = nice_ticks(low, high, 5, Unit::money);
                INFO(low << " to " << high);
                CHECK(ticks.size() >= 2);
                CHECK(ticks.size() <= 13);
                CHECK(ticks.front() <= low + 1e-9 * high);
                CHECK(ticks.back() >= high * (1 - 1e-9));
            }
        }
    }
    CHECK(nice_ticks(0, 0, 5, Unit::money).size() >= 2);
    CHECK(nice_ticks(7, 7, 5, Unit::months).size() >= 2);
}

TEST_CASE("A chart fits its width and shows names and marks", "[report]") {
    Chart chart;
    chart.title = "A title that is a good deal longer than forty columns of a terminal are";
    chart.x = {"month", Unit::months};
    chart.y = {"paid so far", Unit::money};
    chart.series = {
        {"local", {{0, 1200}, {24, 1920}}},
        {"an_option_with_a_name_of_the_greatest_length_that_a_name_may_have", {{0, 0}, {24, 2880}}}};
    chart.marks = {{{13.33, 1600}, "they cross in month 13.33, and this is said at some length"}};
    for (const int width : {40, 80, 200}) {
        for (const bool ascii : {false, true}) {
            const std::string text = render_chart(chart, "EUR", {width, ascii, false});
            CHECK_THAT(text, contains_text("local"));
            CHECK_THAT(text, contains_text("they cross in month"));
            std::istringstream lines(text);
            for (std::string line; std::getline(lines, line);) {
                INFO(line);
                CHECK(text_width(line) <= static_cast<std::size_t>(width));
                if (ascii) CHECK(as_ascii(line) == line);
            }
        }
    }
}

TEST_CASE("A chart of nothing, of a point, of no height", "[report]") {
    Chart chart;
    CHECK(render_chart(chart, "USD", {}).empty());
    chart.series = {{"a", {{1, 1}}}};
    CHECK_FALSE(render_chart(chart, "USD", {}).empty());
    chart.series = {{"a", {{0, 0}, {24, 0}}}, {"b", {{0, 0}, {24, 0}}}};
    CHECK_FALSE(render_chart(chart, "USD", {}).empty());
    chart.series = {{"a", {{0, 1e14}, {24, 1e14}}}, {"b", {{0, -1e14}, {0, 1e15}}}};
    CHECK_FALSE(render_chart(chart, "USD", {}).empty());
}
