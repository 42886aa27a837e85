// The catalogue: dated, sourced facts that come with the program. docs/model.md, section 5.
//
// Prices are in US dollars (usd.hpp). A figure that no source states is absent, never 0. The user's own entries,
// imported or written by hand (docs/catalogue.md), take precedence over the built-in ones, but only when a program
// asks for them: nothing here looks for files unasked.
//
//     const Catalogue& facts = Catalogue::built_in();
//     const CloudModel model = find_entry(facts.cloud_models(), "openai/gpt-5-mini").value();
//     model.output_per_mtok.dollars();   // 2; as of model.fact.as_of by model.fact.source
//
//     const Catalogue own("/home/me/prices");   // the same, after that directory's files
//     own.gpus();
#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/option/api.hpp"
#include "aicost/quantity.hpp"
#include "aicost/usd.hpp"

namespace aicost {

// A file of the user's own catalogue cannot be used. The lists below throw this; load_profile() turns it into a fault.
class CatalogueFault : public std::runtime_error {
public:
    CatalogueFault(const std::string& what, bool unreadable) : runtime_error(what), unreadable_(unreadable) {}
    [[nodiscard]] bool unreadable() const { return unreadable_; }  // else its content is invalid

private:
    bool unreadable_;
};

struct Fact {
    std::string id;
    std::string name;
    std::string source;
    std::string as_of;  // YYYY, YYYY-MM or YYYY-MM-DD
    std::string note;
    std::vector<std::string> from_memory;  // keys of figures that no source confirms
};

// Other prices for long prompts, as LongContext of api.hpp has them in the profile's currency.
struct LongPromptPrices {
    Tokens above_input_tokens;
    std::optional<Usd<TokenPrice>> input_per_mtok, output_per_mtok;
    std::optional<Usd<TokenPrice>> cache_read_per_mtok, cache_write_per_mtok, cache_write_1h_per_mtok;
    LongContext::Rule rule = LongContext::Rule::whole_request;
};

// Prices that replace others; an absent one stays as it was.
struct OtherPrices {
    std::optional<Usd<TokenPrice>> input_per_mtok, output_per_mtok;
    std::optional<Usd<TokenPrice>> cache_read_per_mtok, cache_write_per_mtok, cache_write_1h_per_mtok;

    friend bool operator==(const OtherPrices&, const OtherPrices&) = default;
};

// What a model cost before: list prices change.
struct PastPrice {
    std::string until;  // YYYY-MM-DD, the first day on which it no longer held
    Usd<TokenPrice> input_per_mtok, output_per_mtok;
    std::optional<Usd<TokenPrice>> cache_read_per_mtok, cache_write_per_mtok, cache_write_1h_per_mtok;
    std::vector<LongPromptPrices> long_context;
    std::string source;
    std::string as_of;  // when the source stated them
};

// Announced prices.
struct ComingPrice {
    std::string from;  // YYYY-MM-DD, the first day
    OtherPrices prices;
    bool certain = true;  // false: they may begin later than that
    std::string source, note;

    friend bool operator==(const ComingPrice&, const ComingPrice&) = default;
};

// Prices at certain hours, UTC; the model's own prices hold at all others.
struct PriceWindow {
    std::string days;            // "mon-fri", "sat-sun", "wed"; empty: every day
    int from = 0, to = 24 * 60;  // minutes of the day; if `to` is not later, across midnight
    OtherPrices prices;

    friend bool operator==(const PriceWindow&, const PriceWindow&) = default;
};

// What another tier of service costs: "flex", "priority", "fast".
struct PriceTier {
    std::string name;
    OtherPrices prices;

    friend bool operator==(const PriceTier&, const PriceTier&) = default;
};

// An endpoint in a region: its full name, or a prefix of the model's ("us", "eu"), and the factor on every
// price of the model there.
struct RegionPrice {
    std::string name;
    double factor = 1.0;

