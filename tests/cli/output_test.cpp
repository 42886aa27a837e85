// What holds for every output, whatever the command, the profile and the numbers.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "catch.hpp"
#include "cli/args.hpp"
#include "report/format/formats.hpp"
#include "text/text_width.hpp"

namespace output_test {

using namespace aicost;

namespace {

using Words = std::vector<std::string>;

// For a format: in the place of the one that the words name.
Document new_document(Words words, const std::string& format = "") {
    if (!format.empty()) {
        const auto named = std::find(words.begin(), words.end(), "-f");
        if (named != words.end()) words.erase(named, named + 2);
        words.insert(words.end(), {"-f", format});
    }
    const Invocation invocation = parse_command_line(words);
    REQUIRE(invocation.command != nullptr);
    Outcome outcome = invocation.command->run(invocation.arguments);
    REQUIRE(outcome.document);
    return std::move(*outcome.document);
}

// Made once.
const Document& document(const Words& words, const std::string& format = "") {
    static std::map<std::pair<Words, std::string>, Document> known;
    const auto at = known.find({words, format});
    if (at != known.end()) return at->second;
    return known.emplace(std::pair(words, format), new_document(words, format)).first->second;
}

const std::string inputs = "tests/invalid/inputs/";

std::vector<Words> samples() {
    std::vector<Words> all{{"profile", "list"}, {"profile", "params"}};
    for (const std::string& profile :
         {std::string("article"), inputs + "good_texts.json", inputs + "two_machines.json",
          inputs + "cloud_only.json", inputs + "good_watts.json", inputs + "good_unusual.json"}) {
        for (const Words& command : {Words{"compare"}, Words{"compare", "--items"}, Words{"breakeven"},
                                     Words{"breakeven", "--levels", "1,999999,1e15"}}) {
            all.push_back(command);
            all.back().insert(all.back().end(), {"-p", profile});
        }
    }
    all.push_back({"compare", "--monthly"});
    all.push_back({"compare", "--yearly", "--items", "--months", "30"});
    all.push_back({"breakeven", "--on", "cloud.price_per_mtok"});
    all.push_back({"breakeven", "--on", "horizon_months", "--target", "local.total = 1e9"});
    for (const Words& change :
         {Words{"--months", "1"}, Words{"--months", "600"}, Words{"--tokens-per-day", "0"},
          Words{"--tokens-per-day", "1e15", "--months", "600"}, Words{"--gpu-price", "1e15"},
          Words{"--gpu-price", "0", "--electricity-monthly", "0", "--price-per-1k", "0"},
          Words{"--discount-rate", "1e6"}, Words{"--discount-rate", "-99%", "--months", "60"},
          Words{"--set", "currency=CHF"}, Words{"--set", "currency=EUR"},
          Words{"--set", "workload.growth_per_month=-50%"},
          Words{"--set", "cloud.price_change_per_year=1e6", "--months", "60"},
          Words{"--set", "requirements.works_offline=true"},
          Words{"--set", "local.hardware.gpu.lifetime_months=1", "--months", "240"}}) {
        for (const char* command : {"compare", "breakeven"}) {
            all.push_back({command});
            all.back().insert(all.back().end(), change.begin(), change.end());
        }
    }
    return all;
}

std::string joined(const Words& words) {
    std::string text;
    for (const std::string& word : words) text += " " + word;
    return text;
}

// RFC 4180: rows of fields.
std::vector<Words> parse_csv(const std::string& text) {
    std::vector<Words> rows{{""}};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"') {
                rows.back().back() += c;
            } else if (i + 1 < text.size() && text[i + 1] == '"') {
                rows.back().back() += text[++i];
            } else {
                quoted = false;
            }
        } else if (c == '"') {
            CHECK(rows.back().back().empty());
            quoted = true;
        } else if (c == ',') {
            rows.back().emplace_back();
        } else if (c == '\n') {
            rows.push_back({""});
        } else {
            rows.back().back() += c;
        }
    }
    CHECK_FALSE(quoted);
    CHECK(rows.back() == Words{""});  // it ends with a line's end
    rows.pop_back();
    return rows;
}

std::size_t cells_of(const std::string& row) {
    std::size_t bars = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (row[i] == '\\') {
            ++i;
        } else if (row[i] == '|') {
            ++bars;
        }
    }
    return bars;
}

