// The user's own catalogue over the built-in one, and what an import makes of what is there.
#include "catalogue/user_catalogue.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "aicost/catalogue.hpp"
#include "aicost/profile.hpp"
#include "catalogue/feeds/own_catalogue.hpp"
#include "catalogue/names.hpp"
#include "catch.hpp"
#include "text/day.hpp"

namespace user_catalogue_test {

using namespace aicost;

namespace {

constexpr const char* mini = "openai/gpt-5-mini";

CloudModel model(const OwnCatalogue& own, const std::string& id) {
    const auto found = find_entry(own.catalogue().cloud_models(), id);
    if (!found) throw std::runtime_error("no " + id);
    return *found;
}

std::string llm_prices(const std::string& input, const std::string& output) {
    return R"({"updated_at": "2027-01-01", "prices": [{"id": "gpt-5-mini", "vendor": "openai", "name": "x", "input": )" +
           input + R"(, "output": )" + output + R"(, "input_cached": null}]})";
}

}  // namespace

TEST_CASE("a feed that confirms input and output leaves the other prices, and the source says so") {
    const OwnCatalogue own;
    const CloudModel before = model(own, mini);
    REQUIRE(before.cache_read_per_mtok);
    const std::string feed = llm_prices(std::to_string(before.input_per_mtok.dollars()),
                                        std::to_string(before.output_per_mtok.dollars()));
    const ImportPlan plan = own.import({"f.json", feed, "", ""});
    CHECK(plan.unchanged == 1);
    CHECK(plan.changes.empty());
    const CloudModel after = model(own, mini);
    CHECK(after.cache_read_per_mtok == before.cache_read_per_mtok);
    CHECK(after.batch_discount == before.batch_discount);
    CHECK(after.fact.as_of == "2027-01-01");
    CHECK(after.fact.source == "llm-prices' current or historical JSON; what it leaves out: " +
                                   before.fact.source + " (" + before.fact.as_of + ")");
    // once more, a day later: the sources do not pile up
    const ImportPlan again = own.import({"f.json", feed, "2027-01-02", ""});
    CHECK(again.unchanged == 1);
    CHECK(model(own, mini).fact.source == after.fact.source);
    CHECK(model(own, mini).fact.as_of == "2027-01-02");
}

TEST_CASE("prices of caches that belonged to an old price go with it") {
    const OwnCatalogue own;
    const CloudModel before = model(own, mini);
    const ImportPlan plan = own.import({"f.json", llm_prices("9", "99"), "", ""});
    CHECK(plan.changed == 1);
    const CloudModel after = model(own, mini);
    CHECK(after.input_per_mtok == Usd(per_mtok(9)));
    CHECK(after.output_per_mtok == Usd(per_mtok(99)));
    CHECK_FALSE(after.cache_read_per_mtok);
    CHECK(after.batch_discount == before.batch_discount);  // a share, not a price
    CHECK(after.fact.name == before.fact.name);
    CHECK(after.aliases == before.aliases);
}

TEST_CASE("figures that are older than the built-in ones do not come before them") {
    const OwnCatalogue own;
    const CloudModel before = model(own, mini);
    own.write("cloud-models",
              R"({"entries": [{"id": "openai/gpt-5-mini", "input_per_mtok": 7, "as_of": "2020-01-01"}]})");
    CHECK(model(own, mini).input_per_mtok == before.input_per_mtok);
    own.write("cloud-models",
              R"({"entries": [{"id": "openai/gpt-5-mini", "input_per_mtok": 7, "as_of": "2027-01-01"}]})");
    CHECK(model(own, mini).input_per_mtok == Usd(per_mtok(7)));
    CHECK_FALSE(model(own, mini).cache_read_per_mtok);  // one price states them all
    own.write("cloud-models", R"({"entries": [{"id": "openai/gpt-5-mini", "input_per_mtok": 8}]})");
    CHECK(model(own, mini).input_per_mtok == Usd(per_mtok(8)));  // without a date: what its owner says
    own.write("cloud-models", R"({"entries": [{"id": "openai/gpt-5-mini", "context_tokens": 1000}]})");
    CHECK(model(own, mini).context_tokens == 1000.0);
    CHECK(model(own, mini).cache_read_per_mtok == before.cache_read_per_mtok);
}

TEST_CASE("an import keeps what stands in the user's file besides") {
    const OwnCatalogue own;
    const std::string mine =
        R"({"id": "mine/x", "input_per_mtok": 1, "output_per_mtok": 2, "unknown": [1, {"a": 2}]})";
    own.write("cloud-models", "{\"entries\": [" + mine + "]}");
    const ImportPlan plan = own.import({"f.json", llm_prices("9", "99"), "", ""});
    REQUIRE(plan.content);
    CHECK(plan.content->find(mine) != std::string::npos);
    CHECK(model(own, "mine/x").output_per_mtok == Usd(per_mtok(2)));
    CHECK(model(own, mini).input_per_mtok == Usd(per_mtok(9)));
}

namespace {

// What a name means among all entries of a catalogue, or among those that its index names.
std::string meaning(const ModelNames& names, const std::string& name) {
    const NameAnswer answer = names.find(name);
    if (answer.entry != nullptr)
        return answer.entry->fact.id + " " + std::to_string(answer.entry->input_per_mtok.dollars()) + " " +
               answer.region;
    std::string all;
    for (const std::string& id : answer.candidates) all += id + " or ";
    return all;
}

void compare_with_all(const Catalogue& catalogue, const std::vector<std::string>& names) {
    const std::vector<CloudModel>& models = catalogue.cloud_models();
    const ModelNames all(models);
    for (const std::string& name : names) {
        INFO(name);
        const std::vector<CloudModel> some = catalogue.cloud_models_for(name);
        CHECK(some.size() < models.size());
        CHECK(meaning(ModelNames(some), name) == meaning(all, name));
    }
}

constexpr std::string_view awkward_names[] = {
    "anthropic.claude-x-4-20260101-v1:0",
    "us.anthropic.claude-x-4-20260101-v1:0",
    "bedrock/us-east-1/anthropic.claude-x-4-20260101-v1:0",
    "claude-x-4-20260101",
    "claude-x-4@20260101",
    "vertex_ai/claude-x-4@20260101",
    "openrouter/anthropic/claude-x.4",
    "claude-x-4-latest",
    "azure/eu/gpt-x-2026-03-04",
    "azure/gpt-x",
    "openai/gpt-x-latest",
    "GPT_X",
    "mistral/mistral-x-v2",
    "mistral-x-v2-0",
    "bedrock/mistral.mistral-x-v2:0",
    "accounts/fireworks/models/qwen-x-1m",
    "together_ai/Qwen/Qwen-X-1M-Instruct",
    "amazon.nova-x-v1:0",
    "amazon-nova-x",
    "v1",
    "bedrock/mistral-v1",
    "openai/gpt-5-mini",
    "azure/gpt-5-mini-2025-08-07",
    "a",
    "x/",
};

}  // namespace

TEST_CASE("the index leads to every entry that a name could mean") {
    constexpr std::array<const char*, 5> around = {"bedrock/", "us.anthropic.", "anthropic.", "azure/global/",
                                                   "models/"};
    constexpr std::array<const char*, 7> behind = {"-latest", ":latest", "-20260101", "-2026-01-01",
                                                   "-v1:0",   "[1m]",    "-1-0"};
    const OwnCatalogue own;
    std::string feed;
    std::vector<std::string> names = {"gpt-5-mini", "anthropic/claude-haiku-4.5", "deepseek-chat"};
    std::size_t turn = 0;
    for (const std::string_view name : awkward_names) {
        feed += (feed.empty() ? "{" : ", ") + std::string("\"") + std::string(name) +
                R"(": {"litellm_provider": "acme", "input_cost_per_token": 1e-6, "output_cost_per_token": )" +
                std::to_string(feed.size() + 1000) + "e-9}";
        names.emplace_back(name);
        names.push_back("acme/" + names.back());
        names.push_back(around[turn % around.size()] + std::string(name.substr(name.rfind('/') + 1)));
        names.push_back(std::string(name) + behind[turn % behind.size()]);
        ++turn;
    }
    own.store({"f.json", feed + "}", "2027-01-01", ""});
    compare_with_all(own.catalogue(), names);
    CHECK(own.catalogue().newest_model_day() == "2027-01-01");
    // what stays as it was is found in its new place
    own.store({"f.json", llm_prices("9", "99"), "2027-01-01", ""});
    compare_with_all(own.catalogue(), {"openai/gpt-5-mini", "acme/gpt-x", "GPT_X", "mistral-x", "nova-x"});
}

TEST_CASE("a rent takes nothing else from an entry that is the user's own") {
    const OwnCatalogue own;
    own.write("gpus",
              R"({"entries": [{"id": "rtx-4090", "price": 1500, "source": "mine", "note": "bought"}]})");
    const char* csv =
        "instance_name,location,price,gpu_count,gpu_name,gpu_memory,spot\nx,eu,1.0,2,RTX4090,24,False\n";
    const ImportPlan plan = own.import({"shop.csv", csv, "2027-01-01", ""});
    CHECK(plan.changed == 1);
    const auto gpu = find_entry(own.catalogue().gpus(), "rtx-4090");
    REQUIRE(gpu);
    CHECK(gpu->rent_per_hour == Usd(per_hour(0.5)));
    CHECK(gpu->rent_source == "shop x, eu, 2 GPUs, via gpuhunt's CSV of rented machines");
    CHECK(gpu->price == Usd(money(1500)));
    CHECK(gpu->fact.source == "mine");
    CHECK(gpu->fact.note == "bought");
}

TEST_CASE("a catalogue that cannot be used says which file and line") {
    const OwnCatalogue own;
    own.write("gpus", "{\"entries\": [\n{\"id\": }]}");
    try {
        static_cast<void>(own.catalogue().gpus());
        FAIL("it was taken");
    } catch (const CatalogueFault& fault) {
        CHECK_FALSE(fault.unreadable());
        CHECK(std::string(fault.what()).find("gpus.json:2: has something that is no JSON value") !=
              std::string::npos);
    }
}

TEST_CASE("dates: the last day that one can mean, and which is older") {
    CHECK(last_day("1970-01-01") == 0);
    CHECK(last_day("2026-02") == last_day("2026-02-28"));
    CHECK(last_day("2024-02") == last_day("2024-02-29"));
    CHECK(last_day("2026") == last_day("2026-12-31"));
    CHECK(*last_day("2027-09-23") - *last_day("2026-09-22") == 366);
    for (const char* text :
         {"", "2026-02-29", "2026-13", "2026-1-1", "20260101", "2026/01/01", "x026", "2026-00-01"}) {
        CAPTURE(text);
        CHECK_FALSE(last_day(text));
    }
    CHECK(day_text(*last_day("2026-03-09")) == "2026-03-09");
    CHECK(is_older("2026-09-21", "2026-09-22"));
    CHECK_FALSE(is_older("2026-09", "2026-09-22"));
    CHECK_FALSE(is_older("2026-09-22", "2026-09"));
    CHECK(is_older("2025", "2026-09"));
}

namespace {

constexpr const char* with_mini = R"({"workload": {"tokens_per_day": 1e6}, "options":
    {"cloud": {"kind": "api", "model": "openai/gpt-5-mini"}}})";

