#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "aicost/budget.hpp"
#include "aicost/profile.hpp"
#include "catch.hpp"

namespace schema_test {

using namespace aicost;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

// As much of JSON Schema as the profile's schema uses; a keyword that it does not know fails the test.
class Validator {
public:
    explicit Validator(Json root) : root_(std::move(root)) {}

    bool holds(const Json& value) const { return holds(root_, value); }

private:
    bool holds(const Json& schema, const Json& value) const {
        for (const auto& [word, rule] : schema.items()) {
            if (!keyword(schema, word, rule, value)) return false;
        }
        return true;
    }

    bool keyword(const Json& schema, const std::string& word, const Json& rule, const Json& value) const {
        const auto below = [&](const Json& one) { return holds(one, value); };
        const auto number = [&] { return value.get<double>(); };
        const auto limit = [&] { return rule.get<double>(); };
        if (word == "$schema" || word == "$id" || word == "$defs" || word == "title" || word == "description")
            return true;
        if (word == "type") {
            return rule.is_array() ? std::any_of(rule.begin(), rule.end(),
                                                 [&](const Json& one) { return is(one, value); })
                                   : is(rule, value);
        }
        if (word == "$ref")
            return holds(root_.at(Json::json_pointer(rule.get<std::string>().substr(1))), value);
        if (word == "const") return value == rule;
        if (word == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end();
        if (word == "anyOf") return std::any_of(rule.begin(), rule.end(), below);
        if (word == "oneOf") return std::count_if(rule.begin(), rule.end(), below) == 1;
        if (word == "minimum") return !value.is_number() || number() >= limit();
        if (word == "maximum") return !value.is_number() || number() <= limit();
        if (word == "exclusiveMinimum") return !value.is_number() || number() > limit();
        if (word == "pattern") {
            return !value.is_string() ||
                   std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>()));
        }
        if (word == "default") return true;
        if (word == "prefixItems") {
            for (std::size_t i = 0; value.is_array() && i < std::min(rule.size(), value.size()); ++i) {
                if (!holds(rule[i], value[i])) return false;
            }
            return true;
        }
        if (word == "items") {
            if (!value.is_array()) return true;
            const std::size_t before = schema.contains("prefixItems") ? schema["prefixItems"].size() : 0;
            if (rule.is_boolean()) return rule.get<bool>() || value.size() <= before;
            return std::all_of(value.begin() + static_cast<std::ptrdiff_t>(std::min(before, value.size())),
                               value.end(), [&](const Json& one) { return holds(rule, one); });
        }
        if (word == "minItems") return !value.is_array() || value.size() >= rule.get<std::size_t>();
        if (word == "maxItems") return !value.is_array() || value.size() <= rule.get<std::size_t>();
        if (word == "minProperties") return !value.is_object() || value.size() >= rule.get<std::size_t>();
        if (word == "required") {
            return !value.is_object() || std::all_of(rule.begin(), rule.end(), [&](const Json& key) {
                return value.contains(key.get<std::string>());
            });
        }
        if (!value.is_object() &&
            (word == "properties" || word == "additionalProperties" || word == "propertyNames"))
            return true;
        if (word == "properties") {
            for (const auto& [key, one] : value.items()) {
                if (rule.contains(key) && !holds(rule[key], one)) return false;
            }
            return true;
        }
        if (word == "additionalProperties") {
            const Json known = schema.value("properties", Json::object());
            for (const auto& [key, one] : value.items()) {
                if (known.contains(key)) continue;
                if (rule.is_boolean() ? !rule.get<bool>() : !holds(rule, one)) return false;
            }
            return true;
        }
        if (word == "propertyNames") {
            for (const auto& [key, one] : value.items()) {
                if (!holds(rule, Json(key))) return false;
            }
            return true;
        }
        FAIL("the validator does not know " << word);
        return false;
    }

    static bool is(const Json& type, const Json& value) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "null") return value.is_null();
        if (type == "number") return value.is_number();
        REQUIRE(type == "integer");
        return value.is_number() && std::floor(value.get<double>()) == value.get<double>();
    }

    Json root_;
};

// The inputs that a .test file of tests/invalid names, as far as they are JSON.
std::vector<std::string> inputs_of(const std::string& test) {
    const std::string text = read("tests/invalid/" + test);
    const std::regex name("validate tests/invalid/inputs/([^ \n]+)");
    std::vector<std::string> names;
    for (auto at = std::sregex_iterator(text.begin(), text.end(), name); at != std::sregex_iterator(); ++at)
        names.push_back((*at)[1]);
    return names;
}

Json input(const std::string& name) {
    std::string text = read("tests/invalid/inputs/" + name);
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.erase(0, 3);
    return Json::parse(text);
}

}  // namespace

TEST_CASE("The schema in the repository is the program's own", "[profile]") {
    // aicost profile schema > profiles/aicost-profile.schema.json
    CHECK(read(fs::path("profiles") / profile_schema_name) == profile_schema());
}

