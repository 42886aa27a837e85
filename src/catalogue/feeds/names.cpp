// Converts names in feeds to those of the catalogue.
#include <algorithm>
#include <string>

#include "catalogue/feeds/feed.hpp"
#include "text/encoding.hpp"

namespace aicost {

enum class Form { any, sxm, pcie, nvl };

// A card's name in parts: "a100", 80 GB, SXM.
struct CardName {
    std::string card;
    double memory_gib = 0.0;
    Form form = Form::any;
};

namespace {

struct Renamed {
    std::string_view theirs;
    std::string_view ours;
};
// By letters and digits only, in lower case: "Together-AI" and "together_ai" are the same.
constexpr Renamed providers[] = {
    {"gemini", "google"},
    {"googleaistudio", "google"},
    {"googleai", "google"},
    {"togetherai", "together"},
    {"fireworksai", "fireworks"},
    {"fireworksaiembeddingmodels", "fireworks"},
    {"dashscope", "alibaba"},
    {"qwen", "alibaba"},
    {"coherechat", "cohere"},
    {"cohereai", "cohere"},
    {"textcompletionopenai", "openai"},
    {"textcompletioncodestral", "codestral"},
    {"textcompletioninception", "inception"},
    {"amazonbedrock", "bedrock"},
    {"awsbedrock", "bedrock"},
    {"bedrockconverse", "bedrock"},
    {"bedrockmantle", "bedrock"},
    {"aws", "bedrock"},
    {"azuretext", "azure"},
    {"azureai", "azure"},
    {"azureopenai", "azure"},
    {"azurecognitiveservices", "azure"},
    {"moonshotai", "moonshot"},
    {"mistralai", "mistral"},
    {"metaai", "meta"},
    {"metallama", "meta"},
    {"perplexityai", "perplexity"},
    {"deepseekai", "deepseek"},
    {"minimaxai", "minimax"},
    {"zaiorg", "zai"},
    {"zhipuai", "zai"},
    {"workersai", "cloudflare"},
    {"cloudflareworkersai", "cloudflare"},
    {"nebiusai", "nebius"},
    {"deepinfrainc", "deepinfra"},
    {"novitaai", "novita"},
    {"vercelaigateway", "vercel"},
};

// Prefixes of longer names: "vertex_ai-anthropic_models", "google-vertex-anthropic".
constexpr Renamed provider_starts[] = {{"vertex", "vertex"}, {"googlevertex", "vertex"}};

constexpr Renamed makers[] = {
    {"gpt", "openai"},        {"o1", "openai"},         {"o3", "openai"},        {"o4", "openai"},
    {"chatgpt", "openai"},    {"codex", "openai"},      {"davinci", "openai"},   {"text-davinci", "openai"},
    {"ft:gpt", "openai"},     {"claude", "anthropic"},  {"gemini", "google"},    {"gemma", "google"},
    {"grok", "xai"},          {"mistral", "mistral"},   {"mixtral", "mistral"},  {"ministral", "mistral"},
    {"magistral", "mistral"}, {"codestral", "mistral"}, {"devstral", "mistral"}, {"open-mi", "mistral"},
    {"pixtral", "mistral"},   {"deepseek", "deepseek"}, {"command", "cohere"},   {"sonar", "perplexity"},
    {"kimi", "moonshot"},     {"moonshot", "moonshot"}, {"glm", "zai"},          {"qwen", "alibaba"},
    {"qwq", "alibaba"},       {"minimax", "minimax"},   {"nova", "amazon"},      {"llama", "meta"},
    {"muse", "meta"},
};

// Names of cards in rental feeds that differ from the words of the catalogue's id. Without a form (PCIe, SXM) in a row,
// SXM is meant: clouds rent that as "H100".
constexpr Renamed gpu_names[] = {
    {"a6000", "rtxa6000"},
    {"a5000", "rtxa5000"},
    {"a4000", "rtxa4000"},
    {"rtxpro6000", "rtxpro6000blackwell"},
    {"rtxpro6000s", "rtxpro6000blackwell"},
    {"rtxpro6000se", "rtxpro6000blackwell"},
    {"rtxpro6000serveredition", "rtxpro6000blackwell"},
    {"rtxpro6000blackwellserveredition", "rtxpro6000blackwell"},
    {"rtxpro6000workstationedition", "rtxpro6000blackwell"},
    {"rtxpro6000blackwellworkstationedition", "rtxpro6000blackwell"},
    {"rtxpro6000ws", "rtxpro6000blackwell"},
    {"h100mega", "h100"},
    {"a100dgxa", "a100"},
};

std::string letters(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || is_digit(c)) out += c;
    }
    return out;
}

std::string plain(std::string_view name) {
    std::string out = letters(name);
    for (const std::string_view maker : {"nvidia", "geforce", "amd", "instinct"}) {
        if (const auto at = out.find(maker); at != out.npos) out.erase(at, maker.size());
    }
    return out;
}

