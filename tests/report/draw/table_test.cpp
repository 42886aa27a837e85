#include "report/draw/table.hpp"

#include <sstream>

#include "catch.hpp"
#include "report/format/formats.hpp"
#include "text/text_width.hpp"

namespace table_test {

using namespace aicost;

namespace {

Table fruit() {
    Table table;
    table.columns = {{"Name", "name"}, {"Price", "price", true}, {"Note", "note"}};
    table.rows = {{text_cell("苹果"), number_cell(1.5, Unit::money), text_cell("a|b, \"c\"\nd")},
                  {text_cell("pear"), number_cell(1200, Unit::money), empty_cell("never")}};
    return table;
}

std::string rendered(std::string (*render)(const Document&, const Style&), const Style& style = {}) {
    Document document;
    document.blocks.emplace_back(fruit());
    return render(document, style);
}

}  // namespace

TEST_CASE("Columns stand below each other, wide characters and all", "[report]") {
    CHECK(render_table(fruit(), "USD", {}) ==
          "─────────────────────────────\n"
          "Name │     Price │ Note\n"
          "─────────────────────────────\n"
          "苹果 │     $1.50 │ a|b, \"c\" d\n"
          "pear │ $1,200.00 │ never\n"
          "─────────────────────────────\n");
}

TEST_CASE("ASCII is measured as ASCII", "[report]") {
    const std::string text = render_table(fruit(), "EUR", {80, true, false});
    std::istringstream lines(text);
    std::size_t bar = 0;
    for (std::string line; std::getline(lines, line);) {
        for (const char c : line) CHECK(static_cast<unsigned char>(c) < 0x80);
        const auto at = line.find(" | ");
        if (at == std::string::npos) continue;
        CHECK((bar == 0 || bar == line.find(" | ", at + 1)));
        bar = line.find(" | ", at + 1);
    }
    CHECK(bar > 0);
}

TEST_CASE("A table that is too wide becomes a list, which is not", "[report]") {
    Table table = fruit();
    table.rows[0][2] = text_cell(std::string(100, 'x'));
    const std::string text = render_table(table, "USD", {40, false, false});
    CHECK_THAT(text, contains_text("Name   苹果\n"));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) CHECK(text_width(line) <= 40);
}

TEST_CASE("CSV quotes what it must, and has no value where there is none", "[report]") {
    CHECK(rendered(render_csv) ==
          "name,price,note\n"
          "苹果,1.5,\"a|b, \"\"c\"\"\nd\"\n"
          "pear,1200,\n");
}

TEST_CASE("Markdown escapes what it would read as its own", "[report]") {
    CHECK(rendered(render_markdown) ==
          "| Name | Price | Note |\n"
          "|---|---:|---|\n"
          "| 苹果 | $1.50 | a\\|b, \"c\" d |\n"
          "| pear | $1,200.00 | never |\n");
    Document document;
    document.blocks.emplace_back(Paragraph{"a *b* _c_ `d` <e> [f] \\ |", false});
    CHECK(render_markdown(document, {}) == "a \\*b\\* \\_c\\_ \\`d\\` \\<e\\> \\[f\\] \\\\ \\|\n");
}

TEST_CASE("JSON has null where a number is not finite, and every character", "[report]") {
    Document document;
    document.data = {{"nan", std::nan("")}, {"inf", HUGE_VAL}, {"n", 3.0}, {"x", 0.1}, {"t", "é\n\xFF"}};
    CHECK(render_json(document, {}) ==
          "{\n  \"nan\": null,\n  \"inf\": null,\n  \"n\": 3,\n  \"x\": 0.1,\n  \"t\": \"é\\n\uFFFD\"\n}\n");
    CHECK_THAT(render_json(document, {80, true, false}), contains_text("\\u00e9"));
}

}  // namespace table_test