TEST_CASE("Every built-in profile names the schema and holds to it", "[profile]") {
    const Validator validator(Json::parse(profile_schema()));
    for (const std::string_view name : built_in_profiles()) {
        INFO(name);
        const Json profile = Json::parse(built_in_profile(name)->text);
        CHECK(profile.value("$schema", "") == profile_schema_name);
        CHECK(validator.holds(profile));
    }
}

TEST_CASE("The schema takes what the program takes", "[profile]") {
    const Validator validator(Json::parse(profile_schema()));
    int seen = 0;
    for (const auto& name : inputs_of("good.test")) {
        if (name.rfind("bad_", 0) == 0) continue;
        INFO(name);
        CHECK(validator.holds(input(name)));
        ++seen;
    }
    CHECK(seen >= 8);
}

TEST_CASE("The schema knows the blocks of uncertain numbers", "[profile]") {
    const Validator validator(Json::parse(profile_schema()));
    const auto holds = [&](const char* block) {
        Json profile = Json::parse(built_in_profile("article")->text);
        profile.update(Json::parse(block));
        return validator.holds(profile);
    };
    CHECK(holds(R"({"sensitivity": {"discount_rate": ["0%", 0.12]}})"));
    CHECK(holds(R"json({"uncertainty": {"discount_rate": "uniform(0, 12%)"}})json"));
    CHECK(holds(R"({"correlations": [["discount_rate", "cloud.price_per_mtok", -0.5]]})"));
    CHECK_FALSE(holds(R"({"sensitivity": {"discount_rate": [0.12]}})"));
    CHECK_FALSE(holds(R"json({"uncertainty": {"discount_rate": "uniformly(0, 12%)"}})json"));
    CHECK_FALSE(holds(R"({"correlations": [["discount_rate", "cloud.price_per_mtok"]]})"));
    CHECK_FALSE(holds(R"({"correlations": [["discount_rate", 0.5, "cloud.price_per_mtok"]]})"));
}

TEST_CASE("The schema of check files is the program's own, and takes what the program takes", "[profile]") {
    // aicost check --schema > profiles/aicost-check.schema.json
    CHECK(read("profiles/aicost-check.schema.json") == check_file_schema());
    const Validator validator(Json::parse(check_file_schema()));
    const auto agree = [&](const std::string& text, bool expected) {
        INFO(text);
        CHECK(validator.holds(Json::parse(text)) == expected);
        CHECK(load_check_file({"budget.json", text}).value.has_value() == expected);
    };
    const std::string check = R"({"assert": "local.total <= 2000"})";
    agree(R"({"checks": [)" + check + "]}", true);
    agree(R"({"$schema": "aicost-check.schema.json", "name": "budget", "profile": "article", "checks": [)" +
              check + "]}",
          true);
    agree(R"({"profile": ["teams/*.json", "article"], "set": {"discount_rate": "8%", "horizon_months": 36},
              "checks": [{"name": "n", "assert": "winner == local", "severity": "warning",
                          "set": {"local.hardware.finance.months": 12}}]})",
          true);
    agree("[]", false);
    agree("{}", false);
    agree(R"({"checks": []})", false);
    agree(R"({"checks": ["local.total <= 2000"]})", false);
    agree(R"({"checks": [{"name": "nothing"}]})", false);
    agree(R"({"checks": [{"assert": 5}]})", false);
    agree(R"({"checks": [{"assert": "1 < 2", "severity": "fatal"}]})", false);
    agree(R"({"checks": [{"assert": "1 < 2", "level": "error"}]})", false);
    agree(R"({"profiles": "article", "checks": [)" + check + "]}", false);
    agree(R"({"profile": [], "checks": [)" + check + "]}", false);
    agree(R"({"profile": "", "checks": [)" + check + "]}", false);
    agree(R"({"set": ["discount_rate"], "checks": [)" + check + "]}", false);
    agree(R"({"set": {"discount_rate": [1]}, "checks": [)" + check + "]}", false);
}

TEST_CASE("The schema refuses what is wrong in structure", "[profile]") {
    const Validator validator(Json::parse(profile_schema()));
    // what a schema cannot say: names that are taken, sums, texts that are numbers out of range
    const std::vector<std::string> beyond_it{
        "option_named_workload.json", "option_named_winner.json", "option_named_options.json",
        "value_comma.json",           "value_negative.json",      "value_large.json",
        "value_overflow.json",        "share_percent.json",       "growth_minus_100.json",
        "growth_overflow.json",       "cache_shares.json",        "requests_without_sizes.json",
        "tokens_and_requests.json",   "no_volume.json",           "load_shape_zero.json"};
    int refused = 0;
    for (const char* test : {"structure.test", "values.test", "several.test"}) {
        for (const auto& name : inputs_of(test)) {
            if (name.rfind("good_", 0) == 0 || name == "several_checks.json") continue;
            INFO(name);
            const bool expected = std::find(beyond_it.begin(), beyond_it.end(), name) != beyond_it.end();
            CHECK(validator.holds(input(name)) == expected);
            refused += expected ? 0 : 1;
        }
    }
    CHECK(refused >= 50);
}

}  // namespace schema_test