// Removes "80gb" from the end of a name, or "80g" behind the card's number: the A10G is a card.
double take_memory(std::string& name) {
    const bool is_short = name.ends_with('g');
    if (!is_short && !name.ends_with("gb")) return 0.0;
    const std::size_t end = name.size() - (is_short ? 1 : 2);
    std::size_t at = end;
    while (at > 0 && is_digit(name[at - 1])) --at;
    // "a10080gb" is the A100 of 80, not the A10 of 080 or 1080
    const std::string digits = name.substr(at, end - at);
    if (digits.size() < (is_short ? 4 : 1)) return 0.0;
    const std::size_t own = digits.size() > 3 ? digits.size() - (digits.ends_with("141") ? 3 : 2)
                                              : 0;  // digits of the card's number
    const auto memory = number_in(std::string_view(digits).substr(own));
    name.resize(at + own);
    return memory.value_or(0.0);
}

Form take_form(std::string& name) {
    constexpr std::pair<std::string_view, Form> forms[] = {
        {"sxm5", Form::sxm},  {"sxm4", Form::sxm}, {"sxm2", Form::sxm},  {"sxm", Form::sxm},
        {"pcie", Form::pcie}, {"nvl", Form::nvl},  {"nvlink", Form::nvl}};
    for (const auto& [word, form] : forms) {
        if (const auto at = name.find(word); at != name.npos && at > 0) {
            name.erase(at, word.size());
            return form;
        }
    }
    return Form::any;
}

CardName card_name(std::string_view text) {
    CardName parts;
    parts.card = plain(text);
    for (int i = 0; i < 2; ++i) {  // either may be last
        const double memory = take_memory(parts.card);
        if (memory > 0.0) parts.memory_gib = memory;
        const Form form = take_form(parts.card);
        if (form != Form::any) parts.form = form;
    }
    return parts;
}

// Drivers and clouds state a little less or more than a card's nominal memory.
bool is_memory(double stated, double sold) { return stated > sold * 0.88 && stated < sold * 1.12; }

}  // namespace

std::string provider_name(std::string_view name) {
    std::string key = letters(name);
    for (const Renamed& one : provider_starts) {
        if (key.starts_with(one.theirs)) return std::string(one.ours);
    }
    for (const Renamed& one : providers) {
        if (one.theirs == key) return std::string(one.ours);
    }
    std::string out(name);
    for (char& c : out) {
        if (c == '_' || c == ' ') c = '-';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    if (key == "xai" || key == "zai") return key;
    return out;
}

bool same_provider(std::string_view a, std::string_view b) {
    return a == b || provider_name(a) == provider_name(b);
}

std::string_view maker_of(std::string_view model) {
    const auto slash = model.rfind('/');
    if (slash != model.npos) model = model.substr(slash + 1);
    for (const Renamed& one : makers) {
        if (model.starts_with(one.theirs)) return one.ours;
    }
    return {};
}

std::string_view model_name(std::string_view name) {
    constexpr std::string_view shelf = "accounts/fireworks/models/";
    return name.starts_with(shelf) ? name.substr(shelf.size()) : name;
}

struct GpuNames::Card {
    const Gpu* gpu;
    CardName name;
};

GpuNames::GpuNames(const std::vector<Gpu>& gpus) {
    for (const Gpu& gpu : gpus) cards_.push_back({&gpu, card_name(gpu.fact.id)});
}
GpuNames::~GpuNames() = default;

std::string GpuNames::id(std::string_view name, double memory_gib, std::string_view text) const {
    CardName wanted = card_name(name);
    for (const Renamed& one : gpu_names) {
        if (wanted.card == one.theirs) wanted.card = one.ours;
    }
    // the machine's stated memory overrides that in its name
    if (memory_gib > 0.0) wanted.memory_gib = memory_gib;
    // of 24 GB it is the older card of that name
    if (wanted.card == "rtx6000" && is_memory(wanted.memory_gib, 48.0)) wanted.card = "rtx6000ada";
    if (wanted.form == Form::any) {
        std::string said = plain(text);
        wanted.form = take_form(said);
    }
    const Card* best = nullptr;
    const auto rank = [&](const Card& card) {
        const Form form = wanted.form == Form::any ? Form::sxm : wanted.form;
        return card.name.form == form ? 2 : card.name.form == Form::any ? 1 : 0;
    };
    for (const Card& card : cards_) {
        if (card.name.card != wanted.card) continue;
        if (wanted.memory_gib > 0.0 && !is_memory(wanted.memory_gib, card.gpu->memory_gib)) continue;
        // a stated form rules out a card of another form
        if (wanted.form != Form::any && card.name.form != Form::any && card.name.form != wanted.form)
            continue;
        const bool better = best == nullptr || rank(card) > rank(*best) ||
                            // without a stated memory, the plain name means the smaller one
                            (rank(card) == rank(*best) && card.gpu->memory_gib < best->gpu->memory_gib);
        if (better) best = &card;
    }
    return best == nullptr ? std::string() : best->gpu->fact.id;
}

}  // namespace aicost
