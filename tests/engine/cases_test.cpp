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

using namespace aicost;
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
           const std::string& name) {
    const std::string metric = name == "peak" ? "peak_utilization" : name;
    const auto value = metric_value(scenario, comparison, option + "." + metric);
    if (!value) throw std::runtime_error("no metric called " + metric);
    return to_json(*value);
}

void check_number(const std::string& name, const Json& expected, const Json& value, double size) {
    INFO(name << ": expected " << expected << ", got " << value);
    if (!expected.is_number()) {
        CHECK(value == expected);
        return;
    }
    REQUIRE(value.is_number());
    const bool is_month = name.find("break_even_month") != std::string::npos;
    const double slack = (is_month ? 1e-6 : 1e-9) * std::max(std::abs(expected.get<double>()), size);
    CHECK(std::abs(value.get<double>() - expected.get<double>()) <= slack);
}

void check_case(const fs::path& profile, const Json& expected) {
    const Result<Profile> loaded = load_profile({profile.filename().string(), text_of(profile)}, {});
    for (const Fault& fault : loaded.faults) UNSCOPED_INFO(to_text(fault));
    REQUIRE(loaded.value);
    const Scenario& scenario = loaded->scenario;
    const Comparison comparison = evaluate(scenario);
    CHECK(comparison.options[comparison.baseline].id == expected.at("baseline").get<std::string>());
    CHECK(to_json(winner_of(comparison)) == expected.at("winner"));
    REQUIRE(comparison.options.size() == expected.at("options").size());
    const double baseline_total = comparison.options[comparison.baseline].total.value();
    for (const auto& [id, results] : expected.at("options").items()) {
        for (const auto& [name, value] : results.items()) {
            // savings are a difference: their roundings are those of the totals
            const double size = name == "savings" ? std::abs(baseline_total) : 0.0;
            check_number(id + "." + name, value, found(scenario, comparison, id, name), size);
        }
    }
}

}  // namespace

TEST_CASE("cases", "[cases]") {
    const fs::path directory = fs::path(AICOST_SHARED_DIR) / "cases";
    if (!fs::is_directory(directory)) {
        std::cout << "SKIPPED: " << directory.string() << " is not there\n";
        WARN("skipped: there is no " << directory.string());
        return;
    }
    int count = 0;
    for (const auto& entry : fs::directory_iterator(directory)) {
        std::string name = entry.path().filename().string();
        if (name.rfind("profile-", 0) != 0) continue;
        name.replace(0, 8, "expected-");
        const fs::path expected = directory / name;
        REQUIRE(fs::exists(expected));
        INFO(entry.path().filename().string());
        check_case(entry.path(), Json::parse(text_of(expected)));
        ++count;
    }
    std::cout << count << " cases compared\n";
    CHECK(count > 0);
}
