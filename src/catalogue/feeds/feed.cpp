#include "catalogue/feeds/feed.hpp"

#include <algorithm>

#include "catalogue/feeds/csv.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

constexpr std::string_view per_token = "dollars per token: 2.5e-06 is $2.50 per million tokens";
constexpr std::string_view per_mtok = "dollars per million tokens: 2.5 is $2.50 per million tokens";

// The first that recognises a file reads it, so distinctive shapes come before vague ones.
constexpr Feed all_feeds[] = {
    {"LiteLLM", "LiteLLM's models with their model_info", per_token,
     [](const FeedShape& s) {
         return s.first == '{' && (s.has_key("model_list") || s.has_key("data")) &&
                (s.has_inner("model_info") || s.has_inner("litellm_params"));
     },
     read_litellm_models},
    {"OpenRouter", "OpenRouter's list of models",
     "dollars per token, as texts: \"0.0000025\" is $2.50 per million tokens",
     [](const FeedShape& s) {
         return (s.first == '[' || (s.first == '{' && s.has_key("data"))) && s.has_inner("pricing");
     },
     read_openrouter},
    {"Charm", "Charm's list of providers", "dollars per million tokens (cost_per_1m_in): 2.5 is $2.50",
     [](const FeedShape& s) { return s.has_inner("cost_per_1m_in") || s.has_inner("cost_per_1m_out"); },
     read_charm},
    {"langfuse", "langfuse's model prices", per_token,
     [](const FeedShape& s) {
         return s.has_inner("modelName") &&
                (s.has_inner("prices") || s.has_inner("pricingTiers") || s.has_inner("inputPrice"));
     },
     read_langfuse},
    {"OpenLIT", "OpenLIT's pricing.json", "dollars per thousand tokens: 0.0025 is $2.50 per million tokens",
     [](const FeedShape& s) { return s.first == '{' && s.has_key("chat") && s.has_inner("promptPrice"); },
     read_openlit},
    {"Portkey", "Portkey's prices of a provider", "cents per token: 0.00025 is $2.50 per million tokens",
     [](const FeedShape& s) { return s.first == '{' && s.has_inner("pricing_config"); }, read_portkey, false},
    {"llm-prices", "llm-prices' current or historical JSON", per_mtok,
     [](const FeedShape& s) { return s.first == '{' && s.has_key("prices") && s.has_inner("vendor"); },
     read_llm_prices},
    {"llm-prices", "llm-prices' prices of a vendor", per_mtok,
     [](const FeedShape& s) {
         return s.first == '{' && s.has_key("vendor") && s.has_key("models") && s.has_inner("price_history");
     },
     read_llm_prices_vendor},
    {"LiteLLM", "LiteLLM's model price map", per_token,
     [](const FeedShape& s) {
         return s.first == '{' && (s.has_inner("litellm_provider") || s.has_inner("input_cost_per_token"));
     },
     read_litellm},
    {"models.dev", "models.dev's catalog.json", per_mtok,
     [](const FeedShape& s) {
         return s.first == '{' && s.has_key("providers") && s.has_inner("models") && s.has_inner("id") &&
                s.has_key("models");
     },
     read_nested_providers},
    {"opencode", "opencode's configuration", per_mtok,
     [](const FeedShape& s) { return s.first == '{' && s.has_key("provider") && s.has_inner("models"); },
     read_nested_providers},
    {"pi", "the models.json of pi or OpenClaw", per_mtok,
     [](const FeedShape& s) {
         return s.first == '{' && ((s.has_key("providers") && s.has_inner("models")) ||
                                   (s.has_key("models") && s.has_inner("providers")));
     },
     read_nested_providers},
    {"models.dev", "models.dev's api.json", per_mtok,
     [](const FeedShape& s) { return s.first == '{' && s.has_inner("models") && s.has_inner("id"); },
     read_models_dev},
    {"genai-prices", "genai-prices' data.json",
     "dollars per million tokens (_mtok): 2.5 is $2.50 per million tokens",
     [](const FeedShape& s) {
         return s.first == '[' && s.has_inner("models") && s.has_inner("id") &&
                (s.has_inner("api_pattern") || s.has_inner("prices") || s.has_inner("match"));
     },
     read_genai_prices},
    {"gpuhunt", "gpuhunt's CSV of rented machines", "dollars per hour for the whole machine",
     [](const FeedShape& s) {
         return s.first == 'c' && s.has_key("instance_name") && s.has_key("gpu_count") && s.has_key("price");
     },
     read_gpuhunt, false, true},
    {"SkyPilot", "SkyPilot's CSV of rented machines", "dollars per hour for the whole machine",
     [](const FeedShape& s) {
         return s.first == 'c' && s.has_key("InstanceType") && s.has_key("AcceleratorCount") &&
                s.has_key("Price");
     },
     read_skypilot, false, true},
    {"a table of prices", "a table of prices", "what --unit says, or the names of its columns",
     is_price_table, read_table},
};

// Collects keys of the objects in an object or array, and of the objects in these, up to a limit.
constexpr std::size_t most_seen = 12;

void see(JsonReader& reader, FeedShape& shape, int depth) {
    const auto note = [&](std::string_view key) {
        auto& keys = depth == 0 ? shape.keys : shape.inner;
        const bool room = keys.size() < most_seen * (depth == 0 ? 1 : 16);
        if (room && std::find(keys.begin(), keys.end(), key) == keys.end()) keys.emplace_back(key);
    };
    std::size_t count = 0;
    const auto inside = [&] {
        if (++count <= most_seen && depth < 4) see(reader, shape, depth + 1);
        // enough has been seen
        if (depth == 0 && count == most_seen) reader.leave();
    };
    if (reader.kind() == JsonReader::Kind::object) {
        reader.object([&](std::string_view key) {
            note(key);
            inside();
        });
    } else if (reader.kind() == JsonReader::Kind::array) {
        reader.array(inside);
    }
}

bool contains(const std::vector<std::string>& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

bool FeedShape::has_key(std::string_view key) const { return contains(keys, key); }
bool FeedShape::has_inner(std::string_view key) const { return contains(inner, key); }

std::span<const Feed> feeds() { return all_feeds; }

FeedShape shape_of(std::string_view text) {
    FeedShape shape;
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == text.npos) return shape;
    if (text[start] == '{' || text[start] == '[') {
        shape.first = text[start];
        JsonReader reader(text);
        try {
            see(reader, shape, 0);
        } catch (const JsonFault&) {
            // what was seen so far must do; the feed's reader will report the fault
        }
        return shape;
    }
    CsvReader csv(text);
    try {
        csv.row(shape.keys);
    } catch (const JsonFault&) {
        return FeedShape();
    }
    shape.first = shape.keys.size() > 1 ? 'c' : '\0';
    return shape;
}

const Feed* find_feed(const FeedShape& shape) {
    for (const Feed& feed : all_feeds) {
        if (feed.recognises(shape)) return &feed;
    }
    return nullptr;
}

}  // namespace aicost
