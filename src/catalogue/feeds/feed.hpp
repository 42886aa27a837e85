// Price feeds: what other projects publish about prices, each in its own shape and units. docs/catalogue.md
//
// A feed is a file in this directory with one row in the table of feed.cpp.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/price_feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

// What is seen of a file before it is read: enough to tell the feeds apart.
struct FeedShape {
    char first = '\0';               // '{', '[', or 'c' of CSV; '\0': none of these
    std::vector<std::string> keys;   // of the outer object, the first few; of CSV, the columns
    std::vector<std::string> inner;  // of the objects inside, and of theirs
    [[nodiscard]] bool has_key(std::string_view key) const;
    [[nodiscard]] bool has_inner(std::string_view key) const;
};

// What was asked for beside the file.
struct FeedRequest {
    std::string_view text;
    std::string as_of;      // the day whose prices are wanted; empty: as the feed says
    std::string provider;   // of feeds that do not name it; empty: not known
    std::string unit = {};  // of tables that do not say it: "mtok", "1k" or "token"
    const Catalogue& catalogue = Catalogue::built_in();  // whose GPUs are known
};

// Prices as a feed has them; 0 counts as not stated: feeds write it for free, for subscriptions, and for what
// they do not know.
struct FeedPrices {
    std::optional<double> input, output, cache_read, cache_write, cache_write_1h, reasoning;
    std::optional<double> batch_input, batch_output;
};

// What a feed calls a price, and the same for batches.
struct PriceKey {
    std::string_view key;
    std::optional<double> FeedPrices::*price;
    std::optional<double> FeedPrices::*batch = nullptr;
};
// The price of that key; null where it is none of `keys`.
std::optional<double>* find_price(std::span<const PriceKey> keys, std::string_view key, FeedPrices& prices);

// Other prices for longer prompts; what they do not state stays as it is for short ones.
struct FeedStep {
    double above_input_tokens = 0.0;
    FeedPrices prices;
};
// The step of that threshold, which is made where there is none.
FeedPrices& step_above(std::vector<FeedStep>& steps, double threshold);

// Prices and the steps above them.
struct FeedPriceSet {
    FeedPrices prices;
    std::vector<FeedStep> longer;
};
// What held until a day, and what will from one on; YYYY-MM-DD, the first day on which it is otherwise.
struct FeedDated {
    std::string day;
    FeedPriceSet set;
};
// Minutes of the day, UTC.
struct FeedWindow {
    int from = 0, to = 0;
    FeedPrices prices;
};
struct FeedTier {
    std::string name;  // "flex"
    FeedPrices prices;
};
FeedPrices& tier_named(std::vector<FeedTier>& tiers, std::string_view name);

struct FeedModel {
    std::string provider, name;  // as the feed has them
    std::string title;           // for people
    std::string alias;           // the whole name by which the feed knows it, where that is not provider/name
    std::string other_name;      // one more; empty: none
    FeedPrices prices;
    std::vector<FeedStep> longer;
    std::vector<FeedDated> past, coming;  // oldest first
    std::vector<FeedWindow> windows;
    std::vector<FeedTier> tiers;
    std::vector<RegionPrice> regions;
    std::optional<double> fee_per_request, fee_per_search, least_fee_per_search;  // dollars
    std::optional<double> context_tokens;
    std::string status;
    std::string currency;             // empty: dollars
    std::vector<const char*> unread;  // what else it is charged for: "tokens of citations"
};

// A price of a rented GPU for an hour.
struct Rent {
    std::string gpu;  // as the catalogue names it
    Usd<HourlyPrice> per_hour;
    std::string offer;  // "gpu_8x_h100_sxm5, us-east-1, 8 GPUs"
    std::string provider;
};

// What a feed says, in the catalogue's units.
class FeedData {
public:
    struct Model {
        CloudModel entry;        // its id provider/model, the provider by the catalogue's name
        std::string their_name;  // provider/model by the feed's
    };
    std::deque<Model> models;
    std::vector<Rent> rents;
    std::string as_of;  // of the whole; empty: the feed does not say
    using Counts = std::map<std::string, SkippedEntries, std::less<>>;
    Counts skipped;                      // by why
    Counts noted;                        // what the catalogue or the model knows in part, by what
    std::vector<double> inputs, hourly;  // every price that was read, to judge them as a whole

