#include "report/number.hpp"
#include "report/decimals.hpp"

#include "catch.hpp"

namespace number_test {

using namespace aicost;

TEST_CASE("Money is grouped, signed and rounded once", "[report]") {
    CHECK(money_text(1920, "USD") == "$1,920");
    CHECK(money_text(1603.544, "USD") == "$1,603.54");
    CHECK(money_text(-960, "USD") == "-$960");
    CHECK(money_text(0, "USD") == "$0");
    CHECK(money_text(-0.0, "USD") == "$0");
    CHECK(money_text(-0.004, "USD") == "$0");
    CHECK(money_text(0.5, "USD") == "$0.50");
    CHECK(money_text(999.995, "USD") == "$1,000");
    CHECK(money_text(1234567.0, "EUR") == "€1,234,567");
    CHECK(money_text(5, "CHF") == "CHF 5");
    CHECK(money_text(-5, "CHF") == "-CHF 5");
    CHECK(money_text(1, "USD", 2) == "$1.00");
    CHECK(money_text(1e14, "USD") == "$100,000,000,000,000");
    CHECK(money_text(1.5e20, "USD") == "$1.5e+20");
}

TEST_CASE("Prices keep their significant digits", "[report]") {
    CHECK(price_text(2, "USD") == "$2.00");
    CHECK(price_text(0.002, "USD") == "$0.00200");
    CHECK(price_text(1.3333333, "USD") == "$1.3333");
    CHECK(price_text(0, "USD") == "$0.00");
}

TEST_CASE("Token counts are short", "[report]") {
    const std::pair<double, const char*> counts[] = {
        {0, "0"},           {1, "1"},     {999, "999"},         {1000, "1K"},
        {500000, "500K"},   {2e6, "2M"},  {1333333.3, "1.33M"}, {999999, "1M"},
        {999949, "999.9K"}, {5e9, "5B"},  {1.5e12, "1.5T"},     {1e15, "1e+15"},
        {0.25, "0.25"},     {-2e6, "-2M"}};
    for (const auto& [count, text] : counts) CHECK(tokens_text(count) == text);
}

TEST_CASE("Shares, months and plain numbers", "[report]") {
    CHECK(percent_text(0.25) == "25%");
    CHECK(percent_text(0.005) == "0.5%");
    CHECK(percent_text(0) == "0%");
    CHECK(percent_text(-0.0) == "0%");
    CHECK(percent_text(0.0001) == "0.01%");
    CHECK(percent_text(-0.00012) == "-0.012%");
    CHECK(percent_text(12.345) == "1234%");
    CHECK(months_text(13.3333) == "13.33");
    CHECK(months_text(18) == "18");
    CHECK(plain_text(1234.5) == "1,234.5");
    CHECK(plain_text(0) == "0");
    CHECK(plain_text(-0.5) == "-0.5");
    CHECK(plain_text(1e20) == "1e+20");
    CHECK(plain_text(1e-12) == "1e-12");
    CHECK(plain_text(0.000123456789) == "0.000123457");
}

TEST_CASE("A table has one rule of decimals", "[report]") {
    const auto texts = [](std::vector<std::vector<Cell>> rows) {
        Table table;
        table.columns.resize(rows.front().size());
        table.rows = std::move(rows);
        const auto decimals = decimals_of(table);
        std::vector<std::string> all;
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                all.push_back(cell_text(table.rows[r][i], "USD", decimals[r][i]));
        }
        return all;
    };
    using Texts = std::vector<std::string>;
    const auto column = [&](Unit unit, const std::vector<double>& values) {
        std::vector<std::vector<Cell>> rows;
        for (const double value : values) rows.push_back({number_cell(value, unit)});
        return texts(std::move(rows));
    };
    CHECK(column(Unit::months, {40, 13.3333}) == Texts{"40.00", "13.33"});
    CHECK(column(Unit::months, {40, 20}) == Texts{"40", "20"});
    CHECK(column(Unit::share, {0, 0.681, 1, 0.00012}) == Texts{"0.0%", "68.1%", "100.0%", "0.012%"});
    CHECK(column(Unit::share, {-0.0001, -0.5}) == Texts{"-0.01%", "-50%"});
    CHECK(column(Unit::number, {1, 1.5, 2000}) == Texts{"1.0", "1.5", "2,000.0"});
    CHECK(column(Unit::number, {1e20, 1.5}) == Texts{"1e+20", "1.5"});
    CHECK(column(Unit::money, {1200, 0.5}) == Texts{"$1,200.00", "$0.50"});
    CHECK(column(Unit::money, {12000, 0.5}) == Texts{"$12,000", "$0"});
    // as many as the smallest price needs, and no nought that ends them all
    CHECK(column(Unit::price_per_mtok, {0.4, 0.075, 0.005}) == Texts{"$0.400", "$0.075", "$0.005"});
    CHECK(column(Unit::price_per_mtok, {2, 1.3333333}) == Texts{"$2.0000", "$1.3333"});
    CHECK(column(Unit::tokens_per_day, {5e5, 1333333}) == Texts{"500K", "1.33M"});
    // a column of several sorts: by row
    CHECK(texts({{text_cell("npv"), number_cell(1, Unit::money), number_cell(2.5, Unit::money)},
                 {text_cell("month"), number_cell(7, Unit::months), number_cell(8.25, Unit::months)}}) ==
          Texts{"npv", "$1.00", "$2.50", "month", "7.00", "8.25"});
    CHECK(alike_texts({0.6, 5.4793}, Unit::price_per_mtok, "USD") == Texts{"$0.6000", "$5.4793"});
}

