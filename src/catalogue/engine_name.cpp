#include "catalogue/engine_name.hpp"

#include <utility>

#include "aicost/throughput.hpp"

namespace aicost {

namespace {

std::string letters_and_digits(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') text += static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) text += c;
    }
    return text;
}

constexpr std::pair<std::string_view, std::string_view> other_names[] = {
    {"trtllm", "tensorrt-llm"}, {"trt", "tensorrt-llm"}, {"tensorrt", "tensorrt-llm"},
    {"llama", "llama.cpp"},     {"gguf", "llama.cpp"},   {"mlxlm", "mlx"},
};

}  // namespace

std::string engine_named(std::string_view name) {
    if (engine_traits(name)) return std::string(name);
    const std::string asked = letters_and_digits(name);
    for (const auto& [other, known] : other_names) {
        if (other == asked) return std::string(known);
    }
    for (const std::string_view known : {"llama.cpp", "ollama", "mlx", "vllm", "tensorrt-llm", "sglang"}) {
        if (letters_and_digits(known) == asked) return std::string(known);
    }
    return std::string(name);
}

}  // namespace aicost
