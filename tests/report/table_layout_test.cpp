// How a table is made to fit: titles on two lines, a last column of words wrapped, else a list for each row.
#include "catch.hpp"
#include "report/draw/table.hpp"
#include "report/number.hpp"

namespace table_layout_test {

using namespace aicost;

namespace {

Style width(int columns) {
    Style style;
    style.width = columns;
    style.ascii = true;
    return style;
}

Table costs() {
    Table table;
    table.columns = {
        {"Option", "option"}, {"First month", "first_month", true}, {"Per 1M tokens", "cost_per_mtok", true}};
    table.rows = {{text_cell("local"), number_cell(1200, Unit::money), number_cell(1.5, Unit::price)}};
    return table;
}

}  // namespace

TEST_CASE("titles stand on one line where they fit", "[report]") {
    CHECK(render_table(costs(), "USD", width(80)) ==
          "------------------------------------\n"
          "Option | First month | Per 1M tokens\n"
          "------------------------------------\n"
          "local  |      $1,200 |         $1.50\n"
          "------------------------------------\n");
}

TEST_CASE("titles are broken at spaces where a table would be too wide", "[report]") {
    CHECK(render_table(costs(), "USD", width(30)) ==
          "------------------------\n"
          "       |  First | Per 1M\n"
          "Option |  month | tokens\n"
          "------------------------\n"
          "local  | $1,200 |  $1.50\n"
          "------------------------\n");
}

TEST_CASE("no line of a table ends in spaces", "[report]") {
    Table table;
    table.columns = {{"First month", "first_month", true}, {"Winner", "winner"}};
    table.rows = {{number_cell(1, Unit::money), text_cell("local")}};
    CHECK(render_table(table, "USD", width(16)) ==
          "--------------\n"
          "First |\n"
          "month | Winner\n"
          "--------------\n"
          "   $1 | local\n"
          "--------------\n");
}

TEST_CASE("a last column of words is wrapped into the room that is left", "[report]") {
    Table table;
    table.columns = {{"Profile", "profile"}, {"What it is", "description"}};
    table.rows = {{text_cell("article"), text_cell("one card against an API at $2 per million tokens")},
                  {text_cell("other"), text_cell("short")}};
    CHECK(render_table(table, "USD", width(40)) ==
          "----------------------------------------\n"
          "Profile | What it is\n"
          "----------------------------------------\n"
          "article | one card against an API at $2\n"
          "        | per million tokens\n"
          "other   | short\n"
          "----------------------------------------\n");
}

TEST_CASE("what still does not fit becomes a list for each row, and nothing of it is cut", "[report]") {
    CHECK(render_table(costs(), "USD", width(21)) ==
          "Option         local\n"
          "First month    $1,200\n"
          "Per 1M tokens  $1.50\n");
    Table table;
    table.columns = {{"Path", "path"}, {"Unit", "unit"}, {"Meaning", "meaning"}};
    table.rows = {
        {text_cell("workload.tokens_per_day"), text_cell(""), text_cell("all tokens of a day, in and out")}};
    CHECK(render_table(table, "USD", width(33)) ==
          "Path     workload.tokens_per_day\n"
          "Meaning  all tokens of a day, in\n"
          "         and out\n");
}

TEST_CASE("columns of large amounts have no cents", "[report]") {
    CHECK(decimals_for({number_cell(9999.25, Unit::money), number_cell(3, Unit::money)}) == 2);
    CHECK(decimals_for({number_cell(-10000.25, Unit::money), number_cell(3.5, Unit::money)}) == 0);
    CHECK(decimals_for({number_cell(12000, Unit::money), number_cell(3, Unit::money)}) == 0);
}

TEST_CASE("a title is broken at its spaces, never inside a word") {
    Table table;
    table.columns = {{"Up-front", "a", true}, {"Per million tokens", "b", true}};
    table.rows.push_back({number_cell(5, Unit::money), number_cell(7, Unit::money)});
    const std::string text = render_table(table, "USD", {20, false, false});
    CHECK_THAT(text, contains_text("Up-front"));
    CHECK_THAT(text, contains_text("million"));
}

}  // namespace table_layout_test
