// The formats of measurements, each in a file of its own: how its objects are recognised, and the measurement from a
// file's rows; and text outputs that are converted to such objects.
#pragma once

#include <span>

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

struct Format {
    std::string_view name;
    bool (*fits)(const Json& object);
    Measurement (*read)(const Rows& rows);
};

extern const Format llama_bench;
extern const Format batched_bench, sglang_one_batch;
extern const Format ollama;
extern const Format llama_server;
extern const Format lm_studio, lm_studio_v1;
extern const Format serve_bench;  // vLLM's, SGLang's and InferenceX's
extern const Format genai_perf;   // and AIPerf
extern const Format guidellm;
extern const Format trtllm_bench;
extern const Format llmperf;
// Recognised but refused, with the reason: they do not separate prefill from decoding.
extern const Format vllm_throughput, vllm_latency, sglang_offline, inferencex_summary, mlperf;

// Rows of the formats above, from a text; none: it has no such rows.
struct TextForm {
    std::string_view name;
    Rows (*rows_of)(std::string_view text);
};

extern const TextForm llama_bench_table, llama_bench_csv, llama_bench_sql;
extern const TextForm batched_bench_table;
extern const TextForm ollama_verbose;
extern const TextForm llama_cpp_timings;
extern const TextForm serve_bench_text;
extern const TextForm trtllm_bench_text;
extern const TextForm vllm_throughput_text, vllm_latency_text, mlperf_text;

// All of them. The first that fits an object is its format; none: it is not a measurement.
std::span<const Format* const> formats();
std::span<const TextForm* const> text_forms();
const Format* format_of(const Json& row);

}  // namespace aicost::measuring
