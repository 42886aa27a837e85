// The catalogue: dated, sourced facts that come with the program. docs/model.md, section 5.
//
// Prices are in US dollars (usd.hpp). A figure that no source has is absent, never 0. Each list is parsed when it is
// asked for, and only that list. What the user has imported or written into his own catalogue
// (docs/catalogue.md) comes before what is built in.
//
//     const CloudModel model = find_entry(cloud_models(), "openai/gpt-5-mini").value();
//     model.output_per_mtok.dollars();   // 2; as of model.fact.as_of by model.fact.source
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/option/api.hpp"
#include "aicost/quantity.hpp"
#include "aicost/usd.hpp"

namespace aicost {

// The user's own catalogue cannot be used. The lists below throw it.
class CatalogueFault : public std::runtime_error {
public:
    CatalogueFault(const std::string& what, bool unreadable) : runtime_error(what), unreadable_(unreadable) {}
    [[nodiscard]] bool unreadable() const { return unreadable_; }  // else its content is wrong

private:
    bool unreadable_;
};

struct Fact {
    std::string id;
    std::string name;
    std::string source;
    std::string as_of;  // YYYY, YYYY-MM or YYYY-MM-DD
    std::string note;
};

// Other prices for long prompts, as LongContext of api.hpp has them in the profile's currency.
struct LongPromptPrices {
    Tokens above_input_tokens;
    std::optional<Usd<TokenPrice>> input_per_mtok, output_per_mtok;
    std::optional<Usd<TokenPrice>> cache_read_per_mtok, cache_write_per_mtok, cache_write_1h_per_mtok;
    LongContext::Rule rule = LongContext::Rule::whole_request;
};

// Prices in the place of others; one that is absent is as it was.
struct OtherPrices {
    std::optional<Usd<TokenPrice>> input_per_mtok, output_per_mtok;
    std::optional<Usd<TokenPrice>> cache_read_per_mtok, cache_write_per_mtok, cache_write_1h_per_mtok;

    friend bool operator==(const OtherPrices&, const OtherPrices&) = default;
};

// What a model cost before: list prices change.
struct PastPrice {
    std::string until;  // YYYY-MM-DD, the first day on which it held no more
    Usd<TokenPrice> input_per_mtok, output_per_mtok;
    std::optional<Usd<TokenPrice>> cache_read_per_mtok, cache_write_per_mtok, cache_write_1h_per_mtok;
    std::vector<LongPromptPrices> long_context;
    std::string source;
    std::string as_of;  // when the source stated it
};

// What it will cost.
struct ComingPrice {
    std::string from;  // YYYY-MM-DD, the first day
    OtherPrices prices;
    bool certain = true;  // else "at least until" the day before
    std::string source, note;

    friend bool operator==(const ComingPrice&, const ComingPrice&) = default;
};

// What it costs at some hours, UTC; the model's own prices hold at the others.
struct PriceWindow {
    std::string days;            // "mon-fri", "sat-sun", "wed"; empty: every day
    int from = 0, to = 24 * 60;  // minutes of the day; where `to` is not later, over midnight
    OtherPrices prices;

    friend bool operator==(const PriceWindow&, const PriceWindow&) = default;
};

// What another tier of service costs: "flex", "priority", "fast".
struct PriceTier {
    std::string name;
    OtherPrices prices;

    friend bool operator==(const PriceTier&, const PriceTier&) = default;
};

// An endpoint in a region: its whole name, or what stands before the model's ("us", "eu"), and what every
// price of the model is multiplied by there.
struct RegionPrice {
    std::string name;
    double factor = 1.0;

    friend bool operator==(const RegionPrice&, const RegionPrice&) = default;
};

// A figure that another feed gave than the entry's own.
struct KeptFigure {
    std::string figure;  // "cache_read_per_mtok"
    std::string feed;

