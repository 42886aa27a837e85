// Every explanation multiplies out as it is printed: from the figures of its lines, as they are rounded there.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "aicost/evaluate.hpp"
#include "aicost/profile.hpp"
#include "catch.hpp"
#include "engine/recompute.hpp"
#include "report/format/formats.hpp"
#include "report/view/views.hpp"

namespace explain_lines_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// Amounts have eight digits that count.
constexpr double printed = 5e-8;

struct Shown {
    std::string command, text;
};

// The trees that the golden tests and the pages show.
std::vector<Shown> shown_in(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<Shown> all;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("$ ", 0) == 0) {
            inside = line.rfind("$ aicost explain ", 0) == 0;
            for (const char* other : {" -f ", "--ascii", "--help", " | ", " > ", "; ", "-o "})
                inside = inside && line.find(other) == std::string::npos;
            if (inside) all.push_back({line, {}});
        } else if (line.rfind("```", 0) == 0) {
            inside = false;
        } else if (inside) {
            all.back().text += (line.rfind("  ", 0) == 0 ? line.substr(2) : line) + "\n";
        }
    }
    return all;
}

}  // namespace

TEST_CASE("each explanation that a golden test or a page shows multiplies out", "[explain]") {
    std::vector<std::filesystem::path> files{"README.md"};
    for (const char* folder : {"tests/golden", "docs"}) {
        for (const auto& file : std::filesystem::directory_iterator(folder)) {
            if (file.is_regular_file()) files.push_back(file.path());
        }
    }
    int trees = 0;
    for (const auto& file : files) {
        for (const Shown& shown : shown_in(file)) {
            const Derivation read = read_tree(shown.text);
            if (read.parts.empty() || read.parts.front().formula.empty()) continue;
            INFO(file.filename().string() << ": " << shown.command);
            CHECK(recompute(read.parts.front(), printed).wrong == "");
            ++trees;
        }
    }
    CHECK(trees >= 3);
}

TEST_CASE("explanations of the built-in profiles multiply out, and are short", "[explain]") {
    for (const std::string_view name : built_in_profiles()) {
        const Profile profile = *load_profile(*built_in_profile(name), {});
        const Comparison comparison = evaluate(profile.scenario);
        Style wide;  // no word is broken
        wide.width = 160;
        std::vector<std::string> metrics{"winner", "runner_up", "margin"};
        for (const OptionResult& option : comparison.options) {
            for (const Metric& metric : option_metrics())
                metrics.push_back(option.id + "." + std::string(metric.name));
        }
        for (const std::string& metric : metrics) {
            INFO(name << " " << metric);
            const auto derivation = explain(profile.scenario, comparison, metric);
            REQUIRE(derivation);
            const std::string text = render_text(explain_view(profile, comparison, *derivation), wide);
            const Derivation read = read_tree(text);
            REQUIRE(read.parts.size() == 1);
            CHECK(recompute(read.parts.front(), printed).wrong == "");
            CHECK(size_of(read.parts.front()).longest <= 200);
        }
    }
}

}  // namespace explain_lines_test