TEST_CASE("Machines get every digit", "[report]") {
    CHECK(shortest_text(1920) == "1920");
    CHECK(shortest_text(-0.0) == "0");
    CHECK(shortest_text(0.1) == "0.1");
    for (const double value : {1.0 / 3.0, 1333333.3333333333, 1e-300, 1e300, 123456789012345678.0})
        CHECK(std::stod(shortest_text(value)) == value);
}

TEST_CASE("A column's points stand below each other", "[report]") {
    CHECK(decimals_for({number_cell(1, Unit::money), number_cell(2, Unit::money)}) == 0);
    CHECK(decimals_for({number_cell(1, Unit::money), number_cell(2.5, Unit::money)}) == 2);
    CHECK(decimals_for({number_cell(2, Unit::price), number_cell(0.00125, Unit::price)}) == 5);
    CHECK(decimals_for({text_cell("a"), empty_cell("never")}) == 0);
    CHECK(cell_text(number_cell(1, Unit::money), "USD", 2) == "$1.00");
    CHECK(cell_text(number_cell(std::optional<double>(), Unit::money, "never"), "USD") == "never");
    CHECK(cell_text(text_cell("two\nlines\x1b[31m"), "USD") == "two lines [31m");
}

TEST_CASE("Rounded parts add up to their total as it is printed", "[report]") {
    using Parts = std::vector<double>;
    // 33.335 + 33.335 + 33.33 = 100: the two halves cannot both be rounded up
    CHECK(rounded_to_add_up({33.335, 33.335, 33.33}, 100.0, 2) == Parts{33.34, 33.33, 33.33});
    // thirds: 0.33 + 0.33 + 0.33 is a cent short, which the first gets
    CHECK(rounded_to_add_up({1.0 / 3, 1.0 / 3, 1.0 / 3}, 1.0, 2) == Parts{0.34, 0.33, 0.33});
    // 1.6 + 1.6 - 0.4 = 2.8, printed as 3: from 1 + 1 - 1 two are missing; each has 0.6 left, the first two get one
    CHECK(rounded_to_add_up({1.6, 1.6, -0.4}, 2.8, 0) == Parts{2, 2, -1});
    // what a sum got wrong in its last bits is no remainder
    CHECK(rounded_to_add_up({0.1 + 0.2, 0.3 - 1e-12}, 0.6, 2) == Parts{0.3, 0.3});
    CHECK(rounded_to_add_up({1200, -240}, 960, 0) == Parts{1200, -240});
    CHECK(rounded_to_add_up({}, 0.0, 2).empty());
    // beyond the digits of a double nothing is changed
    CHECK(rounded_to_add_up({1e14 + 0.5, 0.001}, 1e14 + 0.501, 2) == Parts{1e14 + 0.5, 0.001});
}

}  // namespace number_test
