#include <algorithm>

#include "aicost/profile.hpp"
#include "catch.hpp"

namespace fill_test {

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

namespace {

const std::vector<CloudModel>& catalogue_models() {
    static const std::vector<CloudModel> models = Catalogue::built_in().cloud_models();
    return models;
}

Api filled_api(const std::string& id, const std::string& more, std::vector<Override> overrides) {
    const Result<Profile> loaded =
        load(R"("cloud": {"kind": "api", "model": ")" + id + R"("})", more, std::move(overrides));
    INFO(faults(loaded));
    REQUIRE(loaded.value);
    return std::get<Api>(loaded->scenario.options[0].value);
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

TEST_CASE("a price that is to change holds from the first month that begins on its day or later") {
    std::size_t models = 0;
    for (const CloudModel& model : catalogue_models()) {
        if (model.prices_from.size() != 1 || !model.prices_from[0].certain || models == 3) continue;
        ++models;
        const std::string day = model.prices_from[0].from;
        for (int month = 0; month < 16; ++month) {
            for (const int of_month : {1, 15, 28, 31}) {
                // months of 2026 and 2027; the day that a month has not is as good as its last
                const auto begin = [&](int k) {
                    const int at = month + k;
                    return std::to_string(2026 + at / 12) + "-" + two_digits(at % 12 + 1) + "-" +
                           two_digits(of_month);
                };
                if (of_month == 31 && month % 12 != 0 && month % 12 != 6) continue;
                int expected = 1;
                while (begin(expected - 1) < day) ++expected;
                INFO(model.fact.id << " from " << day << ", start " << begin(0));
                const Api api = filled_api(model.fact.id, R"("start": ")" + begin(0) + R"(", )", {});
                REQUIRE(api.price_steps.size() == 1);
                CHECK(api.price_steps[0].from_month == expected);
            }
        }
    }
    CHECK(models > 0);
}

TEST_CASE("prices by the hour turn with the distance from UTC, and weekdays count as they are worked") {
    std::size_t models = 0;
    for (const CloudModel& model : catalogue_models()) {
        if (model.price_windows.empty()) continue;
        const Api at_utc = filled_api(model.fact.id, "", {});
        if (!at_utc.price_by_hour) continue;
        ++models;
        for (int offset = -12; offset <= 14; ++offset) {
            INFO(model.fact.id << " at " << offset);
            const Api there = filled_api(
                model.fact.id, "", {{"workload.utc_offset_hours", std::to_string(offset), "--set", 0, {}}});
            REQUIRE(there.price_by_hour);
            for (std::size_t h = 0; h < 24; ++h) {
                const auto utc = static_cast<std::size_t>((static_cast<int>(h) - offset + 48) % 24);
                CHECK((*there.price_by_hour)[h] == (*at_utc.price_by_hour)[utc]);
            }
        }
        // of five days of work all are weekdays, of seven five
        const bool weekdays = std::all_of(model.price_windows.begin(), model.price_windows.end(),
                                          [](const PriceWindow& one) { return one.days == "mon-fri"; });
        const Api five =
            filled_api(model.fact.id, "", {{"workload.active_days_per_week", "5", "--set", 0, {}}});
        for (std::size_t h = 0; weekdays && h < 24; ++h) {
            CHECK((*at_utc.price_by_hour)[h] - 1.0 ==
                  Approx(((*five.price_by_hour)[h] - 1.0) * 5 / 7).margin(1e-12));
        }
    }
    CHECK(models > 0);
}

}  // namespace fill_test
