// What is suggested in place of a wrong path is a path, and works when pasted.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "aicost/profile.hpp"
#include "catch.hpp"
#include "json/json_text.hpp"
#include "profile/override.hpp"

namespace path_suggestion_test {

using namespace aicost;

namespace {

std::string wide_text() {
    std::ifstream in("tests/data/wide.json");
    return {std::istreambuf_iterator<char>(in), {}};
}

const char* const wrong[] = {
    "cloud.discount",
    "cloud.markup",
    "cloud.multiplier",
    "cloud.users",
    "cloud.people",
    "cloud.licences",
    "cloud.price_per_seat",
    "cloud.subscription",
    "cloud.monthly_price",
    "cloud.free_tokens_per_month",
    "cloud.credit",
    "cloud.cap",
    "cloud.price_per_request",
    "cloud.input_price",
    "cloud.output_price",
    "cloud.retry_rate",
    "cloud.error_rate",
    "cloud.input_per_mtoc",
    "cloud.price_step.1.from_month",
    "cloud.price_steps.1.month",
    "cloud.price_steps.from_month",
    "cloud.long_context.above",
    "cloud.long_context.1.input_price",
    "cloud.long_context.2.rules",
    "options.cloud.discount",
    "options.cloud.seats",
    "options.cloud.input_price",
    "options.owned.electricity.price",
    "owned.electricity.tdp",
    "owned.electricity.watts",
    "owned.watts",
    "owned.hardware.box.lifetime_years",
    "owned.hardware.box.price",
    "owned.hardware.gpu.unit_price",
    "owned.financing.interest_rate",
    "owned.depreciation",
    "owned.resale_value",
    "owned.residual_value",
    "owned.staff.rate",
    "owned.monthly_costs.hosting",
    "owned.serving.utilization",
    "rented.spot",
    "rented.rent",
    "rented.price_per_second",
    "rented.price_per_year",
    "rented.interruption_rate",
    "rented.cold_start",
    "rented.idle_timeout",
    "workload.working_days",
    "workload.hours",
    "workload.timezone",
    "workload.tokens_per_year",
    "workload.requests_per_hour",
    "workload.cache_hit_rate",
    "workload.tokens",
    "working_days",
    "discount",
    "horizon",
    "years",
    "months",
    "tokens",
    "requests",
    "watts",
    "gpu_price",
    "mix.weights",
    "mix.parts.nobody",
    "mix2.share",
    "requirements.offline",
    "requirements.on_premises",
    "nobody.total",
    "cloud",
    "owned.",
    ".",
    "owned..units",
};

// The words in quotes after "did you mean".
std::vector<std::string> suggested(const std::string& remedy) {
    std::vector<std::string> words;
    const auto from = remedy.find("did you mean");
    for (auto at = from; at != std::string::npos && (at = remedy.find('\'', at)) != std::string::npos; ++at) {
        const auto end = remedy.find('\'', at + 1);
        if (end == std::string::npos) break;
        words.push_back(remedy.substr(at + 1, end - at - 1));
        at = end;
    }
    return words;
}

bool is_path(const std::string& text, const std::string& path) {
    const Result<Profile> loaded = load_profile({"wide.json", text}, std::vector<Override>{{path, "1"}});
    return std::none_of(loaded.faults.begin(), loaded.faults.end(), [](const Fault& fault) {
        return to_text(fault).find("is not a path of this profile") != std::string::npos;
    });
}

}  // namespace

TEST_CASE("each suggested path resolves", "[profile]") {
    const std::string text = wide_text();
    int with_suggestion = 0;
    for (const char* path : wrong) {
        CAPTURE(path);
        const Result<Profile> loaded = load_profile({"wide.json", text}, std::vector<Override>{{path, "1"}});
        REQUIRE(loaded.faults.size() == 1);
        const std::string message = to_text(loaded.faults.front());
        CAPTURE(message);
        CHECK(message.find("is not a path of this profile") != std::string::npos);
        const auto paths = suggested(message);
        if (!paths.empty()) ++with_suggestion;
        for (const std::string& other : paths) {
            CAPTURE(other);
            CHECK(is_path(text, other));
        }
    }
    CHECK(with_suggestion >= 55);
}

TEST_CASE("every path that may be suggested resolves", "[profile]") {
    const std::string text = wide_text();
    for (const std::string& path : known_paths(Json::parse(text))) {
        CAPTURE(path);
        CHECK(is_path(text, path));
    }
}

TEST_CASE("a word means the input that it stands beside", "[profile]") {
    const auto known = known_paths(Json::parse(wide_text()));
    CHECK(path_remedy("cloud.discount", known) ==
          "did you mean 'cloud.price_factor' (0.8 where 20% are off)?");
    CHECK(path_remedy("options.cloud.discount", known) ==
          "did you mean 'cloud.price_factor' (0.8 where 20% are off)?");
    CHECK(path_remedy("options.cloud.seats", known) == "did you mean 'cloud.seats'?");
    CHECK(path_remedy("working_days", known) == "did you mean 'workload.active_days_per_week'?");
}

}  // namespace path_suggestion_test
