// Efficiencies fitted to the catalogue's measured points, and the error on the points that were kept apart:
// what bench/throughput_fit prints, which the tests hold against this table.
#include "aicost/throughput.hpp"

namespace aicost {

namespace {

struct EfficiencyRow {
    std::string_view engine;
    bool mixture_of_experts;
    std::string_view memory_kind;  // empty: any
    Efficiency efficiency;
};

// The parts of the bandwidth and of the dense FP16 rate that are reached, and the median relative error of
// the decode rate on the held-out points. Where fewer than three points were held out, the error of the fit's
// own points is no measure, and the row takes the largest error of its engine, or of all.
constexpr EfficiencyRow efficiency_rows[] = {
    {"llama.cpp", false, "gddr", {0.80, 0.50, 0.08}},
    {"llama.cpp", false, "hbm", {0.50, 0.35, 0.29}},
    {"llama.cpp", false, "unified", {0.76, 0.30, 0.12}},
    {"llama.cpp", true, "unified", {0.74, 0.15, 0.61}},
    {"llama.cpp", true, "", {0.52, 0.35, 0.61}},
    {"mlx", false, "", {0.66, 0.30, 0.63}},
    {"mlx", true, "", {0.24, 0.30, 0.63}},
    {"tensorrt-llm", false, "", {0.98, 0.80, 0.18}},
    {"tensorrt-llm", true, "", {0.92, 0.40, 0.09}},
    {"vllm", false, "", {0.56, 0.80, 0.26}},
    {"vllm", true, "", {0.98, 0.35, 0.63}},
};

}  // namespace

Efficiency efficiency_of(std::string_view engine, bool mixture_of_experts, std::string_view memory_kind) {
    if (engine == "ollama") engine = "llama.cpp";
    if (engine == "sglang") engine = "vllm";
    for (const EfficiencyRow& row : efficiency_rows) {
        if (row.engine != engine || row.mixture_of_experts != mixture_of_experts) continue;
        if (row.memory_kind.empty() || row.memory_kind == memory_kind) return row.efficiency;
    }
    return efficiency_rows[0].efficiency;
}

}  // namespace aicost
