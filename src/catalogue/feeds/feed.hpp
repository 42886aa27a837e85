// Price feeds: what other projects publish about prices, each in its own shape and units. docs/catalogue.md
//
// A feed is a file in this directory with one row in the table of feed.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
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

// A preview of a file: enough to tell feeds apart.
struct FeedShape {
    char first = '\0';               // '{', '[', or 'c' for CSV; '\0': none of these
    std::vector<std::string> keys;   // the first few of the outer object; for CSV, the columns
    std::vector<std::string> inner;  // of nested objects, two levels deep
    [[nodiscard]] bool has_key(std::string_view key) const;
    [[nodiscard]] bool has_inner(std::string_view key) const;
};

// Parameters besides the file.
struct FeedRequest {
    std::string_view text;
    std::string as_of;      // the date of the prices; empty: the feed's own
    std::string provider;   // for feeds that do not name it; empty: not known
    std::string unit = {};  // for tables that do not state it: "mtok", "1k" or "token"
    const Catalogue& catalogue = Catalogue::built_in();  // for its GPUs
};

// Prices in the feed's units. 0 counts as not stated: feeds use it for free, for subscriptions, and for unknown
// prices.
struct FeedPrices {
    std::optional<double> input, output, cache_read, cache_write, cache_write_1h, reasoning;
    std::optional<double> batch_input, batch_output;
};

// A feed's keys for a price, and for its batch price.
struct PriceKey {
    std::string_view key;
    std::optional<double> FeedPrices::*price;
    std::optional<double> FeedPrices::*batch = nullptr;
};
// The price for that key; null if it is not one of `keys`.
std::optional<double>* find_price(std::span<const PriceKey> keys, std::string_view key, FeedPrices& prices);

// Prices for longer prompts; those not stated are as for short ones.
struct FeedStep {
    double above_input_tokens = 0.0;
    FeedPrices prices;
};
// The step with that threshold, created if missing.
FeedPrices& step_above(std::vector<FeedStep>& steps, double threshold);

// Prices, and the steps above them.
struct FeedPriceSet {
    FeedPrices prices;
    std::vector<FeedStep> longer;
};
// Prices until a day, or from a day on: YYYY-MM-DD, the first day of the next or of these prices.
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
    std::string provider, name;  // as in the feed
    std::string title;           // a display name
    std::string alias;           // the feed's full name for it, if not provider/name
    std::string other_name;      // another name; empty: none
    FeedPrices prices;
    std::vector<FeedStep> longer;
    std::vector<FeedDated> past, coming;  // oldest first
    std::vector<FeedWindow> windows;
    std::vector<FeedTier> tiers;
    std::vector<RegionPrice> regions;
    std::vector<RegionPrice> tier_factors;  // of tiers that the feed states as a factor on every price
    std::optional<double> fee_per_request, fee_per_search, least_fee_per_search;  // dollars
    std::optional<double> context_tokens;
    std::string status;
    std::string currency;             // empty: dollars
    std::vector<const char*> unread;  // other charges, not read: "tokens of citations"

    // Notes such a charge, once, if there is one.
    void leave_out(const char* charge, const std::optional<double>& price) {
        const bool known = std::find(unread.begin(), unread.end(), charge) != unread.end();
        if (price && *price > 0.0 && !known) unread.push_back(charge);
    }
};
inline constexpr const char* other_media = "tokens of audio, images or video at prices of their own";
// Is a price by that key of such tokens? For text alone a model costs what the others say.
bool is_of_other_media(std::string_view key);

// An hourly price of a rented GPU.
struct Rent {
    std::string gpu;  // its id in the catalogue
    Usd<HourlyPrice> per_hour;
    std::string offer;  // "gpu_8x_h100_sxm5, us-east-1, 8 GPUs"
    std::string provider;
};

// A feed's content, in the catalogue's units.
class FeedData {
public:
    struct Model {
        CloudModel entry;        // with id provider/model, with the catalogue's name of the provider
        std::string their_name;  // provider/model by the feed's names
    };
    std::list<Model> models;
    std::vector<Rent> rents;
    std::string as_of;  // of the whole feed; empty: not stated
    using Counts = std::map<std::string, SkippedEntries, std::less<>>;
    Counts skipped;                      // by why
    Counts noted;                        // what the catalogue or the model covers only in part, by kind
    std::vector<double> inputs, hourly;  // every price read, to check their plausibility as a whole

