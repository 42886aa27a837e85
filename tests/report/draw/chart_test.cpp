#include "report/draw/chart.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include "catch.hpp"
#include "text/text_width.hpp"

namespace chart_test {

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

TEST_CASE("Ticks end, wherever doubles have no room between them", "[report]") {
    constexpr double max = std::numeric_limits<double>::max(),
                     min = std::numeric_limits<double>::denorm_min();
    std::vector<double> values{0.0, 1.0, 2.0, 24.0, 479.76, 1e15, 1e17, 1e300, max, min, 1e-300, 1e-310};
    for (std::size_t i = 0, count = values.size(); i < count; ++i) {
        values.push_back(-values[i]);
        values.push_back(std::nextafter(values[i], max));
        values.push_back(values[i] * (1.0 + 1e-13));
        values.push_back(values[i] * (1.0 + 3e-12));
    }
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    for (const double low : values) {
        for (const double high : values) {
            for (const int wanted : {2, 5, 20}) {
                for (const Unit unit : {Unit::months, Unit::money}) {
                    const auto ticks = nice_ticks(low, high, wanted, unit);
                    INFO(low << " to " << high << ", " << wanted);
                    REQUIRE(!ticks.empty());
                    REQUIRE(ticks.size() <= 50);
                    for (const double tick : ticks) REQUIRE(std::isfinite(tick));
                }
            }
        }
    }
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

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

}  // namespace

TEST_CASE("Ticks are 1, 2 or 5 times a power of ten apart", "[report]") {
    for (int e = -4; e <= 12; ++e) {
        for (const double factor : {1.0, 1.3, 2.4, 4.9, 7.7}) {
            const auto ticks = nice_ticks(0, factor * std::pow(10.0, e), 5, Unit::number);
            const double step = ticks[1] - ticks[0];
            const double lead = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
            INFO(step);
            CHECK((lead == Approx(1) || lead == Approx(2) || lead == Approx(5)));
        }
    }
}

TEST_CASE("A tick of the upright axis stands in the row in which its value is drawn", "[report]") {
    for (const bool ascii : {false, true}) {
        for (const double tick : {0.0, 500.0, 1000.0, 1500.0, 2000.0}) {
            Chart chart;
            chart.x = {"x", Unit::number};
            chart.y = {"y", Unit::number};
            chart.series = {{"all", {{0, 0}, {0, 2000}}}, {"tick", {{50, tick}, {100, tick}}}};
            const std::string label = tick_text(tick, Unit::number, "USD", ascii);
            const auto lines = lines_of(render_chart(chart, "USD", {80, ascii, false}));
            std::size_t seen = 0;
            for (std::size_t row = 2; row < 16; ++row) {
                if (text_width(lines.at(row)) < 70) continue;  // only the level line reaches so far
                ++seen;
                INFO(lines[row]);
                CHECK(lines[row].substr(0, lines[row].find(ascii ? " +" : " ┤")).find(label) !=
                      std::string::npos);
            }
            CHECK(seen == 1);
        }
    }
}

TEST_CASE("A tick of the level axis stands in the column in which its value is drawn", "[report]") {
    for (const bool ascii : {false, true}) {
        for (const int width : {40, 61, 80, 133, 200}) {
            for (const double tick : {0.0, 6.0, 12.0, 18.0, 24.0}) {
                Chart chart;
                chart.x = {"month", Unit::months};
                chart.y = {"y", Unit::number};
                chart.series = {{"all", {{0, 0}, {24, 0}}}, {"tick", {{tick, 0}, {tick, 100}}}};
                const auto lines = lines_of(render_chart(chart, "USD", {width, ascii, false}));
                REQUIRE(lines.size() > 16);
                const std::string& top = lines[2];  // only the upright line reaches it
                const std::string& floor = lines[16];
                const std::size_t column = text_width(top) - 1;
                std::size_t at = 0, notch = 0;
                std::vector<std::size_t> notches;
                while (at < floor.size()) {
                    const std::size_t begin = at;
                    next_character(floor, at);
                    const std::string sign = floor.substr(begin, at - begin);
                    if (notch > 4 && sign == (ascii ? "+" : "┬")) notches.push_back(notch);
                    ++notch;
                }
                INFO(width << ", " << tick << "\n" << top << "\n" << floor);
                CHECK(std::find(notches.begin(), notches.end(), column) != notches.end());
            }
        }
    }
}

TEST_CASE("The only line of a chart needs no legend where an axis has its name", "[report]") {
    Chart chart;
    chart.x = {"local.savings", Unit::money};
    chart.y = {"share", Unit::share};
    chart.series = {{"local.savings", {{0, 0}, {100, 1}}}};
    const auto count = [&] {
        const std::string text = render_chart(chart, "USD", {80, true, false});
        std::size_t found = 0;
        for (auto at = text.find("local.savings"); at != text.npos; at = text.find("local.savings", at + 1))
            ++found;
        return found;
    };
    CHECK(count() == 1);
    chart.series.push_back({"another", {{0, 0}, {100, 1}}});
    CHECK(count() == 2);
}

}  // namespace chart_test