double input_price(const Result<Profile>& loaded) {
    if (!loaded) throw std::runtime_error(to_text(loaded.faults.front()));
    return std::get<Api>(loaded->scenario.options[0].value).input_per_mtok->value();
}

// XDG_DATA_HOME for as long as it lives.
class DataHome {
public:
    explicit DataHome(const std::string& directory) {
        if (const char* before = std::getenv("XDG_DATA_HOME")) before_ = before;
        ::setenv("XDG_DATA_HOME", directory.c_str(), 1);
    }
    DataHome(const DataHome&) = delete;
    DataHome& operator=(const DataHome&) = delete;
    ~DataHome() {
        if (before_) ::setenv("XDG_DATA_HOME", before_->c_str(), 1);
        if (!before_) ::unsetenv("XDG_DATA_HOME");
    }

private:
    std::optional<std::string> before_;
};

}  // namespace

TEST_CASE("a profile is filled from the catalogue that the caller names, and from no other") {
    const TemporaryDirectory root;
    const DataHome home(root.path().string());
    const std::string directory = user_catalogue_directory();
    CHECK(directory == root.path().string() + "/aicost/catalogue");
    std::filesystem::create_directories(directory);
    std::ofstream(directory + "/cloud-models.json")
        << R"({"entries": [{"id": "openai/gpt-5-mini", "input_per_mtok": 7, "output_per_mtok": 9}]})";
    const double built_in = model(OwnCatalogue(), mini).input_per_mtok.dollars();
    CHECK(input_price(load_profile({"p.json", with_mini}, {})) == built_in);
    CHECK(input_price(load_profile({"p.json", with_mini}, {}, Catalogue(directory))) == 7);
    CHECK(input_price(load_profile({"p.json", with_mini}, {}, Catalogue::of_user())) == 7);
}

