#include "engine/throughput/shape.hpp"

#include <algorithm>
#include <cmath>

#include "engine/throughput/constants.hpp"
#include "model/elementary.hpp"

namespace aicost {

bool has_shape(const OpenModel& model) {
    return model.params_b && model.active_params_b && model.kv_elements_per_token;
}

namespace speed {

namespace {

// Layers and width by model size, interpolated between Llama 8B and 70B: for models without a shape.
double usual_layers(double parameters) { return std::round(13.3 * power_at(parameters / 1e9, 0.42)); }
double usual_hidden(double parameters) { return 2100.0 * power_at(parameters / 1e9, 0.32); }

std::optional<double> operations(const std::optional<double>& tera, int gpus) {
    if (!tera) return std::nullopt;
    return *tera * 1e12 / gpus;
}

}  // namespace

Shape shape_of(const OpenModel& model) {
    Shape shape;
    shape.parameters = model.params_b.value_or(0.0) * 1e9;
    const double active = model.active_params_b.value_or(0.0) * 1e9;
    shape.embedding = model.embedding_params_b.value_or(0.0) * 1e9;
    shape.tied = model.embeddings_tied;
    if (model.mixture_of_experts) {
        const bool counted = model.experts && model.experts_per_token && *model.experts > 0.0;
        shape.expert_share =
            counted ? *model.experts_per_token / *model.experts : active / std::max(shape.parameters, 1.0);
        shape.expert_share = std::min(shape.expert_share, 1.0);
        if (model.expert_params_b)
            shape.experts = *model.expert_params_b * 1e9;
        else if (shape.expert_share < 1.0)  // solved from the active parameters
            shape.experts = (shape.parameters - active) / (1.0 - shape.expert_share);
        shape.experts = std::clamp(shape.experts, 0.0, shape.parameters);
    }
    shape.dense = shape.parameters - shape.experts;
    shape.embedding = std::min(shape.embedding, shape.tied ? shape.dense : shape.dense / 2.0);
    // of the input embedding only single rows are read
    shape.active = shape.dense - (shape.tied ? 0.0 : shape.embedding) + shape.experts * shape.expert_share;
    const double computed = model.mixture_of_experts ? active : shape.parameters;
    shape.layers = model.layers ? *model.layers : usual_layers(computed);
    shape.full_layers = std::min(model.full_attention_layers.value_or(shape.layers), shape.layers);
    shape.hidden = model.hidden ? *model.hidden : usual_hidden(computed);
    shape.query = model.query_dim.value_or(shape.hidden);
    return shape;
}

Chip chip_of(const Gpu& gpu) {
    const int gpus = std::max(gpu.count, 1);
    Chip chip;
    chip.bandwidth = gpu.bandwidth_gb_s * 1e9 / gpus;
    chip.memory_gib = gpu.memory_gib / gpus;
    if (gpu.usable_memory_gib) chip.usable_gib = *gpu.usable_memory_gib / gpus;
    chip.fp16 = operations(gpu.fp16_tflops, gpus);
    chip.alu = operations(gpu.alu_tflops, gpus);
    chip.fp8 = operations(gpu.fp8_tflops, gpus);
    chip.fp4 = operations(gpu.fp4_tflops, gpus);
    chip.int8 = operations(gpu.int8_tops, gpus);
    chip.link = gpu.link_gb_s ? *gpu.link_gb_s * 1e9 : usual_link;
    return chip;
}

bool is_server(std::string_view engine) {
    return engine_traits(engine).value_or(EngineTraits{}).tensor_parallel;
}

int gpus_of(const ThroughputSetup& setup) { return setup.gpus * std::max(setup.gpu.count, 1); }

double usable_gib(const ThroughputSetup& setup) {
    constexpr double engine_gib = 0.4;  // used by llama.cpp and MLX themselves, per GPU
    constexpr double server_share = 0.90, server_gib = 2.0, server_expert_gib = 5.0;
    const Chip chip = chip_of(setup.gpu);
    double each = chip.memory_gib - engine_gib;
    if (setup.usable_memory_gib) {
        each = *setup.usable_memory_gib;
    } else if (is_server(setup.engine)) {
        each = server_share * chip.usable_gib.value_or(chip.memory_gib) -
               (setup.model.mixture_of_experts ? server_expert_gib : server_gib);
    } else if (chip.usable_gib) {
        each = *chip.usable_gib;
    }
    return std::max(0.0, gpus_of(setup) * each);
}

double batch_gib(const ThroughputSetup& setup) {
    constexpr double share = 0.95, engine_gib = 1.0;
    const Chip chip = chip_of(setup.gpu);
    if (setup.usable_memory_gib || !is_server(setup.engine)) return usable_gib(setup);
    return gpus_of(setup) * (chip.usable_gib.value_or(chip.memory_gib) * share - engine_gib);
}

}  // namespace speed

}  // namespace aicost
