// Each number that a profile may state, in profiles that state all of them: its bounds, and the commands that
// know it by its path.
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
#include "aicost/parameter.hpp"
#include "aicost/profile.hpp"
#include "aicost/sensitivity.hpp"
#include "catch.hpp"

namespace every_input_test {

using namespace aicost;

namespace {

using Json = nlohmann::ordered_json;

std::string wide_text() {
    std::ifstream in("tests/data/wide.json");
    return {std::istreambuf_iterator<char>(in), {}};
}

// What can not stand beside the rest: changes to the wide profile; null takes a key out.
constexpr const char* variants[] = {
    "{}",
    R"({"workload": {"tokens_per_day": null, "requests_per_day": 1000},
        "options": {"owned": {"depreciation_per_year": null, "salvage_share": 0.2},
                    "rented": {"price_per_hour": null, "price_per_month": 700, "hours_per_day": null}}})",
    R"({"workload": {"tokens_per_day": null, "requests_per_month": 30000},
        "options": {"rented": {"hours_per_day": null, "billing": "scale_to_zero", "idle_timeout_seconds": 5,
                               "cold_start_seconds": 8}}})",
    R"({"workload": {"tokens_per_day": null, "tokens_per_month": 3e7, "output_tokens_per_request": null,
                     "output_share": 0.3},
        "options": {"owned": {"serving": null, "units": 2, "min_units": null, "unit_step": null, "spare_units": null, "electricity": {"load_share": 0.2}},
                    "cloud": {"fee_per_request": null, "input_per_mtok": null, "output_per_mtok": null,
                              "cache_read_per_mtok": null, "cache_write_per_mtok": null,
                              "cache_write_1h_per_mtok": null, "price_per_mtok": 1.5,
                              "price_steps": [{"from_month": 6, "price_per_mtok": 1.2}]},
                    "mix2": null}})",
    R"({"workload": {"tokens_per_day": null, "input_tokens_per_request": null, "output_tokens_per_request": null,
                     "conversations_per_day": 100,
                     "conversation": {"turns": 4, "system_tokens": 500, "user_tokens": 50, "answer_tokens": 300}},
        "options": {"cloud": {"input_per_mtok": null, "output_per_mtok": null,
                              "cache_read_per_mtok": null, "cache_write_per_mtok": null,
                              "cache_write_1h_per_mtok": null, "price_per_1k": 0.002}}})",
};

std::string text_of(const char* variant) {
    Json profile = Json::parse(wide_text());
    profile.merge_patch(Json::parse(variant));
    return profile.dump(1);
}

Result<Profile> load(const std::string& text, const std::vector<Override>& overrides = {}) {
    return load_profile({"wide.json", text}, overrides);
}

