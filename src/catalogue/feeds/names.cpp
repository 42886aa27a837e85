// How the names of feeds become those of the catalogue.
#include <algorithm>
#include <string>

#include "catalogue/feeds/feed.hpp"
#include "text/encoding.hpp"

namespace aicost {

namespace {

struct Renamed {
    std::string_view theirs;
    std::string_view ours;
};
constexpr Renamed providers[] = {
    {"gemini", "google"},
    {"together_ai", "together"},
    {"togetherai", "together"},
    {"together-ai", "together"},
    {"fireworks_ai", "fireworks"},
    {"fireworks-ai", "fireworks"},
    {"dashscope", "alibaba"},
    {"qwen", "alibaba"},
    {"cohere_chat", "cohere"},
    {"text-completion-openai", "openai"},
    {"text-completion-codestral", "codestral"},
    {"amazon_nova", "amazon-nova"},
    {"amazon-bedrock", "bedrock"},
    {"bedrock_converse", "bedrock"},
    {"aws", "bedrock"},
    {"azure_text", "azure"},
    {"google-vertex", "vertex"},
    {"google-vertex-anthropic", "vertex"},
    {"moonshotai", "moonshot"},
    {"moonshot-ai", "moonshot"},
    {"mistralai", "mistral"},
    {"mistral-ai", "mistral"},
    {"meta-ai", "meta"},
    {"meta_llama", "meta"},
    {"x-ai", "xai"},
    {"z-ai", "zai"},
};

// Without a form (PCIe, SXM) in a row, the SXM form is meant: it is what clouds rent as "H100".
struct GpuName {
    std::string_view theirs;  // lower-case letters and digits alone
    int memory_gib;           // 0: any
    std::string_view ours;
    std::string_view pcie;  // where the row says PCIe; empty: the same
};
constexpr GpuName gpu_names[] = {
    {"h100", 0, "h100-sxm", "h100-pcie"},
    {"h100sxm", 0, "h100-sxm", ""},
    {"h100sxm5", 0, "h100-sxm", ""},
    {"h100mega", 0, "h100-sxm", ""},
    {"h100pcie", 0, "h100-pcie", ""},
    {"h200", 0, "h200-sxm", ""},
    {"a10080gb", 0, "a100-80gb-sxm", "a100-80gb-pcie"},
    {"a100", 80, "a100-80gb-sxm", "a100-80gb-pcie"},
    {"a100", 0, "a100-40gb-sxm", "a100-40gb-pcie"},
    {"a6000", 0, "rtx-a6000", ""},
    {"a5000", 0, "rtx-a5000", ""},
    {"a4000", 0, "rtx-a4000", ""},
    {"rtxpro6000", 0, "rtx-pro-6000-blackwell", ""},
    {"rtxpro6000s", 0, "rtx-pro-6000-blackwell", ""},
    {"rtxpro6000ws", 0, "rtx-pro-6000-blackwell", ""},
};

std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || is_digit(c)) out += c;
    }
    for (const std::string_view maker : {"nvidia", "geforce", "amd", "instinct"}) {
        if (const auto at = out.find(maker); at != out.npos) out.erase(at, maker.size());
    }
    return out;
}

}  // namespace

std::string provider_name(std::string_view name) {
    for (const Renamed& one : providers) {
        if (one.theirs == name) return std::string(one.ours);
    }
    return std::string(name.starts_with("vertex_ai") ? "vertex" : name);
}

std::string_view model_name(std::string_view name) {
    constexpr std::string_view shelf = "accounts/fireworks/models/";
    return name.starts_with(shelf) ? name.substr(shelf.size()) : name;
}

std::string gpu_id(std::string_view name, double memory_gib, std::string_view text) {
    const std::string wanted = plain(name);
    for (const GpuName& one : gpu_names) {
        if (one.theirs != wanted || (one.memory_gib != 0 && one.memory_gib != memory_gib)) continue;
        const bool pcie = !one.pcie.empty() && plain(text).find("pcie") != std::string::npos;
        return std::string(pcie ? one.pcie : one.ours);
    }
    static const std::vector<Gpu> all = gpus();
    for (const Gpu& gpu : all) {
        if (plain(gpu.fact.id) == wanted) return gpu.fact.id;
    }
    constexpr double most_memory = 1e6;
    if (!(memory_gib > 0.0 && memory_gib < most_memory)) return {};
    const std::string with_memory = wanted + std::to_string(static_cast<int>(memory_gib)) + "gb";
    for (const Gpu& gpu : all) {
        if (plain(gpu.fact.id) == with_memory) return gpu.fact.id;
    }
    return {};
}

}  // namespace aicost
