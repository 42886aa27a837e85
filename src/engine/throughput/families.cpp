// The families of engines and memory kinds, and how far measurements are from their estimates.
#include "engine/throughput/families.hpp"

#include <algorithm>

#include "engine/throughput/shape.hpp"

namespace aicost {

namespace {

struct EngineRow {
    std::string_view name;
    EngineTraits traits;
};
constexpr EngineRow engine_rows[] = {
    {"llama.cpp", {false, 1}}, {"ollama", {false, 1}},       {"mlx", {false, 1}},
    {"vllm", {true, 64}},      {"tensorrt-llm", {true, 64}}, {"sglang", {true, 64}},
};

struct FamilyRow {
    bool server;
    std::string_view engine;  // empty: any
    std::string_view vendor;
    std::string_view memory;
    SpeedFamily family;
};

// The first that fits a setup is used. An accelerator of a maker without measurements counts as AMD.
constexpr FamilyRow family_rows[] = {
    {false, "mlx", "", "", {"mlx", 0.86, 84e-6, 0.58}},
    {false, "", "apple", "", {"apple", 0.79, 113e-6, 0.60}},
    {false, "", "nvidia", "gddr", {"nvidia card", 0.88, 47e-6, 0.42}},
    {false, "", "nvidia", "hbm", {"nvidia hbm", 0.61, 73e-6, 0.30}},
    {false, "", "nvidia", "unified", {"nvidia unified", 0.91, 57e-6, 0.31}},
    {false, "", "", "unified", {"amd unified", 0.82, 101e-6, 0.21}},
    {false, "", "", "", {"amd card", 0.86, 86e-6, 0.22}},
    {true, "", "", "unified", {"server unified", 0.85, 140e-6, 0.40}},
    {true, "", "nvidia", "hbm", {"server hbm", 0.74, 44e-6, 0.51}},
    {true, "", "nvidia", "", {"server card", 0.65, 45e-6, 0.70}},
    {true, "", "", "", {"server amd", 0.70, 50e-6, 0.68}},
};

// 80 % of measurements lie within ×/÷ this, by cross-validation, leaving out one source at a time.
struct SpreadRow {
    bool server, experts, several;  // several: GPUs on servers, requests otherwise
    double factor;
};
constexpr SpreadRow spread_rows[] = {
    {false, false, false, 1.15}, {false, false, true, 1.25}, {false, true, false, 1.25},
    {false, true, true, 1.33},   {true, false, false, 1.25}, {true, false, true, 1.20},
    {true, true, false, 1.41},   {true, true, true, 1.36},
};

}  // namespace

std::optional<EngineTraits> engine_traits(std::string_view engine) {
    for (const EngineRow& one : engine_rows) {
        if (one.name == engine) return one.traits;
    }
    return std::nullopt;
}

const SpeedFamily& family_of(const ThroughputSetup& setup) {
    const bool server = speed::is_server(setup.engine);
    const FamilyRow* row =
        std::find_if(std::begin(family_rows), std::end(family_rows) - 1, [&](const FamilyRow& one) {
            return one.server == server && (one.engine.empty() || one.engine == setup.engine) &&
                   (one.vendor.empty() || one.vendor == setup.gpu.vendor) &&
                   (one.memory.empty() || one.memory == setup.gpu.memory_kind);
        });
    return row->family;
}

namespace speed {

double decode_spread(const ThroughputSetup& setup, int requests) {
    const bool server = is_server(setup.engine);
    const bool several = server ? gpus_of(setup) > 1 : requests > 1;
    for (const SpreadRow& one : spread_rows) {
        if (one.server == server && one.experts == setup.model.mixture_of_experts && one.several == several)
            return one.factor;
    }
    return 1.0;
}

}  // namespace speed

}  // namespace aicost
