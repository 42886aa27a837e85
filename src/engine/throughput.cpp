#include "aicost/throughput.hpp"

#include <algorithm>
#include <cmath>

namespace aicost {

namespace {

constexpr double gib = 1024.0 * 1024.0 * 1024.0;
constexpr double usable_share = 0.90;
constexpr double overhead_gib = 1.0;  // per GPU: activations and the engine itself

struct Engine {
    std::string_view name;
    EngineTraits traits;
};
constexpr Engine engines[] = {
    {"llama.cpp", {false, 1}}, {"ollama", {false, 1}},       {"mlx", {false, 1}},
    {"vllm", {true, 64}},      {"tensorrt-llm", {true, 64}}, {"sglang", {true, 64}},
};

}  // namespace

std::optional<EngineTraits> engine_traits(std::string_view engine) {
    for (const Engine& one : engines) {
        if (one.name == engine) return one.traits;
    }
    return std::nullopt;
}

double kv_cache_bytes(const OpenModel& model, double tokens, double bytes_per_number) {
    const double sliding = model.kv_elements_sliding.value_or(0.0);
    const double full = model.kv_elements_per_token - sliding;
    const double in_window = std::min(tokens, model.sliding_window.value_or(tokens));
    return (full * tokens + sliding * in_window) * bytes_per_number;
}

double active_weight_bytes(const OpenModel& model, double bits_per_weight, int requests) {
    const double all = model.params_b;
    double read = std::min(all, requests * model.active_params_b);
    if (!model.mixture_of_experts) {
        read = all;
    } else if (model.shared_params_b && model.experts && model.experts_per_token) {
        const double missed = std::pow(1.0 - *model.experts_per_token / *model.experts, requests);
        read = std::min(all, *model.shared_params_b + (all - *model.shared_params_b) * (1.0 - missed));
    }
    return read * 1e9 * bits_per_weight / 8.0;
}

ThroughputEstimate estimate_throughput(const ThroughputSetup& setup) {
    return estimate_throughput(
        setup, efficiency_of(setup.engine, setup.model.mixture_of_experts, setup.gpu.memory_kind));
}

ThroughputEstimate estimate_throughput(const ThroughputSetup& setup, const Efficiency& efficiency) {
    const EngineTraits traits = engine_traits(setup.engine).value_or(EngineTraits{});
    const double input =
        setup.input_tokens_per_request ? setup.input_tokens_per_request->value() : usual_input_tokens;
    const double output =
        setup.output_tokens_per_request ? setup.output_tokens_per_request->value() : usual_output_tokens;

    ThroughputEstimate estimate;
    estimate.error = efficiency.error;
    estimate.weights_gib = setup.model.params_b * 1e9 * setup.bits_per_weight / 8.0 / gib;
    estimate.kv_bytes_per_token = setup.model.kv_elements_per_token * setup.kv_bytes;
    estimate.sequence_kv_gib = kv_cache_bytes(setup.model, input + output, setup.kv_bytes) / gib;
    const double memory = setup.gpu.usable_memory_gib.value_or(setup.gpu.memory_gib);
    estimate.usable_gib = setup.gpus * (memory * usable_share - overhead_gib);
    const double left = estimate.usable_gib - estimate.weights_gib;
    estimate.fits = left >= estimate.sequence_kv_gib;

    // Layers split over GPUs are read one GPU after the other: that adds memory, not the speed of a request.
    const double together = traits.tensor_parallel ? setup.gpus : 1.0;
    const double bandwidth = setup.gpu.bandwidth_gb_s * 1e9 * together;
    estimate.decode_ceiling = bandwidth / active_weight_bytes(setup.model, setup.bits_per_weight, 1);
    if (!estimate.fits) return estimate;
    const double room = estimate.sequence_kv_gib > 0.0 ? std::floor(left / estimate.sequence_kv_gib) : 1e6;
    estimate.batch = static_cast<int>(
        std::min<double>(setup.max_concurrency.value_or(traits.usual_concurrency), std::min(room, 1e6)));

    const double flops = setup.gpu.fp16_tflops.value_or(0.0) * 1e12 * together;
    const double active = setup.model.active_params_b * 1e9;
    const double kv = kv_cache_bytes(setup.model, input + output / 2.0, setup.kv_bytes);
    const double by_memory =
        (active_weight_bytes(setup.model, setup.bits_per_weight, estimate.batch) + estimate.batch * kv) /
        (bandwidth * efficiency.bandwidth);
    const double by_compute =
        flops > 0.0 ? estimate.batch * 2.0 * active / (flops * efficiency.compute) : 0.0;
    estimate.decode = tokens_per_second(estimate.batch / std::max(by_memory, by_compute));
    if (flops > 0.0) estimate.prefill = tokens_per_second(flops * efficiency.compute / (2.0 * active));
    return estimate;
}

ServingRates serving_rates(const ThroughputSetup& setup, const Quantization& format,
                           const std::vector<MeasuredPoint>& points,
                           const std::vector<Quantization>& formats) {
    ServingRates rates;
    rates.estimate = estimate_throughput(setup);
    if (!rates.estimate.fits) return rates;
    rates.prefill = rates.estimate.prefill;
    rates.decode = rates.estimate.decode;
    const int concurrency = setup.max_concurrency.value_or(
        engine_traits(setup.engine).value_or(EngineTraits{}).usual_concurrency);
    for (const MeasuredPoint& point : points) {
        if (point.gpu != setup.gpu.fact.id || point.gpus != setup.gpus ||
            point.model != setup.model.fact.id || point.engine != setup.engine ||
            point.concurrency != concurrency)
            continue;
        const bool phases_apart = point.metric == "single" || point.metric == "batched";
        if (!phases_apart || !point.prefill || !point.decode) continue;
        const auto its_format = find_entry(formats, point.quantization);
        if (!its_format || its_format->fact.id != format.fact.id) continue;
        rates.measured = point;
        rates.prefill = point.prefill;
        rates.decode = point.decode;
        return rates;
    }
    return rates;
}

}  // namespace aicost
