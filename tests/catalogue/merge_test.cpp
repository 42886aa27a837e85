// What feeds make of each other: the same feed again, another feed, another order.
#include <algorithm>
#include <stdexcept>

#include "aicost/catalogue.hpp"
#include "catalogue/feeds/own_catalogue.hpp"
#include "catalogue/own_change.hpp"
#include "catalogue/price_book.hpp"
#include "catch.hpp"

namespace merge_test {

using namespace aicost;

namespace {

CloudModel model(const OwnCatalogue& own, const std::string& id) {
    const auto found = find_entry(own.catalogue().cloud_models(), id);
    if (!found) throw std::runtime_error("no " + id);
    return *found;
}

std::string litellm(const std::string& more) {
    return R"({"acme/orator":{"litellm_provider":"acme","mode":"chat","input_cost_per_token":2e-06,"output_cost_per_token":8e-06)" +
           more + "}}";
}
std::string narrow(const std::string& input) {
    return R"({"prices":[{"id":"orator","vendor":"acme","name":"x","input":)" + input +
           R"(,"output":8,"input_cached":null}]})";
}

constexpr const char* cache = R"(,"cache_read_input_token_cost":2e-07)";
constexpr const char* steps =
    R"(,"input_cost_per_token_above_200k_tokens":4e-06,"output_cost_per_token_above_200k_tokens":1.2e-05)";

}  // namespace

TEST_CASE("what the same feed states no longer is gone, between feeds it stays") {
    const OwnCatalogue own;
    own.import({"f.json", litellm(std::string(cache) + steps), "2026-02-01", ""});
    CHECK(model(own, "acme/orator").long_context.size() == 1);
    // another feed confirms the prices, and has none of the others
    own.import({"f.json", narrow("2"), "2026-03-01", ""});
    CHECK(model(own, "acme/orator").long_context.size() == 1);
    CHECK(model(own, "acme/orator").cache_read_per_mtok == Usd(per_mtok(0.2)));
    // and again: still those of the first feed
    own.import({"f.json", narrow("2"), "2026-03-02", ""});
    CHECK(model(own, "acme/orator").long_context.size() == 1);
    // which now has withdrawn its surcharge
    own.import({"f.json", litellm(cache), "2026-04-01", ""});
    CHECK(model(own, "acme/orator").long_context.empty());
    CHECK(model(own, "acme/orator").cache_read_per_mtok == Usd(per_mtok(0.2)));
    own.import({"f.json", litellm(""), "2026-05-01", ""});
    CHECK_FALSE(model(own, "acme/orator").cache_read_per_mtok);
    CHECK(model(own, "acme/orator").kept.empty());
}

TEST_CASE("replaced prices go into the history, whatever the order of the imports") {
    const auto cost_of = [](const OwnCatalogue& own, const std::string& date) {
        return PriceBook(own.catalogue().cloud_models()).price({"acme/orator"}, date).price->fresh_input;
    };
    const std::string february = narrow("2"), september = narrow("3");
    SECTION("as they came") {
        const OwnCatalogue own;
        own.import({"f.json", february, "2026-02-01", ""});
        own.import({"f.json", september, "2026-09-01", ""});
        CHECK(cost_of(own, "2026-05-10") == 2);
        CHECK(cost_of(own, "2026-10-10") == 3);
    }
    SECTION("the older one later") {
        const OwnCatalogue own;
        own.import({"f.json", september, "2026-09-01", ""});
        own.import({"f.json", february, "2026-02-01", ""});
        CHECK(cost_of(own, "2026-05-10") == 2);
        CHECK(cost_of(own, "2026-10-10") == 3);
    }
    SECTION("again: the history does not grow") {
        const OwnCatalogue own;
        own.import({"f.json", february, "2026-02-01", ""});
        own.import({"f.json", september, "2026-09-01", ""});
        const std::size_t count = model(own, "acme/orator").history.size();
        const ImportPlan again = own.import({"f.json", september, "2026-09-01", ""});
        CHECK_FALSE(again.content);
        CHECK(model(own, "acme/orator").history.size() == count);
    }
}

TEST_CASE("dated feeds bring their past and what is to come") {
    const OwnCatalogue own;
    own.import({"f.json",
                R"([{"id":"acme","models":[{"id":"tide","match":{},"prices":[
                    {"prices":{"input_mtok":4,"output_mtok":8}},
                    {"constraint":{"start_date":"2026-03-01"},"prices":{"input_mtok":2,"output_mtok":6}},
                    {"constraint":{"start_date":"2027-03-01"},"prices":{"input_mtok":1,"output_mtok":5}},
                    {"constraint":{"start_time":"22:30:00Z","end_time":"02:00:00Z"},"prices":{"input_mtok":1,"output_mtok":3}}
                ]}]}])",
                "2026-11-20", ""});
    const CloudModel tide = model(own, "acme/tide");
    CHECK(tide.input_per_mtok == Usd(per_mtok(2)));
    REQUIRE(tide.history.size() == 1);
    CHECK(tide.history[0].until == "2026-03-01");
    CHECK(tide.history[0].input_per_mtok == Usd(per_mtok(4)));
    REQUIRE(tide.prices_from.size() == 1);
    CHECK(tide.prices_from[0].from == "2027-03-01");
    CHECK(tide.prices_from[0].prices.output_per_mtok == Usd(per_mtok(5)));
    REQUIRE(tide.price_windows.size() == 1);
    CHECK(tide.price_windows[0].from == 22 * 60 + 30);
    CHECK(tide.price_windows[0].to == 2 * 60);
    const PriceBook book(own.catalogue().cloud_models());
    CHECK(book.price({"acme/tide"}, "2026-02-01").price->fresh_input == 4);
    CHECK(book.price({"acme/tide"}, "2026-12-01").price->fresh_input == 2);
    CHECK(book.price({"acme/tide"}, "2027-03-01").price->fresh_input == 1);
    // when it has come it is no more to come, and the change is of the day that was announced
    own.import({"f.json", R"({"prices":[{"id":"tide","vendor":"acme","name":"x","input":1,"output":5}]})",
                "2027-04-10", ""});
    CHECK(model(own, "acme/tide").prices_from.empty());
    CHECK(model(own, "acme/tide").history.back().until == "2027-03-01");
}

