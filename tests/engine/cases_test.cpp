// Profiles with the results that an independent implementation of docs/model.md has for them. They are no
// part of this repository: where they are not beside it the test says that it was skipped.

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "aicost/evaluate.hpp"
#include "aicost/metric.hpp"
#include "aicost/profile.hpp"
#include "catch.hpp"
#include "scenarios.hpp"

namespace cases_test {

using namespace aicost;
using aicost::testing::result_of;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

Json to_json(const MetricValue& value) {
    return std::visit(
        [](const auto& held) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
                return nullptr;
            } else {
                return held;
            }
        },
        value);
}

// The result that a case names.
Json found(const Scenario& scenario, const Comparison& comparison, const std::string& option,
           const std::string& name, const VolumeBreakEven& volume) {
    if (name == "break_even_tokens_per_day")
        return volume.tokens_per_day ? Json(volume.tokens_per_day->value()) : Json();
    if (name == "break_even_utilization") return volume.utilization ? Json(*volume.utilization) : Json();
    if (name == "cheaper_above")
        return !volume.tokens_per_day
                   ? Json()
                   : Json(volume.option_cheaper_above ? option : comparison.options[comparison.baseline].id);
    const std::string metric = name == "peak" ? "peak_utilization" : name;
    if (metric == "allowed") return result_of(comparison, option).allowed;
    const auto value = metric_value(scenario, comparison, option + "." + metric);
    if (!value) throw std::runtime_error("no metric called " + metric);
    return to_json(*value);
}

// `size`: of the amounts that it is the difference of: its roundings are theirs.
void check_number(const std::string& name, const Json& expected, const Json& value, double size) {
    INFO(name << ": expected " << expected << ", got " << value);
    if (!expected.is_number()) {
        CHECK(value == expected);
        return;
    }
    REQUIRE(value.is_number());
    const bool break_even = name.find("break_even") != std::string::npos;
    const double slack = (break_even ? 1e-6 : 1e-9) * std::max(std::abs(expected.get<double>()), size);
    CHECK(std::abs(value.get<double>() - expected.get<double>()) <= std::max(slack, 1e-12));
}

void check_case(const fs::path& profile, const Json& expected) {
    const Result<Profile> loaded = load_profile({profile.filename().string(), text_of(profile)}, {});
    for (const Fault& fault : loaded.faults) UNSCOPED_INFO(to_text(fault));
    REQUIRE(loaded.value);
    const Scenario& scenario = loaded->scenario;
    const Comparison comparison = evaluate(scenario);
    double largest = 0.0;
    for (const OptionResult& option : comparison.options)
        largest = std::max({largest, std::abs(option.total.value()), std::abs(option.npv.value())});
    if (expected.contains("baseline"))
        CHECK(comparison.options[comparison.baseline].id == expected["baseline"].get<std::string>());
    for (const OverallMetric& metric : overall_metrics()) {
        const std::string name(metric.name);
        if (expected.contains(name))
            check_number(name, expected[name], to_json(metric.value(comparison)), largest);
    }
    for (const auto& [id, results] : expected.at("options").items()) {
        VolumeBreakEven volume;
        bool lesser =
            false;  // a break-even volume below the one that a search by tenths has found is right, too
        if (results.contains("break_even_tokens_per_day")) {
            volume = break_even_volume(scenario, find_option(scenario, id).value());
            const Json& theirs = results["break_even_tokens_per_day"];
            lesser = volume.tokens_per_day &&
                     (theirs.is_null() || volume.tokens_per_day->value() < theirs.get<double>() * (1 - 1e-6));
        }
        for (const auto& [name, value] : results.items()) {
            if (lesser && (name.starts_with("break_even_tokens") || name.starts_with("break_even_util") ||
                           name == "cheaper_above"))
                continue;
            const bool difference = name == "savings" || name == "npv_savings";
            check_number(id + "." + name, value, found(scenario, comparison, id, name, volume),
                         difference ? largest : 0.0);
        }
    }
}

fs::path cases_directory() { return fs::path(AICOST_SHARED_DIR) / "cases"; }

bool are_there() {
    if (fs::is_directory(cases_directory())) return true;
    std::cout << "SKIPPED: " << cases_directory().string() << " is not there\n";
    WARN("skipped: there is no " << cases_directory().string());
    return false;
}

}  // namespace

TEST_CASE("random profiles, and what they come to", "[cases]") {
    if (!are_there()) return;
    int count = 0;
    for (const auto& entry : fs::directory_iterator(cases_directory())) {
        std::string name = entry.path().filename().string();
        if (!name.starts_with("profile-")) continue;
        name.replace(0, 8, "expected-");
        const fs::path expected = cases_directory() / name;
        REQUIRE(fs::exists(expected));
        INFO(entry.path().filename().string());
        check_case(entry.path(), Json::parse(text_of(expected)));
        ++count;
    }
    CHECK(count > 0);
}

TEST_CASE("one or two rules each, worked by hand", "[cases]") {
    if (!are_there()) return;
    constexpr std::string_view ending = ".expected.json";
    int count = 0;
    for (const auto& entry : fs::directory_iterator(cases_directory() / "small")) {
        std::string name = entry.path().filename().string();
        if (!name.ends_with(ending)) continue;
        name.replace(name.size() - ending.size(), ending.size(), ".json");
        INFO(name);
        check_case(cases_directory() / "small" / name, Json::parse(text_of(entry.path())));
        ++count;
    }
    CHECK(count > 0);
}

}  // namespace cases_test