const std::regex not_a_number("(^|[^A-Za-z])-?(inf|nan)([^A-Za-z]|$)");

}  // namespace

TEST_CASE("No line is wider than the terminal, none holds what is not a number", "[cli]") {
    for (const Words& words : samples()) {
        const Document& result = document(words, "table");
        for (const int width : {40, 57, 80, 200}) {
            for (const bool ascii : {false, true}) {
                const std::string text = render_text(result, {width, ascii, false});
                INFO("aicost" << joined(words) << " at " << width << "\n" << text);
                CHECK(text == render_text(result, {width, ascii, false}));
                CHECK_FALSE(std::regex_search(text, not_a_number));
                bool fits = true, pure = true;
                std::istringstream lines(text);
                for (std::string line; std::getline(lines, line);) {
                    fits = fits && text_width(line) <= static_cast<std::size_t>(width);
                    for (const char c : line)
                        pure = pure && static_cast<unsigned char>(c) >= 0x20 &&
                               (!ascii || static_cast<unsigned char>(c) < 0x7F);
                }
                CHECK(fits);
                CHECK(pure);
            }
        }
    }
}

TEST_CASE("JSON is JSON, and in ASCII where that is asked for", "[cli]") {
    for (const Words& words : samples()) {
        INFO("aicost" << joined(words));
        const Document& result = document(words, "json");
        const std::string text = render_json(result, {});
        const std::string ascii = render_json(result, {80, true, false});
        CHECK_NOTHROW(nlohmann::json::parse(text));
        CHECK(nlohmann::json::parse(text) == nlohmann::json::parse(ascii));
        CHECK(std::all_of(ascii.begin(), ascii.end(),
                          [](char c) { return static_cast<unsigned char>(c) < 0x7F; }));
    }
}

TEST_CASE("CSV has as many fields in each row of a table", "[cli]") {
    for (const Words& words : samples()) {
        INFO("aicost" << joined(words));
        const std::string text = render_csv(document(words, "csv"), {});
        CHECK_FALSE(std::regex_search(text, not_a_number));
        std::size_t fields = 0;  // of the table's head
        for (const Words& row : parse_csv(text)) {
            if (row == Words{""}) {
                fields = 0;
                continue;
            }
            if (fields == 0) fields = row.size();
            CHECK(row.size() == fields);
        }
        CHECK(fields > 0);
    }
}

TEST_CASE("Markdown has as many cells in each row of a table", "[cli]") {
    for (const Words& words : samples()) {
        const std::string text = render_markdown(document(words, "markdown"), {});
        INFO("aicost" << joined(words) << "\n" << text);
        CHECK_FALSE(std::regex_search(text, not_a_number));
        std::istringstream lines(text);
        std::size_t cells = 0;
        for (std::string line; std::getline(lines, line);) {
            if (line.empty() || line.front() != '|') {
                cells = 0;
                continue;
            }
            if (cells == 0) cells = cells_of(line);
            CHECK(cells_of(line) == cells);
        }
    }
}

TEST_CASE("The order of the options changes the order of the results alone", "[cli]") {
    const auto data = [](const std::string& profile) {
        return nlohmann::json::parse(render_json(
            document({"compare", "-p", inputs + profile, "--set", "baseline=cloud"}, "json"), {}));
    };
    const auto one = data("good_plain.json");
    const auto other = data("good_reordered.json");
    REQUIRE(one.contains("options"));
    CHECK(one == other);  // nlohmann::json does not look at the order of keys
}

namespace {

// Each command line in every `part`th of the formats, in turn.
void check_bytes(std::size_t part) {
    std::size_t turn = 0;
    for (const Words& words : samples()) {
        INFO("aicost" << joined(words));
        for (const Format& format : formats) {
            if (!format.commands.empty() || turn++ % part != 0) continue;
            const std::string name(format.name);
            CHECK(format.render(new_document(words, name), {}) == format.render(document(words, name), {}));
        }
    }
}

}  // namespace

TEST_CASE("The same words give the same bytes", "[cli]") { check_bytes(3); }

TEST_CASE("The same words give the same bytes in each format", "[cli][long]") { check_bytes(1); }

}  // namespace output_test
