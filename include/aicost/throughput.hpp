// How fast a machine serves a model: memory, batch, prefill and decode rates. docs/model.md, section 5.
//
//     const Catalogue& facts = Catalogue::built_in();
//     const Gpu gpu = find_entry(facts.gpus(), "rtx-4090").value();
//     const OpenModel model = find_entry(facts.open_models(), "llama-3-8b").value();
//     const Quantization format = find_entry(facts.quantizations(), "q4_k_m").value();
//     const ThroughputEstimate e = estimate_throughput({gpu, 1, model, format, "llama.cpp"});
//     e.fits;        // true; e.decode and e.prefill are rates in tokens/s, e.decode_range() holds 8 of 10 measured
//     e.usable_gib;  // 23.6
//
// The time of a decode step: reading weights and cache, a fixed time for each layer, the exchange between GPUs,
// and on servers the host's time for each sequence. The constants are rows in
// src/engine/throughput/families.cpp; bench/throughput_fit prints how far they are from the measured points.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aicost/catalogue.hpp"

namespace aicost {

struct ThroughputSetup {
    Gpu gpu;
    int gpus = 1;  // per machine; a server counts as one
    OpenModel model;
    Quantization format;
    std::string engine = "llama.cpp";
    std::optional<int> max_concurrency = {};  // default: 1 for llama.cpp and the like, 64 for servers
    std::optional<Tokens> input_tokens_per_request = {};   // default: 2048
    std::optional<Tokens> output_tokens_per_request = {};  // default: 512
    std::optional<double> usable_memory_gib = {};          // of one GPU, instead of the engine's rule
    double kv_bytes = 2.0;                                 // per number of the cache
    // How a server divides the model among GPUs; none: each layer over all of them.
    std::optional<int> tensor = {};
    int pipeline = 1;
    double layer_time = 1.0;  // factor on a layer's fixed time: older software takes longer
};

// How the engine uses several GPUs and many requests.
struct EngineTraits {
    bool tensor_parallel = false;  // several GPUs add bandwidth and compute, not only memory: a server
    int usual_concurrency = 1;
};
// None: the engine is not known.
std::optional<EngineTraits> engine_traits(std::string_view engine);

// The fitted constants for each kind of engine and memory: the shares of peak bandwidth and arithmetic that are
// reached, and the fixed time of a layer.
struct SpeedFamily {
    std::string_view name;
    double bandwidth = 0.0;      // e_w
    double layer_seconds = 0.0;  // tau
    double arithmetic = 0.0;     // e_f
};
const SpeedFamily& family_of(const ThroughputSetup& setup);

// Of a request whose size is not stated.
inline constexpr double usual_input_tokens = 2048.0;
inline constexpr double usual_output_tokens = 512.0;

// Eight of ten measurements lie within it.
struct RateRange {
    double low = 0.0, high = 0.0;
};

struct ThroughputEstimate {
    double weights_gib = 0.0;
    double kv_bytes_per_token = 0.0;  // until a sliding window is full
    double sequence_kv_gib = 0.0;     // of one request at its full length, with the state of hybrid models
    double usable_gib = 0.0;
    bool fits = false;
    int batch = 0;                     // requests decoded together; 0 if it does not fit
    std::optional<TokenRate> prefill;  // none if it does not fit, or the GPU's compute is not known
    std::optional<TokenRate> decode;   // of all requests together
    // A request that runs alone.
    std::optional<TokenRate> prefill_alone, decode_alone;
    double decode_ceiling = 0.0;  // the most tokens per second of one request that the bandwidth allows
    double decode_factor = 1.0;   // 8 of 10 measurements lie within ×/÷ this
    double prefill_factor = 1.0;

    // Capped at what the bandwidth allows. There must be a rate.
    [[nodiscard]] RateRange decode_range() const;
    [[nodiscard]] RateRange prefill_range() const;
};
// The model must have a shape.
ThroughputEstimate estimate_throughput(const ThroughputSetup& setup);
// With another family than the setup's own: for the fit (bench/throughput_fit.cpp).
ThroughputEstimate estimate_throughput(const ThroughputSetup& setup, const SpeedFamily& family);

// Does the catalogue know enough about a model for an estimate? Other missing figures are taken from models of its
// size.
bool has_shape(const OpenModel& model);

// How an engine runs a format of weights on a GPU, by the catalogue's table.
enum class FormatRun {
    native,        // computed in that format
    weights_only,  // stored in that format, computed in 16 bits
    not_known,
    no,  // does not run
};
FormatRun format_run(const std::vector<FormatSupport>& table, std::string_view engine,
                     const Quantization& format, const Gpu& gpu);

// The rates to use for a setup. For each phase: a point that measured that phase on the same GPU, number, model,
// format, engine and concurrency; if there is none, the estimate.
struct ServingRates {
    ThroughputEstimate estimate;
    std::optional<TokenRate> prefill, decode;  // none if the model does not fit, or no rate is known
    std::optional<MeasuredPoint> measured_prefill, measured_decode;
    std::optional<Duration> one_request;          // the time of a request that runs alone
    Duration one_request_slow, one_request_fast;  // 8 of 10 lie between; equal if it was measured
    bool mostly_output = false;                   // most of it is spent writing

    // 8 of 10 lie within ×/÷ this; 1: measured.
    [[nodiscard]] double decode_factor() const { return measured_decode ? 1.0 : estimate.decode_factor; }
    [[nodiscard]] double prefill_factor() const { return measured_prefill ? 1.0 : estimate.prefill_factor; }
    [[nodiscard]] bool estimated() const { return !measured_prefill || !measured_decode; }
};
ServingRates serving_rates(const ThroughputSetup& setup, const std::vector<MeasuredPoint>& points,
                           const std::vector<Quantization>& formats);

// What `gpus` GPUs draw while so many requests run at once. A card's watts are its limit, which decoding
// does not reach: idle + (limit - idle)·(0.55 up to 8 requests, 0.70 up to 63, 0.92 above). Whole computers and
// servers draw what was measured or estimated for the whole. Idle, if not known: 15 % of the watts.
struct GpuPower {
    Power idle, load;
    double share = 1.0;  // of the way from idle to the limit; 1: the watts are not a limit
};
// None if the catalogue has no watts.
std::optional<GpuPower> power_of(const Gpu& gpu, int gpus, int requests);

// KV cache bytes of a request of `tokens`: layers with a sliding window stop growing when it is full.
double kv_cache_bytes(const OpenModel& model, double tokens, double bytes_per_number);

// Bytes of all weights. Some formats keep embeddings, output layer or attention at more bits.
double weight_bytes(const OpenModel& model, const Quantization& format, std::string_view engine);

// Bytes of weights that a batch of `requests` reads in one step: with a mixture of experts, more than for one
// token.
double read_weight_bytes(const OpenModel& model, const Quantization& format, std::string_view engine,
                         double requests);

// Parameters that take part in computing one token.
double active_parameters(const OpenModel& model);

// Operations per second of one GPU in the format that the setup's engine computes in; none: not known.
std::optional<double> peak_arithmetic(const ThroughputSetup& setup);

}  // namespace aicost
