// Bytes of weights and caches: in total, and read per step.
#include <algorithm>
#include <cmath>

#include "aicost/throughput.hpp"
#include "engine/throughput/shape.hpp"
#include "model/elementary.hpp"

namespace aicost {

namespace {

// Bits per weight of a model's parts: attention and other matrices, experts, embedding and output layer.
struct Bits {
    double body = 16.0, experts = 16.0, embedding = 16.0;
};

// Formats that keep embedding and output layer at 16 bits.
constexpr std::string_view small_body[] = {"fp8", "int8", "awq", "gptq-4bit", "nf4", "nvfp4"};

Bits bits_of(const OpenModel& model, const Quantization& format, std::string_view engine) {
    const double bits = format.bits_per_weight;
    const std::string& id = format.fact.id;
    const bool experts = model.mixture_of_experts;
    // published with only the experts in 4 bits; llama.cpp and MLX convert the other 16-bit parts to 8
    if (id == "mxfp4" && experts) {
        const double others = speed::is_server(engine) ? 16.0 : 8.5;
        return {others, bits, others};
    }
    if (std::find(std::begin(small_body), std::end(small_body), id) == std::end(small_body))
        return {bits, bits, bits};
    const bool alone =
        std::find(model.experts_only.begin(), model.experts_only.end(), id) != model.experts_only.end() ||
        (id == "nvfp4" && model.latent_cache);
    return {experts && alone ? 16.0 : bits, bits, 16.0};
}

double body_bytes(const speed::Shape& shape, const Bits& bits) {
    return (shape.dense - shape.embedding * (shape.tied ? 1.0 : 2.0)) * bits.body / 8.0;
}

}  // namespace

double kv_cache_bytes(const OpenModel& model, double tokens, double bytes_per_number) {
    const double sliding = model.kv_elements_sliding.value_or(0.0);
    const double full = model.kv_elements_per_token.value_or(0.0) - sliding;
    const double in_window = std::min(tokens, model.sliding_window.value_or(tokens));
    return (full * tokens + sliding * in_window) * bytes_per_number;
}

double weight_bytes(const OpenModel& model, const Quantization& format, std::string_view engine) {
    const speed::Shape shape = speed::shape_of(model);
    const Bits bits = bits_of(model, format, engine);
    return body_bytes(shape, bits) + shape.experts * bits.experts / 8.0 +
           shape.embedding * (shape.tied ? 1.0 : 2.0) * bits.embedding / 8.0;
}

double read_weight_bytes(const OpenModel& model, const Quantization& format, std::string_view engine,
                         double requests) {
    const speed::Shape shape = speed::shape_of(model);
    const Bits bits = bits_of(model, format, engine);
    const double touched =
        requests > 1.0 ? 1.0 - power_at(1.0 - shape.expert_share, requests) : shape.expert_share;
    return body_bytes(shape, bits) + shape.embedding * bits.embedding / 8.0 +
           shape.experts * touched * bits.experts / 8.0;
}

double active_parameters(const OpenModel& model) { return speed::shape_of(model).active; }

}  // namespace aicost