    // Adds the model, or skips it if it has no plausible price. `to_mtok` converts its prices to dollars per
    // million.
    void add(FeedModel&& model, double to_mtok);
    void add(Rent rent);
    void skip(std::string_view reason, std::string_view name);
    // What a later part of the feed has.
    void add(FeedData&& part);
    // Adds a note on the model.
    void note(std::string_view what, std::string_view name);
    std::map<std::string, double> rates;  // of FeedRequest

private:
    void note_charges(const FeedModel& model, const CloudModel& entry, const std::string& name);
    const std::string& provider_of(const std::string& theirs);

    std::string their_provider_, provider_;  // of the last model, as the next is often of the same
};

struct Feed {
    std::string_view name;   // "LiteLLM"
    std::string_view what;   // "LiteLLM's model price map"
    std::string_view units;  // "dollars per token: 2.5e-06 is $2.50 per million tokens"
    bool (*recognises)(const FeedShape& shape);
    void (*read)(const FeedRequest& request, FeedData& data);
    bool names_provider = true;
    bool rents = false;  // rents of GPUs, not models
};
std::span<const Feed> feeds();

FeedShape shape_of(std::string_view text);
// None if no feed has that shape.
const Feed* find_feed(const FeedShape& shape);

// What is wrong with the prices as a whole, if read in the feed's units: "the median input price would be …".
// Empty: they are plausible.
std::string implausible(const FeedData& data);
// Dollars per million tokens. A model with a price outside is skipped; if more than half of a feed is, its unit is
// wrong. So it is if the median input price of ten or more models is outside the narrower bounds.
inline constexpr double least_price = 0.0001, most_price = 1000.0;
inline constexpr double least_median = 0.02, most_median = 20.0;
// Dollars per GPU and hour, likewise.
inline constexpr double least_rent = 0.01, most_rent = 100.0;

// The catalogue's name of a provider: "gemini" -> "google".
std::string provider_name(std::string_view name);
// Do both names mean the same provider?
bool same_provider(std::string_view a, std::string_view b);
// A provider's name of a model, without its path: "accounts/fireworks/models/x" -> "x".
std::string_view model_name(std::string_view name);
// The catalogue's GPUs, by the names in rental feeds.
class GpuNames {
public:
    explicit GpuNames(const std::vector<Gpu>& gpus);  // must outlive this
    GpuNames(const GpuNames&) = delete;
    GpuNames& operator=(const GpuNames&) = delete;
    ~GpuNames();

    // Its id; empty: not in the catalogue. `text`: everything that the row says about the machine.
    [[nodiscard]] std::string id(std::string_view name, double memory_gib, std::string_view text) const;

private:
    struct Card;
    std::vector<Card> cards_;
};

// The maker of a model by its name: "claude-3-opus" -> "anthropic"; empty: not known.
std::string_view maker_of(std::string_view model);

// A number, or one as a text: "0.0000025".
std::optional<double> amount(JsonReader& reader);
std::optional<double> number_in(std::string_view text);
// {"input": 3, "output": 15, "tiers": […], …}, dollars per million tokens, as in models.dev and feeds that adopted its
// shape.
void read_cost(JsonReader& reader, FeedModel& model);
// {PROVIDER: {models: {MODEL: {cost, …}}}} or {PROVIDER: {models: [{id, cost, …}]}}.
void read_providers(JsonReader& reader, FeedData& data);
// Calls member(reader, key, request, data) for each member of the feed's outer object; parts of a long text are read at
// once. What comes of it, in `data` or as a fault, does not depend on that.
using ReadMember = void (*)(JsonReader& reader, std::string_view key, const FeedRequest& request,
                            FeedData& data);
void read_members(const FeedRequest& request, FeedData& data, ReadMember member);
// Reads a key of LiteLLM's about a model; false: it is not one.
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