bool is_count(const std::string& word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "owned.hardware.box.quantity" as `aicost profile params` has it: "ID(owned).hardware.ITEM.quantity".
std::string described(const Scenario& scenario, const std::string& path) {
    static const std::set<std::string> maps{"hardware", "monthly_costs", "monthly_income",
                                            "unit_monthly_costs", "parts"};
    std::string known, before;
    std::size_t from = 0;
    while (from <= path.size()) {
        const std::size_t dot = std::min(path.find('.', from), path.size());
        std::string word = path.substr(from, dot - from);
        if (maps.count(before) > 0) {
            before = "ITEM";
            word = "ITEM";
        } else {
            before = word;
            if (is_count(word)) word = "N";
            for (const auto& option : scenario.options) {
                if (from == 0 && option.name == word) {
                    known = "ID(" + std::string(kind_of(option.value)) + ")";
                    word.clear();
                    break;
                }
            }
        }
        if (!word.empty()) known += (known.empty() ? "" : ".") + word;
        from = dot + 1;
    }
    return known;
}

void names_in(const Derivation& derivation, std::set<std::string>& names) {
    names.insert(derivation.name);
    names.insert(derivation.path);
    for (const Derivation& part : derivation.parts) names_in(part, names);
}

bool has_fault_at(const Result<Profile>& loaded, const std::string& path) {
    return !loaded.value && std::any_of(loaded.faults.begin(), loaded.faults.end(),
                                        [&](const Fault& fault) { return fault.path == path; });
}

// Numbers of whole months, which the formulas show as the number itself.
bool is_shown_as_number(const std::string& path) {
    return path == "horizon_months" || path == "owned.financing.months" || path == "rented.price_held_months";
}

// Another value that it may have, a little away.
std::optional<double> moved(const Parameter& parameter) {
    const double now = *parameter.get();
    const Bounds bound = parameter.bound();
    for (const double value :
         {bound.whole ? now + 1 : now * 1.01 + 1e-4, bound.whole ? now - 1 : now * 0.99}) {
        if (value != now && bound.holds(value)) return value;
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("each number of a profile has its bounds, and a fault at its path beyond them", "[profile]") {
    std::set<std::string> seen;
    for (const char* variant : variants) {
        const std::string text = text_of(variant);
        const Result<Profile> whole = load(text);
        for (const Fault& fault : whole.faults) UNSCOPED_INFO(to_text(fault));
        REQUIRE(whole.value);
        Scenario scenario = whole->scenario;
        for (const Parameter& parameter : all_parameters(scenario)) {
            if (!parameter.get() || !whole->states(parameter.path())) continue;
            const std::string path = parameter.path();
            if (!seen.insert(described(scenario, path)).second) continue;
            CAPTURE(path);
            const Bounds bound = parameter.bound();
            CHECK(has_fault_at(load(text, {{path, "abc"}}), path));
            CHECK(has_fault_at(load(text, {{path, std::to_string(bound.min - 1.0)}}), path));
            CHECK(has_fault_at(load(text, {{path, "1e17"}}), path));
            if (bound.whole)
                CHECK(has_fault_at(load(text, {{path, std::to_string(*parameter.get() + 0.5)}}), path));
        }
    }
    // a new input stands in one of these profiles, too
    for (const ParameterDescription& one : describe_parameters()) {
        if (one.type != "number") continue;
        CAPTURE(one.path);
        CHECK(seen.count(one.path) == 1);
    }
}

TEST_CASE("each number is known to --set, --vary, sensitivity, risk, explain, diff and report", "[profile]") {
    for (const char* variant : variants) {
        const std::string text = text_of(variant);
        const Profile profile = load(text).value.value();
        const Scenario scenario = profile.scenario;
        const Comparison comparison = evaluate(scenario);
        std::vector<std::set<std::string>> explained;
        for (const auto& option : scenario.options) {
            explained.emplace_back();
            names_in(explain(scenario, comparison, option.name + ".total").value(), explained.back());
        }
        Scenario copy = scenario;
        std::vector<std::string> paths;
        for (const Parameter& parameter : all_parameters(copy)) {
            if (parameter.get() && profile.states(parameter.path()) && moved(parameter))
                paths.push_back(parameter.path());
        }
        const SensitivityPlan plan = plan_sensitivity(scenario, paths, 0.2, {});
        const auto inputs = all_inputs(copy);
        for (const std::string& path : paths) {
            CAPTURE(path);
            const double value = *moved(*find_parameter(copy, path));
            // sensitivity, risk and --vary move it; what is 0 is said to be
            CHECK((std::any_of(plan.inputs.begin(), plan.inputs.end(),
                               [&](const auto& one) { return one.path == path; }) ||
                   std::any_of(plan.left_out.begin(), plan.left_out.end(),
                               [&](const auto& one) { return one.path == path; })));
            // diff and the report's list
            CHECK(
                std::any_of(inputs.begin(), inputs.end(), [&](const auto& one) { return one.path == path; }));
            // --set
            const auto set = load(text, {{path, Json(value).dump()}});
            for (const Fault& fault : set.faults) UNSCOPED_INFO(to_text(fault));
            REQUIRE(set.value);
            CHECK(set->origin(path).kind == Origin::Kind::command_line);
            Scenario there = set->scenario;
            CHECK(find_parameter(there, path)->get().value() == Approx(value));
            // what moves a total stands in its explanation
            if (is_shown_as_number(path)) continue;
            const Comparison other = evaluate(there);
            for (std::size_t i = 0; i < scenario.options.size(); ++i) {
                const double before = comparison.options[i].total.value();
                const double after = other.options[i].total.value();
                if (std::abs(after - before) <= 1e-9 * std::abs(before)) continue;
                CAPTURE(scenario.options[i].name);
                CHECK(explained[i].count(path) == 1);
            }
        }
    }
}

}  // namespace every_input_test
