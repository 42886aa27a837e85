// Every pair of a flag that names an id and one that states what the id would fill in, in both orders: what is
// stated holds.
#include "catch.hpp"
#include "cli/args.hpp"
#include "cli/command.hpp"

namespace flags_test {

using namespace aicost;

namespace {

constexpr const char* profile = R"({
  "workload": {"tokens_per_day": "1M"},
  "options": {
    "local": {"kind": "owned", "hardware": {"gpu": {"unit_price": 1500}},
              "electricity": {"price_per_kwh": 0.3, "load_watts": 350, "load_share": 0.2},
              "serving": {"input_tokens_per_second": 1000, "output_tokens_per_second": 50}},
    "cloud": {"kind": "api", "input_per_mtok": 3, "output_per_mtok": 15}}})";
constexpr const char* flat = R"({
  "workload": {"tokens_per_day": "1M"},
  "options": {
    "local": {"kind": "owned", "hardware": {"gpu": {"unit_price": 1500}}, "monthly_costs": {"electricity": 30}},
    "cloud": {"kind": "api", "price_per_mtok": 2}}})";
constexpr const char* machines = R"({
  "workload": {"tokens_per_day": "1M"},
  "options": {
    "new": {"kind": "owned", "hardware": {"gpu": {"unit_price": 900}, "case": {"unit_price": 100}}},
    "old": {"kind": "owned", "electricity": {"price_per_kwh": 0.3, "load_watts": 250, "load_share": 0.3}},
    "cloud": {"kind": "api", "price_per_mtok": 0.5}}})";

using Words = std::vector<std::string>;

Result<Profile> load(const char* text, Words words) {
    words.insert(words.begin(), "compare");
    return load_profile({"test.json", text}, parse_command_line(words).arguments.overrides);
}

double value(Result<Profile>& loaded, const std::string& path) {
    for (const Fault& fault : loaded.faults) INFO(to_text(fault));
    REQUIRE(loaded.faults.empty());
    const auto parameter = find_parameter(loaded->scenario, path);
    REQUIRE(parameter.has_value());
    REQUIRE(parameter->get().has_value());
    return *parameter->get();
}

std::string faults(const Result<Profile>& loaded) {
    std::string text;
    for (const Fault& fault : loaded.faults) text += to_text(fault) + "\n";
    return text;
}

struct Pair {
    Words id, stated;
    const char* path;
    double value;
};
const Words card = {"--gpu", "rtx-4090", "--model", "qwen3-8b"};
// has neither a price nor watts in the catalogue
const Words mac = {"--gpu", "macbook-pro-m3-max-64gb",        "--model", "qwen3-8b",
                   "--set", "local.electricity.load_watts=60"};
const Words model = {"--cloud", "openai/gpt-5"}, region = {"--region", "de"};
const Pair pairs[] = {
    {card, {"--gpu-price", "0"}, "local.hardware.gpu.unit_price", 0},
    {card, {"--gpu-price", "500"}, "local.hardware.gpu.unit_price", 500},
    {card, {"--owned"}, "local.hardware.gpu.unit_price", 0},
    {mac, {"--gpu-price", "3000"}, "local.hardware.gpu.unit_price", 3000},
    {mac, {"--owned"}, "local.hardware.gpu.unit_price", 0},
    {card, {"--set", "local.hardware.gpu.unit_price=70"}, "local.hardware.gpu.unit_price", 70},
    {card, {"--set", "local.electricity.load_watts=123"}, "local.electricity.load_watts", 123},
    {card,
     {"--set", "local.serving.output_tokens_per_second=77"},
     "local.serving.output_tokens_per_second",
     77},
    {card, {"--electricity", "0.01"}, "local.electricity.price_per_kwh", 0.01},
    {card, {"--region", "fr", "--electricity", "0.02"}, "local.electricity.price_per_kwh", 0.02},
    {region, {"--electricity", "0"}, "local.electricity.price_per_kwh", 0},
    {region, {"--electricity", "0.01"}, "local.electricity.price_per_kwh", 0.01},
    {region, {"--set", "local.electricity.grams_co2_per_kwh=5"}, "local.electricity.grams_co2_per_kwh", 5},
    {model, {"--price-per-mtok", "1"}, "cloud.price_per_mtok", 1},
    {model, {"--price-per-1k", "0.001"}, "cloud.price_per_mtok", 1},
    {model, {"--set", "cloud.output_per_mtok=9"}, "cloud.output_per_mtok", 9},
    {model, {"--set", "cloud.cache_read_per_mtok=0"}, "cloud.cache_read_per_mtok", 0},
    {model, {"--set", "cloud.batch_discount=0"}, "cloud.batch_discount", 0},
};

}  // namespace

