// Every command, option and format has a golden case.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "cli/command.hpp"
#include "report/format/formats.hpp"

namespace golden_coverage_test {

using namespace aicost;
namespace fs = std::filesystem;

namespace {

// The words of every `aicost` that a golden case runs.
std::vector<std::vector<std::string>> golden_commands() {
    std::vector<std::vector<std::string>> all;
    for (const auto& file : fs::directory_iterator("tests/golden")) {
        if (file.path().extension() != ".test") continue;
        std::ifstream in(file.path());
        for (std::string line; std::getline(in, line);) {
            if (line.rfind("$ ", 0) != 0 && line.rfind("> ", 0) != 0) continue;
            std::vector<std::string> words;
            std::string word;
            for (const char c : line.substr(2) + " ") {
                const bool end = c == ' ' || c == ';' || c == '|' || c == '&' || c == '(' || c == ')';
                if (!end) {
                    word += c;
                    continue;
                }
                if (word == "aicost") {
                    all.push_back(words);
                    words.clear();
                } else if (!word.empty()) {
                    words.push_back(word);
                }
                word.clear();
            }
            all.push_back(words);
        }
    }
    return all;
}

bool covered(const std::vector<std::vector<std::string>>& all, const std::string& command,
             const std::vector<std::string>& names, const std::string& value = "") {
    return std::any_of(all.begin(), all.end(), [&](const auto& words) {
        if (words.empty() || words.front() != command) return false;
        for (std::size_t i = 1; i < words.size(); ++i) {
            const auto equals = words[i].find('=');
            const bool named =
                std::find(names.begin(), names.end(), words[i].substr(0, equals)) != names.end();
            const std::string stated = equals != std::string::npos ? words[i].substr(equals + 1)
                                       : i + 1 < words.size()      ? words[i + 1]
                                                                   : "";
            if (named && (value.empty() || stated == value)) return true;
        }
        return names.empty();
    });
}

std::vector<std::string> names_of(const OptionRow& row) {
    const std::string names(row.names);
    const auto comma = names.find(',');
    if (comma == std::string::npos) return {names};
    return {names.substr(0, comma), names.substr(comma + 1)};
}

}  // namespace

TEST_CASE("Every command, option and format has a golden case", "[cli]") {
    const auto all = golden_commands();
    REQUIRE(all.size() > 50);
    // Options that several commands share need a case of one of them; a command's own, one of its.
    const auto shared = [](std::span<const OptionRow> rows) {
        return rows.data() == profile_options.data() || rows.data() == output_options.data() ||
               rows.data() == get_option.data();
    };
    for (const Command* command : commands()) {
        const std::string name(command->name);
        INFO("aicost " << name);
        CHECK(covered(all, name, {}));
        CHECK(covered(all, name, {"--help", "-h"}));
        for (const auto& rows : command->options) {
            for (const OptionRow& row : rows) {
                INFO(row.names);
                const bool any = std::any_of(commands().begin(), commands().end(), [&](const Command* one) {
                    return (one == command || shared(rows)) &&
                           covered(all, std::string(one->name), names_of(row));
                });
                CHECK(any);
            }
        }
        const bool has_formats =
            std::any_of(command->options.begin(), command->options.end(),
                        [](const auto& rows) { return rows.data() == output_options.data(); });
        for (const Format& format : formats) {
            if (!has_formats) break;
            if (!has_command(format.commands, name)) continue;
            INFO("--format " << format.name);
            CHECK(covered(all, name, {"-f", "--format"}, std::string(format.name)));
        }
    }
}

TEST_CASE("A case that is not there is missed", "[cli]") {
    const std::vector<std::vector<std::string>> all{{"compare", "-f", "json", "--items"},
                                                    {"compare", "--set=a=b"}};
    CHECK(covered(all, "compare", {"--items"}));
    CHECK(covered(all, "compare", {"--set"}));
    CHECK(covered(all, "compare", {"-f", "--format"}, "json"));
    CHECK_FALSE(covered(all, "compare", {"-f", "--format"}, "csv"));
    CHECK_FALSE(covered(all, "compare", {"--item"}));
    CHECK_FALSE(covered(all, "breakeven", {}));
}

}  // namespace golden_coverage_test
