// What moves a result stands in its explanation, whatever kind of input it is: a number, a word, a flag, hours of a day.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/explain.hpp"
#include "aicost/metric.hpp"
#include "aicost/parameter.hpp"
#include "aicost/profile.hpp"
#include "catch.hpp"

namespace explained_inputs_test {

using namespace aicost;

namespace {

using Json = nlohmann::ordered_json;

// Changes to the wide profile; null takes a key out.
constexpr const char* variants[] = {
    "{}",
    R"({"workload": {"load_shape": "flat", "conversation": null},
        "options": {"owned": {"electricity": {"only_on_active_days": true, "powered_hours_per_day": 13}},
                    "rented": {"hours_per_day": null, "billing": "whole_units"}}})",
    R"({"workload": {"tokens_per_day": null, "requests_per_month": 30000},
        "options": {"owned": {"units": "auto"},
                    "rented": {"hours_per_day": null, "billing": "scale_to_zero", "idle_timeout_seconds": 5,
                               "cold_start_seconds": 8},
                    "cloud": {"long_context": {"above_input_tokens": 1000, "input_per_mtok": 4, "rule": "excess"}}}})",
    R"({"workload": {"tokens_per_day": null, "input_tokens_per_request": null, "output_tokens_per_request": null,
                     "conversations_per_day": 100, "cache_read_share": null, "cache_write_share": null,
                     "cache_write_1h_share": null, "output_share": null,
                     "conversation": {"turns": 4, "system_tokens": 500, "user_tokens": 50, "answer_tokens": 300,
                                      "cached": true}},
        "options": {"rented": {"hours_per_day": null, "billing": "busy_hours"}}})",
    R"({"workload": {"tokens_per_day": 4e8, "load_shape": "diurnal"},
        "options": {"owned": {"units": 4, "min_units": null, "unit_step": null},
                    "mix2": {"local_share": null, "overflow": true}}})",
};

std::string text_of(const char* variant) {
    std::ifstream in("tests/data/wide.json");
    Json profile = Json::parse(std::string{std::istreambuf_iterator<char>(in), {}});
    profile.merge_patch(Json::parse(variant));
    return profile.dump(1);
}

Result<Profile> load(const std::string& text, const std::vector<Override>& overrides = {}) {
    return load_profile({"wide.json", text}, overrides);
}

void paths_in(const Derivation& derivation, std::set<std::string>& paths) {
    paths.insert(derivation.path);
    for (const Derivation& part : derivation.parts) paths_in(part, paths);
    for (const Derivation& reason : derivation.decided_by) paths_in(reason, paths);
}

std::string listed_hours(double night, double day) {
    std::string text;
    for (int hour = 0; hour < 24; ++hour)
        text += (hour == 0 ? "" : ",") + Json(hour > 7 && hour < 20 ? day : night).dump();
    return text;
}

// Other values that an input may have.
std::vector<std::string> others_of(const InputValue& input) {
    if (const auto* number = std::get_if<double>(&input.value)) {
        std::vector<std::string> others;
        for (const double factor : {1.01, 2.0, 0.5, 20.0}) others.push_back(Json(*number * factor).dump());
        for (const double step : {1.0, -1.0, 5.0}) others.push_back(Json(*number + step).dump());
        return others;
    }
    const std::string word =
        std::holds_alternative<std::string>(input.value) ? std::get<std::string>(input.value) : "";
    const auto is_key = [&](std::string_view key) { return input.path.ends_with(key); };
    if (word == "true" || word == "false") return {word == "true" ? "false" : "true"};
    if (is_key("price_by_hour")) return {listed_hours(1.0, 0.25), listed_hours(0.5, 1.5)};
    if (is_key("load_shape")) return {"flat", "business_hours", "diurnal", listed_hours(3.0, 1.0)};
    if (is_key("billing")) return {"always_on", "busy_hours", "whole_units", "scale_to_zero"};
    if (is_key(".rule")) return {"whole_request", "excess"};
    if (is_key(".units")) return {"1", "3", "auto"};
    if (input.path == "baseline") return {"owned", "rented", "cloud"};
    if (is_key(".local")) return {"owned", "rented"};
    if (is_key(".cloud")) return {"rented", "cloud"};
    return {};
}