    friend bool operator==(const RegionPrice&, const RegionPrice&) = default;
};

// A figure from another feed than the entry's own.
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
    std::optional<Usd<TokenPrice>> reasoning_per_mtok;  // if it differs from the output price
    std::optional<double> batch_discount;
    std::optional<double> context_tokens;
    std::vector<LongPromptPrices> long_context;  // by rising thresholds, of one rule
    std::vector<ComingPrice> prices_from;        // by rising days
    std::vector<PriceWindow> price_windows;      // where two overlap, the later one holds
    std::vector<PriceTier> tiers;
    std::vector<RegionPrice> regions;
    std::optional<Usd<Money>> fee_per_request, fee_per_search;
    std::string open_model;          // the open model whose weights it serves
    std::string status;              // "current", "legacy", …
    std::vector<PastPrice> history;  // oldest first; the prices above hold from its last `until` on
    std::string feed;                // that its figures came from; empty: from none
    std::vector<KeptFigure> kept;    // that did not come from it
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
    std::vector<std::string> aliases;
    std::string vendor;
    std::string kind;  // "card", "server card", "server module", "cloud", "computer", "server"
    // Sold complete: it needs no host, and several are not combined into one machine.
    [[nodiscard]] bool is_whole() const { return kind == "computer" || kind == "server"; }
    std::string architecture;  // as the table of formats names it: "hopper", "rdna3", "apple-m4"
    std::string memory_kind;   // "gddr", "hbm", "unified"
    // Of a server: how many GPUs it holds, and which. The figures below are of all of them together.
    std::string holds;
    int count = 1;
    double memory_gib = 0.0;
    std::optional<double> usable_memory_gib;  // if the GPU may not use all of it
    double bandwidth_gb_s = 0.0;              // 10^9 bytes per second
    // 10^12 operations per second, dense; alu: without matrix units.
    std::optional<double> fp16_tflops, alu_tflops, fp8_tflops, fp4_tflops, int8_tops;
    std::string link;                 // to the other GPUs: "nvlink", "pcie 4.0 x16"
    std::optional<double> link_gb_s;  // of one GPU in one direction; none: there is no link
    // Of a card or board: its limit. Of a computer or server: what it draws while running a model.
    std::optional<Power> load_watts, idle_watts;
    std::string load_watts_are;  // of a computer or server: "measured", "estimated", "limit"
    std::optional<Power> most_watts;
    std::optional<Usd<Money>> price;  // one, new
    std::string price_kind;           // "street", "launch"
    std::string price_as_of, price_source;
    std::optional<Usd<Money>> used_price;
    std::string used_as_of, used_source;
    std::optional<Usd<HourlyPrice>> rent_per_hour;  // of one, on demand
    std::string rent_as_of, rent_source;
    std::optional<Usd<HourlyPrice>> rent_cheapest_per_hour;  // the lowest seen, spot and marketplaces too
    std::string rent_cheapest_as_of, rent_cheapest_source;
    std::vector<RentOffer> offers;  // known ones, one for each provider; the rent above is the cheapest
};

// A host: the computer that cards and boards are put into.
struct Host {
    Fact fact;
    std::vector<std::string> around;         // the kinds of GPU it takes
    std::vector<std::string> architectures;  // only of these; empty: of any
    int least_gpus = 1, most_gpus = 1;
    Usd<Money> price;
    std::string price_as_of, price_source;
    Power idle_watts, load_watts;  // without its GPUs, at the wall; load: while they work
    std::string watts_source;
};

// A model without params_b, active_params_b and kv_elements_per_token cannot be sized (throughput.hpp,
// has_shape).
struct OpenModel {
    Fact fact;
    std::vector<std::string> aliases;
    std::string architecture;                  // "dense", "moe-mla", "moe-hybrid-mamba", …
    bool mixture_of_experts = false;           // architecture begins with "moe"
    bool latent_cache = false;                 // architecture contains "mla"
    std::optional<double> params_b;            // 10^9, all of them
    std::optional<double> active_params_b;     // 10^9, read for one token
    std::optional<double> expert_params_b;     // 10^9, in the routed experts
    std::optional<double> embedding_params_b;  // 10^9, of the input alone
    bool embeddings_tied = false;              // the output layer shares their matrix
    std::optional<double> experts, experts_per_token;
    std::optional<double> layers, full_attention_layers, hidden, query_dim;
    std::optional<double> kv_elements_per_token;  // over all layers, before a window is full
    std::optional<double> kv_elements_sliding, sliding_window;
    std::optional<double> state_bytes_per_sequence;  // of layers whose state does not grow
    std::optional<double> context_tokens;
    std::vector<std::string> experts_only;  // formats that quantize only the experts
    std::string license;
    std::vector<std::string> hosted_as;  // ids of APIs that serve these weights
    std::string ollama;                  // the tag to pull; empty: not known
    std::string ollama_source, ollama_as_of;
};

