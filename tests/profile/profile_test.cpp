#include "aicost/profile.hpp"

#include "catch.hpp"

using namespace aicost;

namespace {

// A profile whose only API lists so many capabilities.
std::string with_capabilities(int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i == 0 ? "\"c" : ", \"c") + std::to_string(i) + "\"";
    return R"({"workload": {"tokens_per_day": 1},
               "options": {"cloud": {"kind": "api", "price_per_mtok": 2,
                                     "capabilities": [)" +
           list + "]}}}";
}

}  // namespace

TEST_CASE("A list of a profile has an end", "[profile]") {
    CHECK(load_profile({"p.json", with_capabilities(1000)}, {}).faults.empty());

    const auto faults = load_profile({"p.json", with_capabilities(20000)}, {}).faults;
    REQUIRE(faults.size() == 1);
    CHECK(to_text(faults.front()) ==
          "p.json:3: cloud.capabilities: has too many entries (got 20000); 1000 at most");
}
