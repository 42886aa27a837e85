#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "report/format/formats.hpp"
#include "report/html/assets.hpp"
#include "report/html/carried.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"

namespace html_test {

using namespace aicost;

namespace {

std::string page(std::vector<Block> blocks) {
    Document document;
    document.title = "A title";
    document.blocks = std::move(blocks);
    return render_html(document, Style{});
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t times = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++times;
    return times;
}

// Of digits in base64, without what fills up.
std::string hexadecimal(const std::string& base64) {
    const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bits, hex;
    for (const char c : base64) {
        for (int bit = 5; bit >= 0; --bit) bits += (digits.find(c) >> bit & 1U) != 0 ? '1' : '0';
    }
    for (std::size_t i = 0; i + 4 <= bits.size(); i += 4)
        hex += "0123456789abcdef"[std::stoul(bits.substr(i, 4), nullptr, 2)];
    return hex;
}

bool holds(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

// Elements that are opened and closed in order; those that need no end stand alone.
std::string first_fault(const std::string& html) {
    const std::vector<std::string> alone{"meta", "link", "wbr", "!DOCTYPE"};
    std::vector<std::string> open;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
        if (html.compare(at, 4, "<!--") == 0) {
            at = html.find("-->", at);
            continue;
        }
        const auto end = html.find('>', at);
        if (end == std::string::npos) return "a tag without an end";
        std::string tag = html.substr(at + 1, end - at - 1);
        const bool closing = tag.front() == '/', empty = tag.back() == '/';
        if (closing) tag.erase(0, 1);
        const std::string name = tag.substr(0, tag.find_first_of(" /"));
        at = end;
        if (closing) {
            if (open.empty() || open.back() != name)
                return "</" + name + "> closes <" + (open.empty() ? "" : open.back()) + ">";
            open.pop_back();
        } else if (!empty && std::find(alone.begin(), alone.end(), name) == alone.end()) {
            open.push_back(name);
            if (name == "script" || name == "style") at = html.find("</" + name, at);
        }
        if (count(tag, "\"") % 2 != 0) return "a quote that is left open in <" + tag + ">";
    }
    return open.empty() ? "" : "<" + open.back() + "> is left open";
}

const std::string markup = "</title></script><b onclick=\"x\">&amp;'";
const std::string harmless = "&lt;/title&gt;&lt;/script&gt;&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&#39;";

// A block of every kind, with markup in all its words.
std::vector<Block> all_blocks() {
    Table table;
    table.columns = {{markup, "a"}, {markup, "b", true}};
    table.rows = {{text_cell(markup), number_cell(1234.5, Unit::money)},
                  {text_cell("x"), empty_cell(markup)}};
    return {Heading{markup, 1},
            Paragraph{markup, true},
            Figures{{{markup, number_cell(12.0, Unit::money), markup}}},
            Heading{markup, 2},
            Heading{markup, 3},
            table,
            Verbatim{{markup}, ""},
            Notes{markup, {markup}},
            Chart{markup,
                  {markup, Unit::months},
                  {markup, Unit::money},
                  {{markup, {{0, 1}, {2, 3}}}},
                  {{{1, 2}, markup}}},
            HistogramChart{markup, {markup, Unit::money}, {{0, 1, 0.25}, {1, 2, 0.75}}, {{{1.5, 0}, markup}}},
            ChoiceMap{markup,
                      {{markup, Unit::number}, {1, 2}, 0},
                      {{markup, Unit::price}, {1, 2}, 1},
                      {markup, "b"},
                      {{0, 1}, {ChoiceMap::tie, ChoiceMap::none}}},
            StackedBars{markup, Unit::money, {{markup, {{markup, 3.0}, {"less", -1.0}}}}},
            Tree{{markup, {{markup, {}}}}},
            SwingBars{markup,
                      {markup, Unit::money},
                      1.0,
                      markup,
                      markup,
                      {{markup, markup, markup, 0.5, 2.0}, {"none", "a", "b", {}, 3.0}}}};
}

}  // namespace

TEST_CASE("Words are never markup", "[report]") {
    CHECK(html::escaped(markup) == harmless);
    CHECK(html::escaped("a\nb\x01") == "a b ");
    Document document;
    document.title = markup;
    document.blocks = all_blocks();
    const std::string text = render_html(document, Style{});
    CHECK_FALSE(holds(text, "onclick=\""));
    CHECK_FALSE(holds(text, "<b "));
    CHECK(holds(text, "<title>" + harmless + "</title>"));
    CHECK(count(text, harmless) > 40);
}

TEST_CASE("A page is well formed, whatever stands in it", "[report]") {
    CHECK(first_fault(page({})).empty());
    CHECK(first_fault(page(all_blocks())).empty());
    for (const Block& block : all_blocks()) {
        INFO(block.index());
        CHECK(first_fault(page({block})).empty());
    }
    CHECK_FALSE(first_fault("<p><b></p>").empty());
    CHECK_FALSE(first_fault("<p a=\"></p>").empty());
    CHECK_FALSE(first_fault("<p>").empty());
}

TEST_CASE("Addresses become links, and nothing else does", "[report]") {
    CHECK(html::linked("see https://example.com/a?b=1&c=2.") ==
          "see <a href=\"https://example.com/a?b=1&amp;c=2\" "
          "rel=\"noreferrer\">https://example.com/a?b=1&amp;c=2</a>.");
    CHECK(html::linked("(http://a.b)") == "(<a href=\"http://a.b\" rel=\"noreferrer\">http://a.b</a>)");
    CHECK(html::linked("https://a.b\" onmouseover=\"x") ==
          "<a href=\"https://a.b\" rel=\"noreferrer\">https://a.b</a>&quot; onmouseover=&quot;x");
    CHECK(html::linked("javascript:alert(1)") == "javascript:alert(1)");
    CHECK(html::linked("run `aicost <x>` now") == "run <code>aicost &lt;x&gt;</code> now");
    CHECK(html::linked("a ` alone") == "a ` alone");
}

TEST_CASE("Numbers carry their full precision", "[report]") {
    CHECK(html::number(1.0 / 3.0, Unit::money, "USD") == "<data value=\"0.3333333333333333\">$0.33</data>");
    CHECK(html::number(1e21, Unit::money, "EUR") == "<data value=\"1e+21\">€1e+21</data>");
    CHECK(html::cell(empty_cell("baseline"), "USD", -1) == "baseline");
    CHECK(html::share(1.0 / 3.0) == "33.333%");
    CHECK(html::pixels(-0.001) == "0");
}

TEST_CASE("A page allows what it holds and nothing else", "[report]") {
    const std::string text = page(all_blocks());
    const html::Assets assets = html::assets();
    REQUIRE(assets.style.sha256.size() == 64);
    REQUIRE(assets.script.sha256.size() == 64);
    CHECK(holds(text, "default-src 'none'"));
    CHECK_FALSE(holds(text, "unsafe-inline"));
    const std::string sources = "script-src 'sha256-";
    const auto at = text.find(sources);
    REQUIRE(at != std::string::npos);
    CHECK(text.compare(at + sources.size() + 43, 2, "='") == 0);
    CHECK(hexadecimal(text.substr(at + sources.size(), 43)) == assets.script.sha256);
    CHECK(count(text, "<script>") == (assets.library.text.empty() ? 1U : 2U));
    CHECK(holds(text, "Permission is hereby granted") == !assets.library.text.empty());
    CHECK_FALSE(holds(std::string(assets.library.text), "</script"));
    CHECK_FALSE(holds(std::string(assets.script.text), "</script"));
    // without a chart there is nothing for a script to do
    CHECK(count(page({Heading{"Only words", 2}}), "<script>") == 0);
}

TEST_CASE("A page has one headline, and sections below it", "[report]") {
    CHECK(holds(page({}), "<h1>A title</h1>"));
    const std::string text =
        page({Heading{"One", 2}, Heading{"Two", 2}, Heading{"Three", 2}, Heading{"Four", 3}});
    CHECK(count(text, "<h1>") == 1);
    CHECK(count(text, "<h2 id=\"part-") == 3);
    CHECK(holds(text, "<a href=\"#part-3\">Three</a>"));
    CHECK(count(text, "</section>") == 3);
    CHECK(count(page({Heading{"Own", 1}, Heading{"One", 2}}), "<h1>") == 1);
}

TEST_CASE("Every chart has its picture and its numbers", "[report]") {
    const std::string text = page(all_blocks());
    CHECK(count(text, "<figure") == 5);
    CHECK(count(text, "role=\"img\"") == 5);
    CHECK(count(text, "<details class=\"numbers\">") == 5);
    CHECK(holds(text, "<data value=\"0.25\">25%</data>"));  // of the histogram
    CHECK(holds(text, "<td>tie</td><td>none</td>"));        // of the map
    CHECK(count(text, "<polyline") == 1);
    CHECK(holds(text, "points=\"0,"));
    CHECK_FALSE(holds(text, "nan"));
    CHECK_FALSE(holds(text, "inf%"));
}

TEST_CASE("A series with a jump, and series of different places, make one table", "[report]") {
    const Chart chart{"t",
                      {"x", Unit::number},
                      {"y", Unit::number},
                      {{"a", {{0, 1}, {1, 2}, {1, 5}}}, {"b", {{0, 3}, {0.5, 4}}}},
                      {}};
    const std::string text = page({chart});
    const auto row = [](const std::string& cells) { return "<tr>" + cells + "</tr>"; };
    const auto at = [](const char* x) {
        return "<th scope=\"row\"><data value=\"" + std::string(x) + "\">" + x + "</data></th>";
    };
    const auto cell = [](const char* y) {
        return "<td class=\"n\"><data value=\"" + std::string(y) + "\">" + y + "</data></td>";
    };
    CHECK(holds(text, row(at("0") + cell("1") + cell("3")) + "\n" + row(at("0.5") + "<td></td>" + cell("4")) +
                          "\n" + row(at("1") + cell("2") + "<td></td>") + "\n" +
                          row(at("1") + cell("5") + "<td></td>")));
}

TEST_CASE("Charts of one place, of no place and of equal values are drawn", "[report]") {
    for (const Chart& chart :
         {Chart{"t", {"x", Unit::months}, {"y", Unit::money}, {}, {}},
          Chart{"t", {"x", Unit::months}, {"y", Unit::money}, {{"a", {{3, 0}}}}, {}},
          Chart{"t", {"x", Unit::months}, {"y", Unit::money}, {{"a", {{0, -5}, {1, -5}}}}, {}},
          Chart{"t", {"x", Unit::tokens}, {"y", Unit::money}, {{"a", {{0, 1e-9}, {1e15, 1e15}}}}, {}}}) {
        const std::string text = page({chart});
        CHECK(first_fault(text).empty());
        CHECK_FALSE(holds(text, "nan"));
    }
    CHECK_FALSE(holds(page({StackedBars{"t", Unit::money, {{"a", {{"x", 0.0}}}}}}), "<figure"));
    CHECK(holds(page({SwingBars{"t", {"y", Unit::money}, 1.0, "low", "high", {{"a", "0", "1", 1.0, 1.0}}}}),
                "<figure"));
}

TEST_CASE("Long names break at their joints, and nowhere else", "[report]") {
    CHECK(html::breakable("rented.price_per_hour") == "rented.<wbr>price_<wbr>per_<wbr>hour");
    CHECK(html::breakable("short.name") == "short.name");
    CHECK(html::breakable("costs 1234567890.12345 a year") == "costs 1234567890.12345 a year");
    CHECK(html::breakable("a.b<script>alert.b</script>") ==
          "a.<wbr>b&lt;script&gt;alert.<wbr>b&lt;/<wbr>script&gt;");
}

TEST_CASE("What has won is green, what only stands out is not", "[report]") {
    Table table;
    table.columns = {{"a", ""}};
    table.rows = {{text_cell("first")}, {text_cell("sum")}};
    mark_winner(table.rows[0][0]);
    table.rows[1][0].strong = true;
    const std::string text = page({table});
    CHECK(holds(text, "class=\"win\">first"));
    CHECK(holds(text, "class=\"strong\">sum"));
}

TEST_CASE("What is small print folds: closed in a page, a sentence in text", "[report]") {
    Table table;
    table.columns = {{"a", ""}};
    table.rows = {{text_cell("inside")}};
    table.folded = "12 things are left out";
    Document document;
    Tree tree{{"root", {{"child", {{"grandchild", {}}}}}}, 2};
    document.blocks = {table, tree};
    const std::string text = render_html(document, Style{});
    CHECK(first_fault(text).empty());
    CHECK(holds(text, "<details class=\"fold\"><summary>12 things are left out</summary>"));
    CHECK(holds(text, "<ul class=\"deep\">\n<li>grandchild"));
    for (const std::string& plain : {render_text(document, Style{}), render_markdown(document, Style{})}) {
        CHECK(holds(plain, "12 things are left out."));
        CHECK_FALSE(holds(plain, "inside"));
        CHECK(holds(plain, "child …"));
        CHECK_FALSE(holds(plain, "grandchild"));
    }
    CHECK(shortened({{"root", {{"child", {}}}}}).children.size() == 1);
}

TEST_CASE("A page carries its profile as it is, and nothing of it is markup", "[report]") {
    Document document;
    document.profile =
        CarriedProfile{"plans/my plan.json", "{\"name\": \"</script><!-- é 😀 100% #\"}\n", {"--gpus", "2"}};
    const std::string text = render_html(document, Style{});
    CHECK(first_fault(text).empty());
    CHECK(holds(text, "\\u003c/script>\\u003c!-- \\u00e9 \\ud83d\\ude00"));
    CHECK(holds(text, "download=\"my plan.json\""));
    CHECK(holds(text, "%3C/script%3E%3C!--%20%C3%A9%20%F0%9F%98%80%20100%25%20%23"));
    CHECK(html::download_name("article.json") == "article.json");
    CHECK(html::download_name("<stdin>") == "profile.json");
    CHECK(html::download_name("C:\\plans\\a") == "a.json");
    CHECK_FALSE(holds(page({}), "application/json"));
}

}  // namespace html_test
