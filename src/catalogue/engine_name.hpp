// Engines by common names: "vLLM" is vllm, "TensorRT LLM" tensorrt-llm.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The name unchanged if no engine is known by it.
std::string engine_named(std::string_view name);

}  // namespace aicost
