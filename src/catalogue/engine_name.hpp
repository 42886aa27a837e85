// The engine that people call so: "vLLM" is vllm, "TensorRT LLM" tensorrt-llm.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The name itself where no engine is known by it.
std::string engine_named(std::string_view name);

}  // namespace aicost
