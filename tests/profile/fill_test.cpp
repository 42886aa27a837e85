#include "aicost/profile.hpp"
#include "catch.hpp"

using namespace aicost;

namespace {

Result<Profile> load(const std::string& options, const std::string& more = "",
                     std::vector<Override> overrides = {}) {
    return load_profile(
        {"p.json", R"({"workload": {"tokens_per_day": 1e6}, )" + more + R"("options": {)" + options + "}}"},
        overrides);
}

std::string faults(const Result<Profile>& loaded) {
    std::string text;
    for (const Fault& fault : loaded.faults) text += to_text(fault) + "\n";
    return text;
}

}  // namespace

TEST_CASE("a cloud model's id fills the prices that are not stated") {
    const Result<Profile> loaded =
        load(R"("cloud": {"kind": "api", "model": "openai/gpt-5-mini", "output_per_mtok": 3})");
    REQUIRE(loaded.value);
    const auto& api = std::get<Api>(loaded->scenario.options[0].value);
    CHECK(api.input_per_mtok == per_mtok(0.25));
    CHECK(api.output_per_mtok == per_mtok(3));  // stated keys win
    CHECK(api.cache_read_per_mtok == per_mtok(0.025));
    CHECK(loaded->origin("cloud.input_per_mtok").kind == Origin::Kind::catalogue);
    CHECK_THAT(loaded->origin("cloud.input_per_mtok").source, contains_text("openai/gpt-5-mini"));
    CHECK_FALSE(loaded->origin("cloud.input_per_mtok").as_of.empty());
    CHECK(loaded->origin("cloud.output_per_mtok").kind == Origin::Kind::profile);
}

TEST_CASE("one price for all leaves nothing to fill") {
    const Result<Profile> loaded =
        load(R"("cloud": {"kind": "api", "model": "openai/gpt-5-mini", "price_per_mtok": 1})");
    REQUIRE(loaded.value);
    CHECK_FALSE(std::get<Api>(loaded->scenario.options[0].value).input_per_mtok);
}

TEST_CASE("usd_rate multiplies what the catalogue gives, not what the profile states") {
    const Result<Profile> loaded =
        load(R"("cloud": {"kind": "api", "model": "openai/gpt-5-mini", "output_per_mtok": 3})",
             R"("currency": "EUR", "usd_rate": 0.8, )");
    REQUIRE(loaded.value);
    const auto& api = std::get<Api>(loaded->scenario.options[0].value);
    CHECK(api.input_per_mtok->value() == Approx(0.25 * 0.8));
    CHECK(api.output_per_mtok == per_mtok(3));
}

TEST_CASE("a GPU's id fills price, watts and rates; a region its electricity") {
    const Result<Profile> loaded =
        load(R"("local": {"kind": "owned", "hardware": {"gpu": {}}, "electricity": {"region": "us-ca"},
        "serving": {"gpu": "rtx-4090", "gpus": 2, "model": "llama-3.3-70b"}})");
    INFO(faults(loaded));
    REQUIRE(loaded.value);
    const auto& owned = std::get<Owned>(loaded->scenario.options[0].value);
    CHECK(owned.hardware[0].value.unit_price > money(1000));
    CHECK(owned.hardware[0].value.quantity == 2);
    // between idle and the limit of both cards: one request at a time does not take all that they may
    CHECK(owned.electricity->load() > watts(300));
    CHECK(owned.electricity->load() < watts(900));
    CHECK(owned.electricity->price_per_kwh == per_kwh(0.3361));
    CHECK(owned.electricity->grams_co2_per_kwh);
    CHECK(owned.machines.serving->output_tokens_per_second);
    const Origin origin = loaded->origin("local.serving.output_tokens_per_second");
    CHECK(origin.kind == Origin::Kind::catalogue);
    CHECK((origin.source.find("measured (") != std::string::npos ||
           origin.source.find("estimated; 8 of 10") != std::string::npos));
}

TEST_CASE("a measured point is used before an estimate") {
    const Result<Profile> loaded =
        load(R"("local": {"kind": "owned", "serving": {"gpu": "rtx-4090", "model": "llama-3-8b"}})");
    REQUIRE(loaded.value);
    CHECK_THAT(loaded->origin("local.serving.output_tokens_per_second").source, contains_text("measured ("));
}

TEST_CASE("what is not in the catalogue is a fault that names the nearest") {
    CHECK_THAT(faults(load(R"("cloud": {"kind": "api", "model": "openai/gpt-5-mimi"})")),
               contains_text("'openai/gpt-5-mini'"));
    CHECK_THAT(
        faults(load(R"("local": {"kind": "owned", "serving": {"gpu": "rtx-409", "model": "llama-3-8b"}})")),
        contains_text("'rtx-4090'"));
    CHECK_THAT(faults(load(R"("local": {"kind": "owned", "serving": {"gpu": "rtx-4090"}})")),
               contains_text("local.serving.model: is missing"));
    CHECK_THAT(
        faults(
            load(R"("local": {"kind": "owned", "serving": {"gpu": "rtx-4090", "model": "llama-3.3-70b"}})")),
        contains_text("does not fit the machine"));
}

TEST_CASE("an id on the command line takes the place of what the profile states") {
    const std::vector<Override> overrides{
        {"*.model", "openai/gpt-5-mini", "--cloud", 0, {"price_per_mtok", "price_per_1k"}}};
    const Result<Profile> loaded = load(R"("cloud": {"kind": "api", "price_per_1k": 0.002})", "", overrides);
    INFO(faults(loaded));
    REQUIRE(loaded.value);
    CHECK_FALSE(std::get<Api>(loaded->scenario.options[0].value).price_per_mtok);
    CHECK(std::get<Api>(loaded->scenario.options[0].value).input_per_mtok == per_mtok(0.25));
    CHECK(loaded->origin("cloud.input_per_mtok").kind == Origin::Kind::catalogue);
}