struct Quantization {
    Fact fact;
    std::vector<std::string> aliases;
    std::string kind;  // "float", "integer", "gguf", …
    double bits_per_weight = 16.0;
};

// Which architectures run a format of weights under an engine; what is in no list is not known.
struct FormatSupport {
    Fact fact;  // from_memory: architectures, or "all"
    std::string engine, format;
    std::vector<std::string> native, weights_only, no;
};

struct MeasuredPoint {
    Fact fact;
    std::string gpu, model, quantization, engine;
    int gpus = 1;
    std::optional<int> concurrency;  // none: "max", as many as it takes
    std::optional<double> prompt_tokens, output_tokens;
    std::optional<TokenRate> prefill, decode;
    std::string metric;                   // "single", "batched", "served", "max_load", "drafted"
    std::string parallelism;              // "tensor", "layers", "pipeline", "data", or not stated
    std::optional<int> tensor, pipeline;  // GPUs that share a layer (else all), and stages (else 1)
    double kv_bytes = 2.0;                // per number of the cache
    bool weak = false;                    // self-reported
};

struct ElectricityRegion {
    Fact fact;
    std::optional<Usd<EnergyPrice>> residential_per_kwh, business_per_kwh;
    std::optional<double> grid_grams_co2_per_kwh;
    std::string grid_source, grid_as_of;
};

// All lists, cheap to copy. Each list is read when first asked for, by any thread; later changes to the files are
// seen only by a new Catalogue.
class Catalogue {
public:
    // What to do with a file that may not be opened.
    enum class IfUnreadable { fault, pass_over };

    // Only what comes with the program.
    static const Catalogue& built_in();
    // The same, preceded by a directory's files NAME.json (docs/catalogue.md). Missing files are fine. Empty: no
    // directory.
    explicit Catalogue(std::string directory, IfUnreadable if_unreadable = IfUnreadable::fault);
    // With the files that the program itself uses: those of user_catalogue_directory(). A home directory that may
    // not be read is ignored: daemons and containers often run with somebody else's.
    static Catalogue of_user();

    [[nodiscard]] const std::string& directory() const;
    [[nodiscard]] const std::vector<CloudModel>& cloud_models() const;
    [[nodiscard]] const std::vector<Gpu>& gpus() const;
    [[nodiscard]] const std::vector<OpenModel>& open_models() const;
    [[nodiscard]] const std::vector<Quantization>& quantizations() const;
    [[nodiscard]] const std::vector<MeasuredPoint>& measured_points() const;
    [[nodiscard]] const std::vector<ElectricityRegion>& electricity_regions() const;
    [[nodiscard]] const std::vector<FormatSupport>& format_support() const;
    [[nodiscard]] const std::vector<Host>& hosts() const;

    // The built-in models and those of the user's that `name` could mean: looking the name up in them finds the
    // same as in the full list. Parsing thousands of the user's entries would take most of the run.
    [[nodiscard]] std::vector<CloudModel> cloud_models_for(const std::string& name) const;
    // YYYY-MM-DD: the date of the newest price of a model.
    [[nodiscard]] std::string newest_model_day() const;

    // Why the lists above ignored files; none: they did not.
    [[nodiscard]] std::optional<std::string> warning() const;

private:
    struct Lists;
    std::shared_ptr<Lists> lists_;
};

// $XDG_DATA_HOME/aicost/catalogue, or ~/.local/share/aicost/catalogue; empty if neither is known.
std::string user_catalogue_directory();

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
