// LiteLLM: dollars per token. Its map {MODEL: {litellm_provider, mode, input_cost_per_token, …}}, and the same keys
// in a proxy's configuration and its answer to /model/info, {model_list | data: [{model_name, litellm_params,
// model_info}]}.
#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

constexpr std::string_view older_cache_read = "input_cost_per_token_cache_hit";
constexpr PriceKey litellm_keys[] = {
    {"input_cost_per_token", &FeedPrices::input},
    {"output_cost_per_token", &FeedPrices::output},
    {"cache_read_input_token_cost", &FeedPrices::cache_read},
    {"cache_creation_input_token_cost", &FeedPrices::cache_write},
    {"cache_creation_input_token_cost_above_1hr", &FeedPrices::cache_write_1h},
    {"output_cost_per_reasoning_token", &FeedPrices::reasoning},
    {"input_cost_per_token_batches", &FeedPrices::batch_input},
    {"output_cost_per_token_batches", &FeedPrices::batch_output},
    {older_cache_read, &FeedPrices::cache_read},
};

std::optional<double> FeedPrices::*price_at(std::string_view key) {
    for (const PriceKey& row : litellm_keys) {
        if (row.key == key) return row.price;
    }
    return nullptr;
}

// "KEY_above_200k_tokens": removes the suffix, and returns its threshold.
std::optional<double> take_threshold(std::string_view& key) {
    constexpr std::string_view end = "_tokens", above = "_above_";
    if (!key.ends_with(end)) return {};
    const auto at = key.rfind(above);
    if (at == key.npos) return {};
    std::string_view digits = key.substr(at + above.size());
    digits.remove_suffix(end.size());
    double times = 1.0;
    if (digits.ends_with('k')) times = 1e3;
    if (digits.ends_with('m')) times = 1e6;
    if (times > 1.0) digits.remove_suffix(1);
    unsigned count = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (digits.empty() || read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return {};
    key = key.substr(0, at);
    return count * times;
}

// [{"range": [0, 256000], "input_cost_per_token": …}, …]: the first range has the prices of short prompts.
void read_tiers(JsonReader& reader, FeedModel& model) {
    reader.array([&] {
        FeedStep step;
        reader.object([&](std::string_view key) {
            if (std::optional<double>* price = find_price(litellm_keys, key, step.prices)) {
                *price = amount(reader);
            } else if (key == "range") {
                bool first = true;
                reader.array([&] {
                    const auto bound = reader.number();
                    if (std::exchange(first, false)) step.above_input_tokens = bound.value_or(0.0);
                });
            }
        });
        if (step.above_input_tokens > 0.0) {
            step_above(model.longer, step.above_input_tokens) = step.prices;
            return;
        }
        for (const PriceKey& row : litellm_keys) {
            if (!(model.prices.*row.price)) model.prices.*row.price = step.prices.*row.price;
        }
    });
}

// {"search_context_size_low": 0.005, …}: the default size's fee, and the lowest.
void read_searches(JsonReader& reader, FeedModel& model) {
    reader.object([&](std::string_view size) {
        const auto fee = amount(reader);
        if (!fee || !(*fee > 0.0)) return;
        const bool usual = size.ends_with("_medium");
        if (!model.fee_per_search || usual) model.fee_per_search = fee;
        if (size.ends_with("_low")) model.least_fee_per_search = fee;
    });
}

struct Charge {
    std::string_view key;
    const char* what;
};
constexpr Charge unread_charges[] = {
    {"citation_cost_per_token", "tokens of citations"},
    {"input_cost_per_character", "prices by the character"},
    {"code_interpreter_cost_per_session", "sessions of a code interpreter"},
};

// {"us": 1.1, "fast": 6.0}: factors on every price, in a region or in another tier.
void read_factors(JsonReader& reader, FeedModel& model) {
    constexpr std::string_view tiers[] = {"fast", "flex", "priority"};
    reader.object([&](std::string_view name) {
        const std::string of(name);
        const auto factor = amount(reader);
        if (!factor || !(*factor > 0.0)) return;
        const bool is_tier = std::find(std::begin(tiers), std::end(tiers), of) != std::end(tiers);
        (is_tier ? model.tier_factors : model.regions).push_back({of, *factor});
    });
}

// The older name of a price does not come before the newer one.
void put_price(std::optional<double>& place, std::string_view name, const std::optional<double>& value) {
    if (name != older_cache_read || !place) place = value;
}

bool read_cost_key(JsonReader& reader, std::string_view key, FeedModel& model) {
    std::string_view base = key, tier;
    for (const std::string_view one : {"_priority", "_flex"}) {
        if (!base.ends_with(one)) continue;
        base.remove_suffix(one.size());
        tier = one.substr(1);
    }
    const auto above = take_threshold(base);
    const auto price = price_at(base);
    if (price == nullptr) return false;
    const auto value = amount(reader);
    if (!tier.empty()) {
        if (!above) tier_named(model.tiers, tier).*price = value;
        return true;
    }
    FeedPrices& prices = above ? step_above(model.longer, *above) : model.prices;
    put_price(prices.*price, base, value);
    return true;
}

bool writes_text(std::string_view mode) {
    return mode.empty() || mode == "chat" || mode == "responses" || mode == "completion";
}

struct LiteLlmEntry {
    FeedModel model;
    bool writes_text = true;
};

void read_member(JsonReader& reader, std::string_view key, LiteLlmEntry& entry) {
    if (key.starts_with("support")) return;  // most of the keys
    if (key == "mode") {
        entry.writes_text = writes_text(reader.text().value_or(""));
    } else if (key == "litellm_provider") {
        entry.model.provider = reader.text().value_or("");
    } else {
        read_litellm_price(reader, key, entry.model);
    }
}

// The provider by the map's key, or a deployment's `model`, if nothing else tells.
void add_named(LiteLlmEntry&& entry, std::string&& name, const FeedRequest& request, FeedData& data) {
    if (!entry.writes_text) return data.skip("not a model that writes text", name);
    FeedModel& model = entry.model;
    const auto slash = name.find('/');
    if (model.provider.empty() && !request.provider.empty()) model.provider = request.provider;
    if (model.provider.empty() && slash != name.npos) model.provider = name.substr(0, slash);
    if (model.provider.empty()) model.provider = maker_of(name);
    if (model.provider.empty()) return data.skip("no provider; --provider NAME says one", name);
    // Perplexity searches on every request, by default with the smallest size
    if (model.least_fee_per_search && same_provider(model.provider, "perplexity")) {
        model.fee_per_request = model.fee_per_request ? model.fee_per_request : model.least_fee_per_search;
        model.fee_per_search.reset();
    }
    const bool prefixed =
        slash != name.npos && same_provider(std::string_view(name).substr(0, slash), model.provider);
    model.name.assign(name, prefixed ? slash + 1 : 0);
    model.alias = std::move(name);
    data.add(std::move(model), 1e6);
}

}  // namespace