TEST_CASE("a note belongs to its price") {
    const OwnCatalogue own;
    own.write("cloud-models",
              R"({"entries":[{"id":"acme/orator","provider":"acme","input_per_mtok":2,"output_per_mtok":8,)"
              R"("as_of":"2026-01-01","source":"x","note":"Half price until June."}]})");
    own.import({"f.json", narrow("2"), "2026-02-01", ""});
    CHECK(model(own, "acme/orator").fact.note == "Half price until June.");
    own.import({"f.json", narrow("4"), "2026-07-01", ""});
    CHECK(model(own, "acme/orator").fact.note.empty());
}

TEST_CASE("of two names that are one id the exact one counts, and both stay usable") {
    const std::string bare =
        R"("orator":{"litellm_provider":"acme","input_cost_per_token":1.4e-07,"output_cost_per_token":1e-06})";
    const std::string whole =
        R"("acme/orator":{"litellm_provider":"acme","input_cost_per_token":2.7e-07,"output_cost_per_token":1e-06})";
    const bool exact_first = GENERATE(true, false);
    const OwnCatalogue own;
    const ImportPlan plan = own.import(
        {"f.json", "{" + (exact_first ? whole + "," + bare : bare + "," + whole) + "}", "2026-02-01", ""});
    CHECK(plan.added.size() == 2);
    CHECK(model(own, "acme/orator").input_per_mtok == Usd(per_mtok(0.27)));
    CHECK(model(own, "orator").input_per_mtok == Usd(per_mtok(0.14)));
    const ImportPlan again = own.import({"f.json", "{" + bare + "," + whole + "}", "2026-02-01", ""});
    CHECK_FALSE(again.content);
    CHECK(again.unchanged == 2);
}

TEST_CASE("offers of several providers: the cheapest is the rent, in any order") {
    const auto csv = [](const std::string& price) {
        return "InstanceType,AcceleratorName,AcceleratorCount,GpuInfo,Price,Region\nx,L40S,2,," + price +
               ",eu\n";
    };
    const std::string dear = csv("2.60"), cheap = csv("1.10");
    const bool dear_first = GENERATE(true, false);
    const OwnCatalogue own;
    const auto import = [&](bool of_dear) {
        own.import({of_dear ? "dear.csv" : "cheap.csv", of_dear ? dear : cheap, "2026-11-20", ""});
    };
    import(dear_first);
    import(!dear_first);
    const Gpu gpu = find_entry(own.catalogue().gpus(), "l40s").value();
    CHECK(gpu.rent_per_hour == Usd(per_hour(0.55)));
    CHECK(gpu.offers.size() == 2);
    // the same provider's newer offer takes the place of its own
    own.import({"cheap.csv", csv("3.00"), "2026-11-25", ""});
    CHECK(find_entry(own.catalogue().gpus(), "l40s")->rent_per_hour == Usd(per_hour(1.3)));
    CHECK(find_entry(own.catalogue().gpus(), "l40s")->offers.size() == 2);
}

TEST_CASE("an entry is taken out, or all of a feed") {
    const OwnCatalogue own;
    own.import({"f.json", litellm(""), "2026-02-01", ""});
    own.import({"f.json", R"({"prices":[{"id":"x","vendor":"acme","name":"x","input":1,"output":5}]})",
                "2026-02-01", ""});
    CHECK(own_entries(own.directory()).size() == 2);
    CHECK_FALSE(without_entry(own.directory(), "openai/gpt-5-mini"));  // not one's own
    const auto change = without_entry(own.directory(), "acme/x");
    REQUIRE(change);
    own.write("cloud-models", change->content);
    CHECK(own_entries(own.directory()).size() == 1);
    CHECK(without_source(own.directory(), "llm-prices").empty());
    const auto all = without_source(own.directory(), "litellm");
    REQUIRE(all.size() == 1);
    CHECK(all[0].ids == std::vector<std::string>{"acme/orator"});
    own.write("cloud-models", all[0].content);
    CHECK(own_entries(own.directory()).empty());
}

}  // namespace merge_test
