#include "report/workbook/workbook.hpp"

#include "catch.hpp"
#include "report/workbook/xml.hpp"

namespace workbook_test {

using namespace aicost;

TEST_CASE("Names of sheets are those that spreadsheets take", "[report]") {
    CHECK(sheet_name("local", {}) == "local");
    CHECK(sheet_name("a/b:c[1]*?\\", {}) == "a-b-c-1----");
    CHECK(sheet_name("'quoted'", {}) == "-quoted-");
    CHECK(sheet_name("Summary", {"summary"}) == "Summary (2)");
    CHECK(sheet_name("x", {"X", "x (2)"}) == "x (3)");
    CHECK(sheet_name("history", {}) == "history (2)");
    CHECK(sheet_name("", {}) == "option (2)");
    CHECK(sheet_name(std::string(40, 'n'), {}) == std::string(31, 'n'));
    CHECK(sheet_name(std::string(40, 'n'), {std::string(31, 'n')}) == std::string(27, 'n') + " (2)");
    // UTF-16 counts: a sign beyond the basic plane is two
    std::string wide;
    for (int i = 0; i < 20; ++i) wide += "\xf0\x9f\x98\x80";
    CHECK(sheet_name(wide, {}) == wide.substr(0, std::size_t{15} * 4));
    CHECK(sheet_reference("my 'box'") == "'my ''box'''!");
    CHECK(formula_text("say \"x\"") == "\"say \"\"x\"\"\"");
}

TEST_CASE("Text in a workbook is XML, and never a formula", "[report]") {
    CHECK(xml_text("a<b & \"c\"") == "a&lt;b &amp; &quot;c&quot;");
    CHECK(xml_text("_x0041_ _x00_") == "_x005F_x0041_ _x00_");
    CHECK(xml_text("a\x01\x1b[31m") == "a  [31m");
    CHECK(xml_text("\xff") == "\xef\xbf\xbd");
    CHECK(xml_text("\xef\xbf\xbf") == " ");
    Workbook workbook;
    Sheet sheet;
    sheet.name = "one";
    sheet.at(2, 3).content = std::string("=1+1");
    CHECK(sheet.rows.size() == 2);
    workbook.sheets.push_back(sheet);
    CHECK(xlsx_file(workbook) == xlsx_file(workbook));
    CHECK(xlsx_file(workbook).substr(0, 2) == "PK");
}

}  // namespace workbook_test
