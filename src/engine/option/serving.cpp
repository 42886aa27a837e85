#include "aicost/option/serving.hpp"

namespace aicost {

namespace {

constexpr Bounds gpu_count{1.0, 1024.0, false, true};
constexpr Bounds requests_at_once{1.0, 1e6, false, true};
constexpr Bounds utilization{smallest_divisor, 1.0};

constexpr Field serving_fields[] = {
    {"input_tokens_per_second", number<&Serving::input_tokens_per_second>(), Unit::tokens_per_second,
     bounds::positive, "from the catalogue", "prefill: what one unit sustains when doing only that"},
    {"output_tokens_per_second", number<&Serving::output_tokens_per_second>(), Unit::tokens_per_second,
     bounds::positive, "from the catalogue", "decode: what one unit sustains when doing only that"},
    {"max_utilization", number<&Serving::max_utilization>(), Unit::share, utilization, "0.8",
     "how busy a unit may be at the peak before waiting times grow"},
    {"gpu", text<&Serving::gpu>(), Unit::none, {}, "", "catalogue id of the GPU, to estimate the rates from"},
    {"gpus", number<&Serving::gpus>(), Unit::gpus, gpu_count, "1", "GPUs in one unit"},
    {"model", text<&Serving::model>(), Unit::none, {}, "", "catalogue id of the open-weight model"},
    {"quantization",
     text<&Serving::quantization>(),
     Unit::none,
     {},
     "\"q4_k_m\"",
     "catalogue id of the weights' format"},
    {"engine",
     text<&Serving::engine>(),
     Unit::none,
     {},
     "\"llama.cpp\"",
     "llama.cpp, ollama, vllm, tensorrt-llm, sglang or mlx: how GPUs add up, and how well they are used"},
    {"max_concurrency", number<&Serving::max_concurrency>(), Unit::requests, requests_at_once,
     "1 for llama.cpp, 64 for servers", "sequences decoded together at most"},
    {"usable_memory_gib", number<&Serving::usable_memory_gib>(), Unit::gib, bounds::positive,
     "what the engine leaves", "of one GPU's memory, for weights and caches"},
    {"seconds_per_request", number<&Serving::seconds_per_request>(), Unit::seconds, bounds::positive,
     "from the catalogue",
     "how long one request takes that runs alone: a machine that batches is awake for it"},
};
constexpr Record serving_record{"serving", "what one unit can serve", serving_fields};

constexpr Field memory_fields[] = {
    {"parameters_billion", number<&ModelMemory::parameters_billion>(), Unit::billions, bounds::positive, "",
     "parameters of the model", Presence::required},
    {"bits_per_weight", number<&ModelMemory::bits_per_weight>(), Unit::bits, bounds::positive, "4",
     "of the quantised weights"},
    {"memory_gib", number<&ModelMemory::memory_gib>(), Unit::gib, bounds::positive, "", "memory of one unit",
     Presence::required},
};
constexpr Record memory_record{"model_memory", "whether the model fits the machine: a note, not a gate",
                               memory_fields};

}  // namespace

const Record& Serving::record() { return serving_record; }
const Record& ModelMemory::record() { return memory_record; }

}  // namespace aicost