TEST_CASE("a profile's catalogue that cannot be used is a fault of loading it") {
    const OwnCatalogue own;
    own.write("cloud-models", "{\"entries\": [\n{\"id\": }]}");
    const auto broken = load_profile({"p.json", with_mini}, {}, own.catalogue());
    REQUIRE(broken.faults.size() == 1);
    CHECK_FALSE(broken.faults[0].unreadable);
    CHECK(to_text(broken.faults[0]).starts_with(own.directory() + "/cloud-models.json:2: "));
    std::filesystem::remove(own.directory() + "/cloud-models.json");
    std::filesystem::create_directory(own.directory() + "/cloud-models.json");
    const auto unreadable = load_profile({"p.json", with_mini}, {}, own.catalogue());
    REQUIRE(unreadable.faults.size() == 1);
    CHECK(unreadable.faults[0].unreadable);
}

TEST_CASE("a copy of a catalogue shares what has been read") {
    const OwnCatalogue own;
    const Catalogue first = own.catalogue();
    const Catalogue second = first;
    CHECK(&first.gpus() == &second.gpus());
    CHECK(&Catalogue::built_in().gpus() == &Catalogue::built_in().gpus());
    own.write("gpus", R"({"entries": [{"id": "rtx-4090", "load_watts": 1}]})");
    CHECK(find_entry(first.gpus(), "rtx-4090")->load_watts != watts(1));  // what was read stays
    CHECK(find_entry(own.catalogue().gpus(), "rtx-4090")->load_watts == watts(1));
}

}  // namespace user_catalogue_test
