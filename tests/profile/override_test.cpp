#include "profile/override.hpp"

#include "catch.hpp"

namespace override_test {

using namespace aicost;

namespace {

Json root() {
    return Json::parse(R"({
      "workload": { "tokens_per_day": 1 },
      "options": {
        "local": { "kind": "owned", "hardware": { "gpu": { "unit_price": 1 } }, "monthly_costs": { "rent": 5 } },
        "server": { "kind": "owned", "hardware": { "gpu": { "unit_price": 2 } },
                    "electricity": { "price_per_kwh": 0.3 } },
        "rack": { "kind": "owned", "electricity": { "price_per_kwh": 0.2 } },
        "cloud": { "kind": "api", "price_per_1k": 0.002 }
      } })");
}

std::vector<PathFault> set(Json& json, const char* path, const char* value,
                           const std::vector<Override>& before = {}) {
    std::vector<PathFault> faults;
    apply({path, value}, before, json, faults);
    return faults;
}

}  // namespace

TEST_CASE("An override lands where its path leads", "[profile]") {
    Json json = root();
    CHECK(set(json, "workload.tokens_per_day", "2M").empty());
    CHECK(json["workload"]["tokens_per_day"] == "2M");
    CHECK(set(json, "local.hardware.gpu.unit_price", "9").empty());
    CHECK(json["options"]["local"]["hardware"]["gpu"]["unit_price"] == "9");
    CHECK(set(json, "local.monthly_costs.rent", "6").empty());
    CHECK(json["options"]["local"]["monthly_costs"]["rent"] == "6");
    // a block that is not stated is made
    CHECK(set(json, "requirements.works_offline", "true").empty());
    CHECK(json["requirements"]["works_offline"] == "true");
    CHECK(set(json, "local.serving.max_utilization", "0.5").empty());
    CHECK(json["options"]["local"]["serving"]["max_utilization"] == "0.5");
    // lists
    CHECK(set(json, "requirements.quality", "code,vision").empty());
    CHECK(json["requirements"]["quality"] == Json({"code", "vision"}));
    CHECK(set(json, "workload.load_shape", "flat").empty());
    CHECK(json["workload"]["load_shape"] == "flat");
    CHECK(set(json, "workload.load_shape", "1,2,3").empty());
    CHECK(json["workload"]["load_shape"] == Json({"1", "2", "3"}));
}

TEST_CASE("An override takes other forms of the same input away", "[profile]") {
    Json json = root();
    CHECK(set(json, "cloud.price_per_mtok", "3").empty());
    CHECK_FALSE(json["options"]["cloud"].contains("price_per_1k"));
    CHECK(set(json, "workload.requests_per_day", "3").empty());
    CHECK_FALSE(json["workload"].contains("tokens_per_day"));
}

TEST_CASE("Paths that lead nowhere are faults, and change nothing", "[profile]") {
    for (const char* path : {"",
                             ".",
                             "..",
                             "*",
                             "**",
                             "x",
                             "workload",
                             "workload.",
                             "workload.x",
                             "local",
                             "local.",
                             "local.kind",
                             "local.hardware",
                             "local.hardware.",
                             "local.hardware.gpu",
                             "local.hardware.cpu.unit_price",
                             "local.hardware.gpu.unit_price.x",
                             "local.monthly_costs",
                             "local.monthly_costs.x",
                             "local.monthly_costs.rent.x",
                             "options.local.units",
                             "name",
                             "clod.price_per_mtok"}) {
        INFO(path);
        Json json = root();
        CHECK(set(json, path, "1").size() == 1);
        CHECK(json == root());
    }
}

TEST_CASE("One input set by two overrides is a fault", "[profile]") {
    Json json = root();
    const auto again =
        set(json, "cloud.price_per_mtok", "4", {{"cloud.price_per_mtok", "3", "--price-per-mtok"}});
    REQUIRE(again.size() == 1);
    CHECK(again.front().problem == "is set twice");
    CHECK(again.front().got == "3 by --price-per-mtok, 4 by --set");
    const auto other = set(json, "cloud.price_per_mtok", "4", {{"cloud.price_per_1k", "3"}});
    REQUIRE(other.size() == 1);
    CHECK(other.front().problem == "says again what 'cloud.price_per_1k' says");
    CHECK(set(json, "cloud.price_per_mtok", "4", {{"other.price_per_mtok", "3"}}).empty());
}

TEST_CASE("A pattern stands for the options that state such a thing", "[profile]") {
    const Json json = root();
    const auto paths = [&](const char* pattern, std::size_t faults_wanted) {
        std::vector<PathFault> faults;
        std::vector<std::string> found;
        for (const Override& one : expand({pattern, "1", "--flag"}, json, faults)) {
            found.push_back(one.path);
            CHECK(one.value == "1");
            CHECK(one.flag == "--flag");
        }
        CHECK(faults.size() == faults_wanted);
        return found;
    };
    using Paths = std::vector<std::string>;
    CHECK(paths("workload.tokens_per_day", 0) == Paths{"workload.tokens_per_day"});
    CHECK(paths("*.price_per_1k", 0) == Paths{"cloud.price_per_1k"});
    CHECK(paths("*.monthly_costs.rent", 0) == Paths{"local.monthly_costs.rent"});
    CHECK(paths("**.electricity.price_per_kwh", 0) ==
          Paths{"server.electricity.price_per_kwh", "rack.electricity.price_per_kwh"});
    CHECK(paths("*.electricity.price_per_kwh", 1).empty());  // several
    CHECK(paths("*.hardware.gpu.unit_price", 1).empty());
    CHECK(paths("*.monthly_costs.electricity", 1).empty());  // none
    CHECK(paths("*", 0) == Paths{"*"});                      // no pattern: a path that leads nowhere
}

}  // namespace override_test