    friend bool operator==(const KeptFigure&, const KeptFigure&) = default;
};

struct CloudModel {
    Fact fact;
    std::string provider;
    std::vector<std::string> aliases;
    Usd<TokenPrice> input_per_mtok, output_per_mtok;
    std::optional<Usd<TokenPrice>> cache_read_per_mtok, cache_write_per_mtok, cache_write_1h_per_mtok;
    std::optional<Usd<TokenPrice>> reasoning_per_mtok;  // where it is not the price of output
    std::optional<double> batch_discount;
    std::optional<double> context_tokens;
    std::vector<LongPromptPrices> long_context;  // by rising thresholds, of one rule
    std::vector<ComingPrice> prices_from;        // by rising days
    std::vector<PriceWindow> price_windows;      // of two that hold at once, the later
    std::vector<PriceTier> tiers;
    std::vector<RegionPrice> regions;
    std::optional<Usd<Money>> fee_per_request, fee_per_search;
    std::string open_model;          // the open model whose weights it has
    std::string status;              // "current", "legacy", …
    std::vector<PastPrice> history;  // oldest first; the prices above hold from its last `until` on
    std::string feed;                // that gave its figures; empty: none did
    std::vector<KeptFigure> kept;    // that it did not give
};

// What a provider asks for one GPU of a machine.
struct RentOffer {
    std::string provider;
    Usd<HourlyPrice> per_hour;
    std::string as_of, source;

    friend bool operator==(const RentOffer&, const RentOffer&) = default;
};

struct Gpu {
    Fact fact;
    std::string vendor;
    std::string kind;         // "card", "accelerator", "computer"
    std::string memory_kind;  // "gddr", "hbm", "unified"
    double memory_gib = 0.0;
    std::optional<double> usable_memory_gib;  // where the GPU may not use it all
    double bandwidth_gb_s = 0.0;              // 10^9 bytes per second
    std::optional<double> fp16_tflops, fp8_tflops;
    std::optional<Power> load_watts, idle_watts;
    std::optional<Usd<Money>> price;  // one, new
    std::string price_as_of, price_source;
    std::optional<Usd<HourlyPrice>> rent_per_hour;
    std::string rent_as_of, rent_source;
    std::vector<RentOffer> offers;  // that are known, one of each provider; the rent above is the cheapest
};

struct OpenModel {
    Fact fact;
    bool mixture_of_experts = false;
    double params_b = 0.0;         // 10^9, all of them
    double active_params_b = 0.0;  // 10^9, read for one token
    std::optional<double> shared_params_b, experts, experts_per_token;
    double kv_elements_per_token = 0.0;  // over all layers, before a window is full
    std::optional<double> kv_elements_sliding, sliding_window;
    double context_tokens = 0.0;
    std::string ollama;  // the tag to pull; empty: no source has one
    std::string ollama_source, ollama_as_of;
};

struct Quantization {
    Fact fact;
    std::vector<std::string> aliases;
    double bits_per_weight = 16.0;
};

struct MeasuredPoint {
    Fact fact;
    std::string gpu, model, quantization, engine;
    int gpus = 1;
    std::optional<int> concurrency;  // none: as many as it takes, "max"
    std::optional<double> prompt_tokens, output_tokens;
    std::optional<TokenRate> prefill, decode;
    std::string metric;       // "single", "batched", "served", "max_load"
    std::string parallelism;  // "tensor", "layers", "pipeline", or not stated
    bool for_test = false;    // kept apart from those that the efficiencies are fitted to
};

struct ElectricityRegion {
    Fact fact;
    std::optional<Usd<EnergyPrice>> residential_per_kwh, business_per_kwh;
    std::optional<double> grid_grams_co2_per_kwh;
    std::string grid_source, grid_as_of;
};

std::vector<CloudModel> cloud_models();
std::vector<Gpu> gpus();
std::vector<OpenModel> open_models();
std::vector<Quantization> quantizations();
std::vector<MeasuredPoint> measured_points();
std::vector<ElectricityRegion> electricity_regions();

// Why the user's own catalogue was passed over by the lists above: the home directory that would have it may
// not be read. None: it was not.
std::optional<std::string> catalogue_warning();

// By id, or by an alias.
template <class Entry>
std::optional<Entry> find_entry(const std::vector<Entry>& entries, std::string_view id) {
    for (const Entry& entry : entries) {
        if (entry.fact.id == id) return entry;
    }
    if constexpr (requires(const Entry& entry) { entry.aliases; }) {
        for (const Entry& entry : entries) {
            for (const std::string& alias : entry.aliases) {
                if (alias == id) return entry;
            }
        }
    }
    return std::nullopt;
}

}  // namespace aicost
