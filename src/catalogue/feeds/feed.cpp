#include "catalogue/feeds/feed.hpp"

#include <algorithm>

#include "json/json_reader.hpp"

namespace aicost {

namespace {

constexpr Feed all_feeds[] = {
    {"LiteLLM", "LiteLLM's model price map", "dollars per token: 2.5e-06 is $2.50 per million tokens",
     [](const FeedShape& s) {
         return s.first == '{' && (s.has_inner("litellm_provider") || s.has_inner("input_cost_per_token"));
     },
     read_litellm},
    {"models.dev", "models.dev's api.json", "dollars per million tokens: 2.5 is $2.50 per million tokens",
     [](const FeedShape& s) { return s.first == '{' && s.has_inner("models") && s.has_inner("id"); },
     read_models_dev},
    {"genai-prices", "genai-prices' data.json",
     "dollars per million tokens (_mtok): 2.5 is $2.50 per million tokens",
     [](const FeedShape& s) { return s.first == '[' && s.has_inner("models") && s.has_inner("id"); },
     read_genai_prices},
    {"llm-prices", "llm-prices' current or historical JSON",
     "dollars per million tokens: 2.5 is $2.50 per million tokens",
     [](const FeedShape& s) { return s.first == '{' && s.has_key("prices") && s.has_inner("vendor"); },
     read_llm_prices},
    {"OpenRouter", "OpenRouter's list of models",
     "dollars per token, as texts: \"0.0000025\" is $2.50 per million tokens",
     [](const FeedShape& s) { return s.first == '{' && s.has_key("data") && s.has_inner("pricing"); },
     read_openrouter},
    {"Portkey", "Portkey's prices of a provider", "cents per token: 0.00025 is $2.50 per million tokens",
     [](const FeedShape& s) { return s.first == '{' && s.has_inner("pricing_config"); }, read_portkey, false},
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
};

// Keys of the objects in an object or array, and of the objects in these; so many of each.
constexpr std::size_t most_seen = 12;

void see(JsonReader& reader, FeedShape& shape, int depth) {
    const auto note = [&](std::string_view key) {
        auto& keys = depth == 0 ? shape.keys : shape.inner;
        if (keys.size() < most_seen * (depth == 0 ? 1 : 8)) keys.emplace_back(key);
    };
    std::size_t count = 0;
    const auto inside = [&] {
        if (++count <= most_seen && depth < 2) see(reader, shape, depth + 1);
        // the rest need not be read to know it
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
            // what was seen so far has to do; the feed's reader names the fault
        }
        return shape;
    }
    std::string_view line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find(',') == line.npos) return shape;
    shape.first = 'c';
    while (!line.empty()) {
        const auto comma = line.find(',');
        shape.keys.emplace_back(line.substr(0, comma));
        line = comma == line.npos ? std::string_view() : line.substr(comma + 1);
    }
    return shape;
}

const Feed* find_feed(const FeedShape& shape) {
    for (const Feed& feed : all_feeds) {
        if (feed.recognises(shape)) return &feed;
    }
    return nullptr;
}

}  // namespace aicost
