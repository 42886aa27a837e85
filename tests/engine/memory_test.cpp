// Published memory figures against what is reckoned: weights as files and logs have them, and caches.
#include <algorithm>
#include <cmath>

#include "aicost/throughput.hpp"
#include "catch.hpp"

namespace memory_test {

using namespace aicost;

namespace {

constexpr double gib = 1024.0 * 1024.0 * 1024.0;

constexpr const char* xiongjie = "XiongjieDai/GPU-Benchmarks-on-LLM-Inference, README, file sizes";
constexpr const char* spark = "ggml-org/llama.cpp, benches/dgx-spark.md, llama-bench's size";
constexpr const char* ollama_issue = "ollama/ollama issue 14774, file size in the log";
constexpr const char* vllm_log = "vLLM's log of Qwen3-8B on an RTX 5090: weights; tokens of cache";
constexpr const char* toolbox_log =
    "kyuz0/amd-strix-halo-vllm-toolboxes pull request 5: weights in vLLM's log";
constexpr const char* vllm_issue = "vllm-project/vllm issue 21348: 4 x 8.11 GiB for 178,880 tokens of cache";
constexpr const char* paper = "DeepSeek-V3 as published: 576 numbers a token and layer, 61 layers, 2 bytes";

struct Published {
    const char* model;
    const char* format;
    const char* engine;
    double gib_;  // of the weights, or of the cache of so many tokens
    double tokens;
    const char* source;
};
constexpr Published published[] = {
    {"llama-3-70b", "iq1_s", "llama.cpp", 14.29, 0, xiongjie},
    {"llama-3-70b", "q2_k", "llama.cpp", 24.56, 0, xiongjie},
    {"llama-3-70b", "q3_k_s", "llama.cpp", 28.79, 0, xiongjie},
    {"llama-3-70b", "q3_k_m", "llama.cpp", 31.91, 0, xiongjie},
    {"llama-3-70b", "q3_k_l", "llama.cpp", 34.59, 0, xiongjie},
    {"llama-3-70b", "q4_k_s", "llama.cpp", 37.58, 0, xiongjie},
    {"llama-3-70b", "q4_k_m", "llama.cpp", 39.60, 0, xiongjie},
    {"llama-3-70b", "q5_k_s", "llama.cpp", 45.32, 0, xiongjie},
    {"llama-3-70b", "q5_k_m", "llama.cpp", 46.52, 0, xiongjie},
    {"llama-3-70b", "q6_k", "llama.cpp", 53.91, 0, xiongjie},
    {"llama-3-70b", "q8_0", "llama.cpp", 69.83, 0, xiongjie},
    {"llama-3-70b", "fp16", "llama.cpp", 131.43, 0, xiongjie},
    {"llama-3-8b", "q4_k_m", "llama.cpp", 4.58, 0, xiongjie},
    {"llama-3-8b", "fp16", "llama.cpp", 14.96, 0, xiongjie},
    {"llama-2-7b", "q4_0", "llama.cpp", 3.82, 0, xiongjie},
    {"llama-2-7b", "fp16", "llama.cpp", 12.63, 0, xiongjie},
    {"llama-2-13b", "q4_0", "llama.cpp", 7.24, 0, xiongjie},
    {"llama-2-13b", "fp16", "llama.cpp", 24.41, 0, xiongjie},
    {"llama-2-70b", "q4_0", "llama.cpp", 36.37, 0, xiongjie},
    {"llama-2-70b", "fp16", "llama.cpp", 128.3, 0, xiongjie},
    {"gpt-oss-20b", "mxfp4", "llama.cpp", 11.27, 0, spark},
    {"gpt-oss-120b", "mxfp4", "llama.cpp", 59.02, 0, spark},
    {"qwen3-coder-30b-a3b", "q8_0", "llama.cpp", 30.25, 0, spark},
    {"qwen2.5-coder-7b", "q8_0", "llama.cpp", 7.54, 0, spark},
    {"gemma-3-4b", "q4_0", "llama.cpp", 2.35, 0, spark},
    {"qwen3-32b", "q4_k_m", "ollama", 18.81, 0, ollama_issue},
    {"qwen3-8b", "bf16", "vllm", 15.27, 0, vllm_log},
    {"qwen3-4b", "fp16", "vllm", 7.6785, 0, toolbox_log},
    {"qwen3-8b", "bf16", "vllm", 12.228, 89040, vllm_log},
    {"qwen3-235b-a22b", "fp8", "vllm", 32.44, 178880, vllm_issue},
    {"deepseek-v3", "fp8", "vllm", 70272.0 / gib, 1, paper},
};

}  // namespace

TEST_CASE("published memory figures are met") {
    const auto models = Catalogue::built_in().open_models();
    const auto formats = Catalogue::built_in().quantizations();
    std::vector<double> errors;
    for (const Published& one : published) {
        CAPTURE(one.model, one.format, one.source);
        const auto model = find_entry(models, one.model);
        const auto format = find_entry(formats, one.format);
        REQUIRE((model && format));
        const double bytes = one.tokens > 0.0 ? kv_cache_bytes(*model, one.tokens, 2.0)
                                              : weight_bytes(*model, *format, one.engine);
        errors.push_back(std::abs(bytes / gib / one.gib_ - 1.0));
        CHECK(errors.back() <= 0.15);
    }
    REQUIRE(errors.size() >= 30);
    std::sort(errors.begin(), errors.end());
    CHECK(errors[errors.size() / 2] <= 0.04);
}

}  // namespace memory_test
