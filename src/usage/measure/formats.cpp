// The tables of formats.
#include "usage/measure/formats.hpp"

#include <array>

namespace aicost::measuring {

namespace {

constexpr std::array all = {&llama_bench,     &batched_bench, &sglang_one_batch, &ollama,
                            &llama_server,    &lm_studio,     &lm_studio_v1,     &serve_bench,
                            &genai_perf,      &guidellm,      &trtllm_bench,     &llmperf,
                            &vllm_throughput, &vllm_latency,  &sglang_offline,   &inferencex_summary,
                            &mlperf};
constexpr std::array texts = {&llama_bench_table,   &llama_bench_csv,   &llama_bench_sql,
                              &batched_bench_table, &ollama_verbose,    &llama_cpp_timings,
                              &serve_bench_text,    &trtllm_bench_text, &vllm_throughput_text,
                              &vllm_latency_text,   &mlperf_text};

}  // namespace

std::span<const Format* const> formats() { return all; }
std::span<const TextForm* const> text_forms() { return texts; }

const Format* format_of(const Json& row) {
    for (const Format* format : all) {
        if (format->fits(row)) return format;
    }
    return nullptr;
}

}  // namespace aicost::measuring
