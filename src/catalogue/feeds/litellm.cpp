// LiteLLM's model price map: {MODEL: {litellm_provider, mode, input_cost_per_token, …}}, dollars per token.
#include <charconv>
#include <utility>

#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

constexpr std::string_view older_cache_read = "input_cost_per_token_cache_hit";
constexpr PriceKey litellm_keys[] = {
    {"input_cost_per_token", &FeedPrices::input},
    {"output_cost_per_token", &FeedPrices::output},
    {"cache_read_input_token_cost", &FeedPrices::cache_read},
    {older_cache_read, &FeedPrices::cache_read},
    {"cache_creation_input_token_cost", &FeedPrices::cache_write},
    {"cache_creation_input_token_cost_above_1hr", &FeedPrices::cache_write_1h},
    {"input_cost_per_token_batches", &FeedPrices::batch_input},
    {"output_cost_per_token_batches", &FeedPrices::batch_output},
};

FeedPrices& step_above(std::vector<FeedStep>& steps, double threshold) {
    for (FeedStep& step : steps) {
        if (step.above_input_tokens == threshold) return step.prices;
    }
    return steps.emplace_back(FeedStep{threshold, {}}).prices;
}

// "KEY_above_200k_tokens" is KEY for prompts of more than 200,000 tokens.
std::optional<double>* long_price_at(std::vector<FeedStep>& steps, std::string_view key) {
    constexpr std::string_view end = "k_tokens", above = "_above_";
    if (!key.ends_with(end)) return nullptr;
    key.remove_suffix(end.size());
    const auto at = key.rfind(above);
    if (at == key.npos) return nullptr;
    const std::string_view digits = key.substr(at + above.size());
    unsigned thousands = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), thousands);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return nullptr;
    FeedPrices probe;
    if (find_price(litellm_keys, key.substr(0, at), probe) == nullptr) return nullptr;
    return find_price(litellm_keys, key.substr(0, at), step_above(steps, thousands * 1000.0));
}

// [{"range": [0, 256000], "input_cost_per_token": …}, …]: the first are the prices of short prompts.
void read_tiers(JsonReader& reader, FeedModel& model) {
    reader.array([&] {
        FeedStep step;
        reader.object([&](std::string_view key) {
            if (std::optional<double>* price = find_price(litellm_keys, key, step.prices)) {
                *price = reader.number();
            } else if (key == "range") {
                bool first = true;
                reader.array([&] {
                    const auto bound = reader.number();
                    if (std::exchange(first, false)) step.above_input_tokens = bound.value_or(0.0);
                });
            }
        });
        if (step.above_input_tokens > 0.0) {
            model.longer.push_back(step);
        } else if (!model.prices.input) {
            model.prices = step.prices;
        }
    });
}

struct LiteLlmEntry {
    FeedModel model;
    std::string mode;
};

void read_member(JsonReader& reader, std::string_view key, LiteLlmEntry& entry) {
    if (key.starts_with("supports_")) return;  // most of the keys
    if (key == "mode") {
        entry.mode = reader.string().value_or("");
    } else if (key == "litellm_provider") {
        entry.model.provider = reader.string().value_or("");
    } else if (key == "max_input_tokens") {
        entry.model.context_tokens = reader.number();
    } else if (key == "tiered_pricing") {
        read_tiers(reader, entry.model);
    } else if (key.find("cost") != key.npos) {
        std::optional<double>* price = find_price(litellm_keys, key, entry.model.prices);
        if (price == nullptr) price = long_price_at(entry.model.longer, key);
        // the older name of a price does not come before the newer one
        if (price != nullptr && (key != older_cache_read || !*price)) *price = reader.number();
    }
}

}  // namespace

void read_litellm(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    reader.object([&](std::string_view key) {
        LiteLlmEntry entry;
        std::string name(key);
        reader.object([&](std::string_view member) { read_member(reader, member, entry); });
        if (name == "sample_spec") return;  // its documentation
        if (!entry.mode.empty() && entry.mode != "chat" && entry.mode != "responses" &&
            entry.mode != "completion")
            return data.skip("not a model that writes text", name);
        if (entry.model.provider.empty()) return data.skip("no provider", name);
        entry.model.alias = name;
        const auto slash = name.find('/');
        const bool prefixed = slash != name.npos && provider_name(std::string_view(name).substr(0, slash)) ==
                                                        provider_name(entry.model.provider);
        entry.model.name = prefixed ? name.substr(slash + 1) : name;
        data.add(std::move(entry.model), 1e6);
    });
    reader.finish();
}

}  // namespace aicost
