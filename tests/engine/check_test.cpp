// Scenarios that a program made: what is wrong with them is said by the rules by which profiles are loaded.
#include "aicost/check.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "aicost/profile.hpp"
#include "catch.hpp"

namespace check_test {

using namespace aicost;

namespace {

Scenario two_options() {
    Scenario scenario;
    scenario.workload.tokens_per_day = tokens(2e6);
    Api api;
    api.price_per_mtok = per_mtok(2);
    Owned owned;
    HardwareItem card;
    card.unit_price = money(1200);
    owned.hardware.push_back({"gpu", card});
    Hybrid both;
    both.local = "local";
    both.cloud = "cloud";
    both.local_share = 0.5;
    scenario.options = {{"cloud", api}, {"local", owned}, {"both", both}};
    return scenario;
}

template <class T>
T& option(Scenario& scenario, std::size_t index) {
    return std::get<T>(scenario.options[index].value);
}

// "PATH: problem" of each fault.
std::vector<std::string> faults(const Scenario& scenario) {
    std::vector<std::string> all;
    for (const Fault& fault : check(scenario)) {
        CHECK(fault.file.empty());
        CHECK_FALSE(fault.remedy.empty());
        all.push_back(fault.path + ": " + fault.problem);
    }
    return all;
}
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a good scenario has no fault, nor has any that a profile was read for") {
    CHECK(faults(two_options()).empty());
    for (const std::string_view name : built_in_profiles()) {
        CAPTURE(name);
        CHECK(faults(load_profile(built_in_profile(name).value(), {})->scenario).empty());
    }
}

TEST_CASE("what is missing") {
    Scenario scenario = two_options();
    scenario.workload.tokens_per_day.reset();
    CHECK(faults(scenario) == Texts{"workload.tokens_per_day: is missing"});
    scenario = two_options();
    option<Api>(scenario, 0).price_per_mtok.reset();
    CHECK(faults(scenario) == Texts{"cloud.price_per_mtok: is missing"});
    scenario = two_options();
    option<Hybrid>(scenario, 2).local_share.reset();
    CHECK(faults(scenario) == Texts{"both.local_share: is missing"});
    scenario = two_options();
    option<Hybrid>(scenario, 2).cloud.clear();
    CHECK(faults(scenario).front().starts_with("both"));
    scenario = two_options();
    scenario.options.push_back({"rack", Rented{}});
    CHECK(faults(scenario) == Texts{"rack.price_per_hour: is missing"});
    scenario.options.clear();
    CHECK(faults(scenario) == Texts{"options: has no option"});
}

TEST_CASE("names that name nothing, or the wrong thing") {
    Scenario scenario = two_options();
    option<Hybrid>(scenario, 2).local = "locall";
    CHECK(faults(scenario) == Texts{"both.local: names no option"});
    option<Hybrid>(scenario, 2).local = "both";
    CHECK(faults(scenario) == Texts{"both.local: names an option that is not owned or rented"});
    scenario = two_options();
    scenario.baseline = "clouds";
    CHECK(faults(scenario) == Texts{"baseline: names no option"});
    scenario = two_options();
    scenario.options[1].name = "a.b";
    CHECK(faults(scenario).front() == "options.a.b: is not a usable name");
    scenario = two_options();
    scenario.options[1].name = "cloud";
    CHECK(faults(scenario).front() == "options.cloud: is there twice");
    scenario = two_options();
    scenario.options[2].name = "winner";
    CHECK(faults(scenario) == Texts{"options.winner: cannot name an option"});
}

TEST_CASE("numbers out of their bounds") {
    Scenario scenario = two_options();
    option<Api>(scenario, 0).price_per_mtok = per_mtok(-21);
    CHECK(faults(scenario) == Texts{"cloud.price_per_mtok: is out of range"});
    option<Api>(scenario, 0).price_per_mtok = per_mtok(std::numeric_limits<double>::quiet_NaN());
    CHECK(faults(scenario) == Texts{"cloud.price_per_mtok: is out of range"});
    scenario = two_options();
    option<Owned>(scenario, 1).hardware[0].value.unit_price = money(-1);
    CHECK(faults(scenario) == Texts{"local.hardware.gpu.unit_price: is out of range"});
    option<Owned>(scenario, 1).hardware[0].value.unit_price = money(1);
    option<Owned>(scenario, 1).running.monthly_costs.push_back({"rent", money(-1)});
    CHECK(faults(scenario) == Texts{"local.monthly_costs.rent: is out of range"});
    scenario = two_options();
    option<Owned>(scenario, 1).machines.units.count = 1.5;
    CHECK(faults(scenario) == Texts{"local.units: must be a whole number"});
    option<Owned>(scenario, 1).machines.units = Units::automatic();
    CHECK(faults(scenario) == Texts{"local.units: cannot be sized without knowing what a unit serves"});
    scenario = two_options();
    scenario.horizon_months = 0;
    CHECK(faults(scenario) == Texts{"horizon_months: is out of range"});
    scenario = two_options();
    scenario.workload.load_shape.kind = LoadShape::Kind::weights;
    CHECK(faults(scenario) == Texts{"workload.load_shape: has no load in any hour"});
}

}  // namespace check_test