TEST_CASE("what is stated beats what an id fills in, in any order", "[cli]") {
    for (const Pair& pair : pairs) {
        for (const bool id_first : {true, false}) {
            Words words = id_first ? pair.id : pair.stated;
            const Words& rest = id_first ? pair.stated : pair.id;
            words.insert(words.end(), rest.begin(), rest.end());
            std::string line;
            for (const std::string& word : words) line += word + " ";
            INFO(line);
            Result<Profile> loaded = load(profile, words);
            CHECK(value(loaded, pair.path) == Approx(pair.value));
        }
    }
}

TEST_CASE("--gpu brings its watts: a flat electricity gives way, and that is said", "[cli]") {
    Result<Profile> loaded = load(flat, card);
    CHECK(value(loaded, "local.electricity.load_watts") > 100);
    CHECK_FALSE(find_parameter(loaded->scenario, "local.monthly_costs.electricity").has_value());
    REQUIRE_FALSE(loaded->warnings.empty());
    CHECK(loaded->warnings[0].find("electricity") != std::string::npos);
    // a price of power fits it then; a flat one that is stated stays
    Words words = card;
    words.insert(words.end(), {"--electricity", "0.5"});
    Result<Profile> priced = load(flat, words);
    CHECK(value(priced, "local.electricity.price_per_kwh") == Approx(0.5));
    words = card;
    words.insert(words.end(), {"--electricity-monthly", "11"});
    Result<Profile> monthly = load(flat, words);
    CHECK(value(monthly, "local.monthly_costs.electricity") == Approx(11));
}

TEST_CASE("of several machines one is named: OPTION=VALUE", "[cli]") {
    Result<Profile> loaded = load(machines, {"--gpu", "new=rtx-3090", "--model", "new=gpt-oss-20b"});
    CHECK(value(loaded, "new.hardware.gpu.unit_price") != Approx(900));
    CHECK(value(loaded, "old.electricity.load_watts") == Approx(250));
    const std::string which = faults(load(machines, {"--gpu", "rtx-3090"}));
    CHECK(which.find("new") != std::string::npos);
    CHECK(which.find("old") != std::string::npos);
    CHECK(load(machines, {"--gpu", "rtx-3090"}).faults.size() == 1);
    CHECK(faults(load(machines, {"--gpu", "nwe=rtx-3090"})).find("names no option") != std::string::npos);
    // all that stands there is there already
    Result<Profile> owned = load(machines, {"--owned"});
    CHECK(value(owned, "new.hardware.case.unit_price") == Approx(0));
    Result<Profile> price = load(machines, {"--gpu-price", "new=5"});
    CHECK(value(price, "new.hardware.gpu.unit_price") == Approx(5));
}

TEST_CASE("an id that is not known is one fault", "[cli]") {
    CHECK(load(flat, {"--gpu", "rtx-9999", "--model", "qwen3-8b"}).faults.size() == 1);
    CHECK(load(flat, {"--cloud", "openai/gpt-0"}).faults.size() == 1);
    CHECK(load(profile, {"--region", "atlantis"}).faults.size() == 1);
    CHECK(load(flat, {"--gpu", "rtx-4090", "--model", "no-such-model"}).faults.size() == 1);
}

}  // namespace flags_test
