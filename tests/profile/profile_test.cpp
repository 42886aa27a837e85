#include "aicost/profile.hpp"

#include "catch.hpp"

namespace profile_test {

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

namespace {

// Lines 5 to 10 hold what an API's lists say.
std::string with_lists(const std::string& first, const std::string& second) {
    return R"({"workload": {"tokens_per_day": 1e6}, "options": {
"cloud": {"kind": "api",
"price_per_1k": 0.002,
"price_steps": [
{"from_month": 6,
)" + first +
           R"(},
{"from_month": 12,
)" + second +
           R"(}],
"long_context": [{"above_input_tokens": 200000,
"input_per_mtok": 4, "output_per_mtok": 12}]}}})";
}

}  // namespace

TEST_CASE("What is stated, and on which line", "[profile]") {
    const auto loaded =
        load_profile({"p.json", with_lists("\"price_per_mtok\": 1.5", "\"price_per_mtok\": 1")},
                     std::vector<Override>{{"workload.batch_share", "0.5"}});
    for (const Fault& fault : loaded.faults) INFO(to_text(fault));
    REQUIRE(loaded);
    const auto line = [&](const char* path) { return loaded->origin(path).line; };
    CHECK(line("workload.tokens_per_day") == 1);
    CHECK(line("cloud.price_per_mtok") == 3);  // as price_per_1k
    CHECK(line("cloud.price_steps.1.from_month") == 5);
    CHECK(line("cloud.price_steps.1.price_per_mtok") == 6);
    CHECK(line("cloud.price_steps.2.from_month") == 7);
    CHECK(line("cloud.price_steps.2.price_per_mtok") == 8);
    CHECK(line("cloud.long_context.above_input_tokens") == 9);  // one alone has no number
    CHECK(line("cloud.long_context.input_per_mtok") == 10);
    CHECK(line("cloud.monthly_fee") == 0);
    CHECK(loaded->origin("cloud.monthly_fee").kind == Origin::Kind::fallback);
    CHECK(loaded->origin("workload.batch_share").kind == Origin::Kind::command_line);
    CHECK(loaded->states("cloud.price_steps.2.price_per_mtok"));
    CHECK(loaded->states("cloud.price_per_1k"));
    CHECK_FALSE(loaded->states("cloud.price_per_mtok"));
    CHECK(loaded->states("workload.batch_share"));
    CHECK_FALSE(loaded->states("cloud.price_steps.3.from_month"));
}

TEST_CASE("A fault inside a list is on its own line", "[profile]") {
    const auto first_fault = [](const std::string& first, const std::string& second) {
        const auto faults = load_profile({"p.json", with_lists(first, second)}, {}).faults;
        return faults.empty() ? std::string() : to_text(faults.front());
    };
    const std::string good = "\"price_per_mtok\": 1";
    CHECK(first_fault("\"price_per_mtok\": -1", good)
              .starts_with("p.json:6: cloud.price_steps.1.price_per_mtok: "));
    CHECK(first_fault(good, "\"price_per_mtok\": -1")
              .starts_with("p.json:8: cloud.price_steps.2.price_per_mtok: "));
    CHECK(first_fault(good, "\"price\": 1").starts_with("p.json:8: cloud.price_steps.2.price: "));
    CHECK(first_fault(good, good + ",\n" + good)
              .starts_with("p.json:9: cloud.price_steps.2.price_per_mtok: stands twice"));
}

}  // namespace profile_test