    // Takes the model, or skips it where it has no plausible price. `to_mtok` makes its prices dollars per
    // million.
    void add(FeedModel&& model, double to_mtok);
    void add(Rent rent);
    void skip(std::string_view reason, std::string_view name);
    // It is taken, and this is to be said of it.
    void note(std::string_view what, std::string_view name);
    std::map<std::string, double> rates;  // of FeedRequest

private:
    void note_charges(const FeedModel& model, const CloudModel& entry, const std::string& name);
    const std::string& provider_of(const std::string& theirs);

    std::string their_provider_, provider_;  // of the last model: the next is often of the same
};

struct Feed {
    std::string_view name;   // "LiteLLM"
    std::string_view what;   // "LiteLLM's model price map"
    std::string_view units;  // "dollars per token: 2.5e-06 is $2.50 per million tokens"
    bool (*recognises)(const FeedShape& shape);
    void (*read)(const FeedRequest& request, FeedData& data);
    bool names_provider = true;
    bool rents = false;  // of GPUs, not models
};
std::span<const Feed> feeds();

FeedShape shape_of(std::string_view text);
// None where no feed has that shape.
const Feed* find_feed(const FeedShape& shape);

// What is wrong with the prices as a whole, read in the feed's units: "the median input price would be …".
// Empty: they are plausible.
std::string implausible(const FeedData& data);
// Dollars per million tokens: a model with a price outside is skipped, and where more than half of a feed is,
// its unit is wrong; so it is where the median input price of ten or more lies outside the narrower bounds.
inline constexpr double least_price = 0.0001, most_price = 1000.0;
inline constexpr double least_median = 0.02, most_median = 20.0;
// Dollars per GPU and hour, likewise.
inline constexpr double least_rent = 0.01, most_rent = 100.0;

// The catalogue's name of a provider: "gemini" -> "google".
std::string provider_name(std::string_view name);
// Whether two names are one provider's.
bool same_provider(std::string_view a, std::string_view b);
// What a provider calls a model, without the shelves it stands on: "accounts/fireworks/models/x" -> "x".
std::string_view model_name(std::string_view name);
// The catalogue's GPUs, by the names that rental feeds write.
class GpuNames {
public:
    explicit GpuNames(const std::vector<Gpu>& gpus);  // which outlive it
    GpuNames(const GpuNames&) = delete;
    GpuNames& operator=(const GpuNames&) = delete;
    ~GpuNames();

    // Its id, `text` being all that the row says of the machine; empty: it is not in the catalogue.
    [[nodiscard]] std::string id(std::string_view name, double memory_gib, std::string_view text) const;

private:
    struct Card;
    std::vector<Card> cards_;
};

// The maker of a model, by its name: "claude-3-opus" -> "anthropic"; empty: not known.
std::string_view maker_of(std::string_view model);

// A number, or one that is written as a text: "0.0000025".
std::optional<double> amount(JsonReader& reader);
std::optional<double> number_in(std::string_view text);
// {"input": 3, "output": 15, "tiers": […], …}, dollars per million tokens, as models.dev and those who took its
// shape have it.
void read_cost(JsonReader& reader, FeedModel& model);
// {PROVIDER: {models: {MODEL: {cost, …}}}} or {PROVIDER: {models: [{id, cost, …}]}}.
void read_providers(JsonReader& reader, FeedData& data);
// A key of LiteLLM's that says a price or something else of the model; false: it does not.
bool read_litellm_price(JsonReader& reader, std::string_view key, FeedModel& model);

// The readers.
void read_litellm(const FeedRequest& request, FeedData& data);
void read_models_dev(const FeedRequest& request, FeedData& data);
void read_genai_prices(const FeedRequest& request, FeedData& data);
void read_llm_prices(const FeedRequest& request, FeedData& data);
void read_openrouter(const FeedRequest& request, FeedData& data);
void read_portkey(const FeedRequest& request, FeedData& data);
void read_llm_prices_vendor(const FeedRequest& request, FeedData& data);
void read_nested_providers(const FeedRequest& request, FeedData& data);
void read_charm(const FeedRequest& request, FeedData& data);
void read_litellm_models(const FeedRequest& request, FeedData& data);
void read_langfuse(const FeedRequest& request, FeedData& data);
void read_openlit(const FeedRequest& request, FeedData& data);
bool is_price_table(const FeedShape& shape);
void read_table(const FeedRequest& request, FeedData& data);
void read_gpuhunt(const FeedRequest& request, FeedData& data);
void read_skypilot(const FeedRequest& request, FeedData& data);

}  // namespace aicost
