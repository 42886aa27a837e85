// What a page is told of its inputs, and the profile that it saves.
#include "cli/inputs.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "aicost/evaluate.hpp"
#include "catch.hpp"
#include "cli/program.hpp"
#include "cli/studies.hpp"

namespace inputs_test {

using namespace aicost;

namespace {

Arguments of(const std::string& profile, std::vector<Override> overrides = {}) {
    Arguments arguments;
    arguments.profile = profile;
    arguments.overrides = std::move(overrides);
    return arguments;
}

const Data* find(const Data& row, const std::string& key) {
    for (const auto& [name, value] : std::get<DataObject>(row.value)) {
        if (name == key) return &value;
    }
    return nullptr;
}
const Data& at(const Data& row, const std::string& key) {
    const Data* found = find(row, key);
    REQUIRE(found != nullptr);
    return *found;
}
double number(const Data& row, const std::string& key) { return std::get<double>(at(row, key).value); }
std::string word(const Data& row, const std::string& key) {
    return std::get<std::string>(at(row, key).value);
}

DataList inputs(const Arguments& arguments) {
    const Outcome outcome = inputs_command.run(arguments);
    return std::get<DataList>(at(Data(outcome.document->data), "inputs").value);
}
// Those of a built-in profile, asked for once: that is long work.
const DataList& inputs_of_built_in(const std::string& name) {
    static std::map<std::string, DataList> known;
    const auto at = known.find(name);
    return at != known.end() ? at->second : known.emplace(name, inputs(of(name))).first->second;
}

}  // namespace

TEST_CASE("A page's inputs begin with those that move the margin most", "[inputs]") {
    for (const std::string_view name : built_in_profiles()) {
        INFO(name);
        const Arguments arguments = of(std::string(name));
        const DataList& rows = inputs_of_built_in(std::string(name));
        const Profile profile = load(arguments);
        const auto moving = moving_inputs(tornado_of(arguments, profile).tornado);
        REQUIRE(rows.size() > moving.size());
        for (std::size_t i = 0; i < moving.size(); ++i) {
            INFO(i);
            CHECK(word(rows[i], "path") == moving[i].path);
            CHECK(number(rows[i], "value") == moving[i].value);
            CHECK((find(rows[i], "curve") != nullptr) == (i < 6));
        }
        for (const Data& row : rows) {
            INFO(word(row, "path"));
            CHECK(number(row, "low") <= number(row, "value"));
            CHECK(number(row, "value") <= number(row, "high"));
            CHECK_FALSE(word(row, "meaning").empty());
            if (word(row, "scale") == "log") CHECK(number(row, "low") > 0.0);
        }
    }
}

TEST_CASE("The flip of an input, and its margin on the way there", "[inputs]") {
    const Arguments arguments = of("article", {{"workload.tokens_per_day", "2M", "--set", 0, {}}});
    const Profile profile = load(arguments);
    const auto pair = deciding_pair(evaluate(profile.scenario)).value();
    const std::vector<Flip> all = flips(profile.scenario, pair, inputs_to_move(profile));
    Arguments asked = arguments;
    asked.own.of<InputsArguments>().on = {"cloud.price_per_1k=0.001..0.004:4", "horizon_months"};
    const DataList rows = inputs(asked);
    std::size_t looked_into = 0;
    for (const Data& row : rows) {
        if (find(row, "curve") == nullptr) continue;
        ++looked_into;
        for (const Flip& flip : all) {
            if (flip.path == word(row, "path")) CHECK(number(row, "flips_at") == flip.at.value());
        }
    }
    CHECK(looked_into == 2);
    const auto price = std::find_if(
        rows.begin(), rows.end(), [](const Data& row) { return word(row, "path") == "cloud.price_per_1k"; });
    REQUIRE(price != rows.end());
    const auto& curve = std::get<DataList>(at(*price, "curve").value);
    REQUIRE(curve.size() == 4);
    for (const Data& point : curve) {
        const auto& place = std::get<DataList>(point.value);
        Scenario moved = profile.scenario;
        find_parameter(moved, "cloud.price_per_1k")->set(std::get<double>(place[0].value));
        CHECK(std::get<double>(place[1].value) == pair_margin(moved, pair).value());
    }
    asked.own.of<InputsArguments>().on = {"cloud.nothing"};
    CHECK_THROWS_AS(inputs(asked), Failure);
    asked.own.of<InputsArguments>().on = {"horizon_months=1..x"};
    CHECK_THROWS_AS(inputs(asked), Failure);
}

TEST_CASE("One option alone has inputs, and no margin", "[inputs]") {
    const DataList rows = inputs(of("article", {{"local.hardware.gpu.unit_price", "1e9", "--set", 0, {}}}));
    CHECK(rows.size() > 4);
}

TEST_CASE("A saved profile costs to the cent what its overrides made of it", "[inputs]") {
    for (const std::string_view name : built_in_profiles()) {
        INFO(name);
        const std::string profile(name);
        const DataList& rows = inputs_of_built_in(profile);
        std::vector<Override> overrides;
        for (const Data& row : rows) {
            if (overrides.size() == 4 || find(row, "curve") == nullptr) break;
            const double value = number(row, "value");
            if (std::get<bool>(at(row, "whole").value)) continue;
            overrides.push_back({word(row, "path"), std::to_string(value * 0.9), "--set", 0, {}});
        }
        REQUIRE_FALSE(overrides.empty());
        const Arguments changed = of(profile, overrides);
        const Profile one = load(changed);
        const Profile other = load({"saved.json", saved_command.run(changed).text}, std::vector<Override>{});
        const Comparison a = evaluate(one.scenario), b = evaluate(other.scenario);
        REQUIRE(a.options.size() == b.options.size());
        CHECK(a.winner == b.winner);
        for (std::size_t i = 0; i < a.options.size(); ++i) CHECK(a.options[i].total == b.options[i].total);
        CHECK(other.filled.size() == one.filled.size());
        CHECK(other.origin(overrides.front().path).source == "set by --set");
    }
    CHECK_THROWS_AS(saved_command.run(of("article", {{"cloud.nothing", "1", "--set", 0, {}}})), Failure);
}

}  // namespace inputs_test