bool read_litellm_price(JsonReader& reader, std::string_view key, FeedModel& model) {
    if (key.starts_with("max_")) {
        if (key != "max_input_tokens") return false;
        model.context_tokens = amount(reader);
        return true;
    }
    if (const auto price = price_at(key)) {
        put_price(model.prices.*price, key, amount(reader));
        return true;
    }
    if (key == "tiered_pricing") {
        read_tiers(reader, model);
        return true;
    }
    if (key == "currency") {
        model.currency = reader.string().value_or("");
        return true;
    }
    if (key == "provider_specific_entry") {
        read_factors(reader, model);
        return true;
    }
    constexpr std::string_view uplift = "regional_processing_uplift_multiplier_";
    if (key.starts_with(uplift)) {
        const std::string region(key.substr(uplift.size()));
        if (const auto factor = amount(reader)) model.regions.push_back({region, *factor});
        return true;
    }
    if (key.find("cost") == key.npos) return false;
    if (key == "input_cost_per_request") {
        model.fee_per_request = amount(reader);
        return true;
    }
    if (key == "search_context_cost_per_query") {
        read_searches(reader, model);
        return true;
    }
    for (const Charge& charge : unread_charges) {
        if (charge.key != key) continue;
        model.leave_out(charge.what, amount(reader));
        return true;
    }
    if (is_of_other_media(key)) {
        model.leave_out(other_media, amount(reader));
        return true;
    }
    return read_cost_key(reader, key, model);
}

void read_litellm(const FeedRequest& request, FeedData& data) {
    read_members(request, data,
                 [](JsonReader& reader, std::string_view key, const FeedRequest& asked, FeedData& found) {
                     LiteLlmEntry entry;
                     std::string name(key);
                     reader.object([&](std::string_view member) { read_member(reader, member, entry); });
                     if (name == "sample_spec") return;  // its documentation
                     add_named(std::move(entry), std::move(name), asked, found);
                 });
}

void read_litellm_models(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    const auto one = [&] {
        LiteLlmEntry entry;
        std::string name, deployed;
        reader.object([&](std::string_view key) {
            if (key == "model_name") name = reader.string().value_or("");
            if (key == "model_info")
                reader.object([&](std::string_view member) { read_member(reader, member, entry); });
            if (key != "litellm_params") return;
            reader.object([&](std::string_view member) {
                if (member == "model") {
                    deployed = reader.string().value_or("");
                } else if (member == "custom_llm_provider") {
                    entry.model.provider = reader.string().value_or("");
                } else {
                    read_member(reader, member, entry);
                }
            });
        });
        // the gateway's name; if it has no provider, the deployment's
        const auto slash = deployed.find('/');
        if (entry.model.provider.empty() && name.find('/') == name.npos && slash != deployed.npos)
            entry.model.provider = deployed.substr(0, slash);
        if (name.empty()) name = deployed;
        entry.model.other_name = deployed == name ? "" : deployed;
        add_named(std::move(entry), std::move(name), request, data);
    };
    reader.object([&](std::string_view key) {
        if (key == "data" || key == "model_list") reader.array(one);
    });
    reader.finish();
}

}  // namespace aicost
