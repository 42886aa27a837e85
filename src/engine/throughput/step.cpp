#include "engine/throughput/step.hpp"

#include <algorithm>
#include <cmath>

#include "engine/throughput/constants.hpp"
#include "model/elementary.hpp"

namespace aicost {

namespace speed {

namespace {

// Two overlapping times: the longer one, plus a little if they are similar.
double together(double a, double b, double k) {
    const double longer = std::max(a, b);
    if (longer <= 0.0) return 0.0;
    return longer * power_at(power_at(a / longer, k) + power_at(b / longer, k), 1.0 / k);
}

}  // namespace

Timing::Timing(const ThroughputSetup& setup, const SpeedFamily& family)
    : setup_(setup),
      family_(family),
      shape_(shape_of(setup.model)),
      chip_(chip_of(setup.gpu)),
      server_(is_server(setup.engine)),
      gpus_(gpus_of(setup)),
      tensor_(setup.tensor.value_or(server_ ? gpus_ : 1)),
      pipeline_(setup.pipeline),
      layers_(shape_.layers / pipeline_),
      bandwidth_(chip_.bandwidth * tensor_ * pipeline_),
      peak_(peak_arithmetic(setup)),
      arithmetic_(peak_ ? arithmetic_share() : 0.0) {}

double Timing::arithmetic_share() const {
    double share = family_.arithmetic;
    if (setup_.engine == "tensorrt-llm") share *= tensorrt_arithmetic;
    if (server_)
        share *= power_at(std::max(1.0, *peak_ / *chip_.fp16), logarithm(fewer_bits) / logarithm(2.0));
    if (setup_.model.mixture_of_experts)
        share *= server_ ? expert_arithmetic_server : expert_arithmetic_local;
    return std::min(share, max_arithmetic);
}

// Twice per layer all GPUs sum up their results for `tokens`.
double Timing::exchange_seconds(double tokens) const {
    const double bytes = tokens * shape_.hidden * 2.0 * 2.0 * (tensor_ - 1.0) / tensor_;
    if (chip_.link > nvlink_least) return nvlink_seconds + bytes / (chip_.link * nvlink_share);
    return pcie_seconds + bytes / (chip_.link * pcie_share * 2.0 / tensor_);
}

double Timing::step_seconds(int batch, double context) const {
    const double read = read_weight_bytes(setup_.model, setup_.format, setup_.engine, batch) /
                        (bandwidth_ * family_.bandwidth);
    double compute = 0.0;
    if (peak_) {
        const double reached =
            *peak_ * tensor_ * pipeline_ * arithmetic_ * (server_ ? decode_arithmetic : 1.0);
        compute = 2.0 * shape_.active * batch / reached;
    }
    double seconds = together(read, compute, 4.0);
    seconds +=
        batch * kv_cache_bytes(setup_.model, context, setup_.kv_bytes) / (bandwidth_ * cache_bandwidth);
    seconds += layers_ * family_.layer_seconds * setup_.layer_time *
               (setup_.model.mixture_of_experts ? expert_layer : 1.0);
    if (tensor_ > 1.0)
        seconds += 2.0 * layers_ * exchange_seconds(batch);
    else if (gpus_ > 1 && pipeline_ == 1.0)
        seconds += (gpus_ - 1) * hop_seconds;
    return server_ ? together(seconds, batch * sequence_seconds, 2.0) : seconds;
}

double Timing::decode(int batch, double context) const {
    const int each = std::max(1, static_cast<int>(batch / pipeline_));  // in each stage
    return each / step_seconds(each, context);
}

// Causal attention over a prompt; layers with a window look back no further than it.
double Timing::attention_operations(double tokens) const {
    const double full = 2.0 * tokens * tokens * shape_.query * shape_.full_layers;
    if (!setup_.model.sliding_window) return full;
    const double window = *setup_.model.sliding_window;
    const double sliding = shape_.layers - shape_.full_layers;
    return full +
           4.0 * tokens * std::min(tokens, window) * (tokens > window ? 1.0 : 0.5) * shape_.query * sliding;
}

std::optional<double> Timing::prefill(double tokens, int requests) const {
    if (!peak_ || tokens <= 0.0) return std::nullopt;
    const double chunk = server_ ? server_chunk : setup_.engine == "mlx" ? mlx_chunk : llama_chunk;
    const double each = std::min(chunk, tokens * requests);
    const double gpus = tensor_ * pipeline_;
    const double read = read_weight_bytes(setup_.model, setup_.format, setup_.engine, each) /
                        (bandwidth_ * family_.bandwidth);
    const double compute = 2.0 * (shape_.active - shape_.embedding) * each / (*peak_ * gpus * arithmetic_);
    double seconds =
        together(read, compute, 2.0) + layers_ * (server_ ? family_.layer_seconds : prefill_layer_seconds);
    if (tensor_ > 1.0) seconds += 2.0 * layers_ * exchange_seconds(each);
    return tokens /
           (seconds * tokens / each + attention_operations(tokens) / (*chip_.fp16 * gpus * attention_share));
}

}  // namespace speed

std::optional<double> peak_arithmetic(const ThroughputSetup& setup) {
    const speed::Chip chip = speed::chip_of(setup.gpu);
    if (!chip.fp16) return std::nullopt;
    const std::string& format = setup.format.fact.id;
    if (speed::is_server(setup.engine)) {
        if (format == "fp8" || format == "int8") return chip.fp8.value_or(*chip.fp16);
        // small GPUs with unified memory do not reach it in measurements
        if ((format == "nvfp4" || format == "mxfp4") && setup.gpu.memory_kind != "unified")
            return chip.fp4.value_or(*chip.fp16);
        return chip.fp16;
    }
    // llama.cpp multiplies in 8 bits if the GPU can, at half the rate, else in 16
    if (setup.gpu.vendor == "nvidia") return std::max(chip.int8.value_or(2.0 * *chip.fp16), *chip.fp16) / 2.0;
    if (setup.gpu.vendor == "apple" && setup.engine != "mlx" && chip.alu) return chip.alu;
    return chip.fp16;
}

}  // namespace aicost