bool differ(const MetricValue& a, const MetricValue& b) {
    const auto *x = std::get_if<double>(&a), *y = std::get_if<double>(&b);
    if (x == nullptr || y == nullptr) return a != b;
    return std::abs(*x - *y) > 1e-9 * std::max(std::abs(*x), std::abs(*y));
}

// Stated, but as if it were not: a term that changes nothing is left out.
bool is_default(const std::string& text, const InputValue& input) {
    const Result<Profile> without = load(text, {{input.path, "null"}});
    if (!without.value) return false;
    Scenario scenario = without->scenario;
    const auto inputs = all_inputs(scenario);
    return std::any_of(inputs.begin(), inputs.end(), [&](const InputValue& other) {
        return other.path == input.path && other.value == input.value;
    });
}

bool is_slow(const Metric& metric) {
    return metric.of_volume != nullptr || metric.name == "break_even_tokens_per_day";
}

std::vector<std::string> metrics_of(const Scenario& scenario) {
    std::vector<std::string> names{"winner", "margin"};
    for (const auto& option : scenario.options) {
        for (const Metric& metric : option_metrics()) {
            if (!is_slow(metric)) names.push_back(option.name + "." + std::string(metric.name));
        }
    }
    return names;
}

}  // namespace

TEST_CASE("what moves a result is named in its explanation", "[profile]") {
    for (const char* variant : variants) {
        const std::string text = text_of(variant);
        const Result<Profile> loaded = load(text);
        for (const Fault& fault : loaded.faults) UNSCOPED_INFO(to_text(fault));
        REQUIRE(loaded.value);
        const Profile& profile = *loaded.value;
        const Comparison comparison = evaluate(profile.scenario);
        const std::vector<std::string> metrics = metrics_of(profile.scenario);
        std::vector<MetricValue> values;
        std::vector<std::set<std::string>> named;
        for (const std::string& metric : metrics) {
            values.push_back(metric_value(profile.scenario, comparison, metric).value());
            paths_in(explain(profile.scenario, comparison, metric).value(), named.emplace_back());
        }
        Scenario copy = profile.scenario;
        for (const InputValue& input : all_inputs(copy)) {
            if (!profile.states(input.path) || is_default(text, input)) continue;
            for (const std::string& other : others_of(input)) {
                const Result<Profile> moved = load(text, {{input.path, other}});
                if (!moved.value) continue;
                const Comparison there = evaluate(moved->scenario);
                for (std::size_t i = 0; i < metrics.size(); ++i) {
                    const auto value = metric_value(moved->scenario, there, metrics[i]);
                    if (!value || !differ(values[i], *value) || named[i].count(input.path) == 1) continue;
                    FAIL_CHECK(variant << "\n"
                                       << metrics[i] << " does not name " << input.path << ", with "
                                       << other);
                }
            }
        }
    }
}

TEST_CASE("an input of each kind says where it stands", "[profile]") {
    const Profile profile = load(text_of(variants[1])).value.value();
    const Comparison comparison = evaluate(profile.scenario);
    for (const auto& [metric, path] :
         {std::pair{"cloud.total", "cloud.price_by_hour"}, std::pair{"cloud.total", "workload.load_shape"},
          std::pair{"cloud.total", "cloud.price_steps.1.from_month"},
          std::pair{"rented.total", "rented.billing"},
          std::pair{"owned.total", "owned.electricity.only_on_active_days"},
          std::pair{"owned.total", "owned.electricity.price_by_hour"}}) {
        CAPTURE(metric, path);
        if (!profile.states(path)) continue;
        std::set<std::string> paths;
        paths_in(explain(profile.scenario, comparison, metric).value(), paths);
        CHECK(paths.count(path) == 1);
        CHECK(profile.origin(path).line > 0);
    }
}

}  // namespace explained_inputs_test
