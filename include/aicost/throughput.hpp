// What a machine can serve of a model: memory, batch, prefill and decode rates. docs/model.md, section 5.
//
//   weights bytes = params·bits/8                 KV bytes = elements per token·bytes, bounded by a sliding
//   window usable        = gpus·(memory·0.90 - 1 GiB)    B = floor((usable - weights)/sequence KV), at most
//   the concurrency step(b) = max((active weight bytes(b) + b·KV)/(bandwidth·eff_b), b·2·active
//   params/(flops·eff_f)) decode = B/step(B)                            prefill = flops·eff_f/(2·active
//   params)
//
//     const Gpu gpu = find_entry(gpus(), "rtx-4090").value();
//     const OpenModel model = find_entry(open_models(), "llama-3-8b").value();
//     const ThroughputEstimate e = estimate_throughput({gpu, 1, model, 4.8, "llama.cpp", {}, {}, {}});
//     e.fits;  // true; e.decode and e.prefill are its rates, e.error how far off they may be
//
// An estimate is a roofline with two efficiencies, fitted for each kind of engine and architecture; `error`
// is the median relative error on measured points that were kept apart from the fit. It is worked
// out anew by tests/engine/throughput_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "aicost/catalogue.hpp"

namespace aicost {

struct ThroughputSetup {
    Gpu gpu;
    int gpus = 1;
    OpenModel model;
    double bits_per_weight = 16.0;
    std::string engine = "llama.cpp";
    std::optional<int> max_concurrency;               // 1 for llama.cpp and its like, 64 for servers
    std::optional<Tokens> input_tokens_per_request;   // 2048 where not given
    std::optional<Tokens> output_tokens_per_request;  // 512 where not given
    double kv_bytes = 2.0;                            // per number of the cache
};

// How the engine uses several GPUs and many requests.
struct EngineTraits {
    bool tensor_parallel = false;  // adds bandwidth and compute, not memory alone
    int usual_concurrency = 1;
};
// None: not an engine that is known.
std::optional<EngineTraits> engine_traits(std::string_view engine);

struct Efficiency {
    double bandwidth = 0.0;  // eff_b
    double compute = 0.0;    // eff_f
    double error = 0.0;      // median relative error of the decode rate on points kept apart
};
Efficiency efficiency_of(std::string_view engine, bool mixture_of_experts, std::string_view memory_kind);

struct ThroughputEstimate {
    double weights_gib = 0.0;
    double kv_bytes_per_token = 0.0;  // while no window is full
    double sequence_kv_gib = 0.0;     // of one request at its full length
    double usable_gib = 0.0;
    bool fits = false;
    int batch = 0;                     // requests decoded together; 0 where it does not fit
    std::optional<TokenRate> prefill;  // none where it does not fit, or the GPU's compute is not known
    std::optional<TokenRate> decode;
    double decode_ceiling = 0.0;  // tokens per second of one request that the bandwidth allows at most
    double error = 0.0;
};
ThroughputEstimate estimate_throughput(const ThroughputSetup& setup);
// With other efficiencies than the fitted ones: what the fit itself tries (bench/throughput_fit.cpp).
ThroughputEstimate estimate_throughput(const ThroughputSetup& setup, const Efficiency& efficiency);

// Of a request, where nothing is said of its size.
inline constexpr double usual_input_tokens = 2048.0;
inline constexpr double usual_output_tokens = 512.0;

// What a setup is taken to serve: a measured point of the same machine, model, format, engine and
// concurrency that timed both phases apart; where there is none, the estimate.
struct ServingRates {
    ThroughputEstimate estimate;
    std::optional<MeasuredPoint> measured;
    std::optional<TokenRate> prefill, decode;  // none where the model does not fit, or no rate is known
};
ServingRates serving_rates(const ThroughputSetup& setup, const Quantization& format,
                           const std::vector<MeasuredPoint>& points,
                           const std::vector<Quantization>& formats);

// KV cache bytes of a request of `tokens`: layers with a sliding window stop growing at it.
double kv_cache_bytes(const OpenModel& model, double tokens, double bytes_per_number);

// Bytes of weights that a batch of `requests` reads for one step: of a mixture of experts, more than one
// token needs.
double active_weight_bytes(const OpenModel& model, double bits_per_weight, int requests);

}  // namespace aicost
