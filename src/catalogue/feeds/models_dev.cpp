// models.dev's api.json: {PROVIDER: {id, models: {MODEL: {cost: {input, output, …}}}}}, dollars per million
// tokens. Others have adopted its shape: models.dev's own catalog.json and pi's models.json under `providers`,
// OpenClaw under `models.providers`, opencode.json under `provider`; pi and OpenClaw list the models, and write
// cacheRead.
#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

constexpr PriceKey models_dev_keys[] = {
    {"input", &FeedPrices::input},
    {"output", &FeedPrices::output},
    {"cache_read", &FeedPrices::cache_read},
    {"cacheRead", &FeedPrices::cache_read},
    {"cached_input", &FeedPrices::cache_read},
    {"cache_input", &FeedPrices::cache_read},
    {"cache_write", &FeedPrices::cache_write},
    {"cacheWrite", &FeedPrices::cache_write},
    {"cached_write", &FeedPrices::cache_write},
    {"cache_write_1h", &FeedPrices::cache_write_1h},
    {"cacheWrite1h", &FeedPrices::cache_write_1h},
    {"reasoning", &FeedPrices::reasoning},
};

bool read_dollars(JsonReader& reader, std::string_view key, FeedPrices& prices) {
    auto* price = find_price(models_dev_keys, key, prices);
    if (price != nullptr) *price = amount(reader);
    return price != nullptr;
}

// pi has {"inputTokensAbove": 272000, …} instead of {"tier": {"type": "context", "size": 272000}}.
void read_tiers(JsonReader& reader, std::vector<FeedStep>& steps) {
    reader.array([&] {
        FeedStep step;
        bool by_context = false;
        reader.object([&](std::string_view key) {
            if (read_dollars(reader, key, step.prices)) return;
            if (key == "inputTokensAbove") {
                by_context = true;
                step.above_input_tokens = amount(reader).value_or(0.0);
            }
            if (key != "tier") return;
            reader.object([&](std::string_view inner) {
                if (inner == "type") by_context = reader.string() == "context";
                if (inner == "size") step.above_input_tokens = amount(reader).value_or(0.0);
            });
        });
        if (by_context) steps.push_back(step);
    });
}

struct ModelsDevEntry {
    FeedModel model;
    bool writes_text = true;
};

// {"fast": {"cost": {"input": 1.5, …}}}
void read_modes(JsonReader& reader, FeedModel& model) {
    reader.object([&](std::string_view mode) {
        const std::string name(mode);
        reader.object([&](std::string_view key) {
            if (key != "cost") return;
            FeedPrices& prices = tier_named(model.tiers, name);
            reader.object([&](std::string_view inner) { read_dollars(reader, inner, prices); });
        });
    });
}

// "context_over_200k": its threshold.
std::optional<double> older_threshold(std::string_view key) {
    constexpr std::string_view start = "context_over_";
    if (!key.starts_with(start) || !key.ends_with('k')) return {};
    const auto thousands = number_in(key.substr(start.size(), key.size() - start.size() - 1));
    return thousands ? std::optional(*thousands * 1000.0) : std::nullopt;
}

void read_output(JsonReader& reader, ModelsDevEntry& entry) {
    entry.writes_text = false;
    reader.array([&] { entry.writes_text |= reader.string() == "text"; });
}

void read_member(JsonReader& reader, std::string_view key, ModelsDevEntry& entry) {
    if (key == "name") {
        entry.model.title = reader.string().value_or("");
    } else if (key == "id") {
        // the key identifies a model; in a list, its name does
        if (entry.model.name.empty()) entry.model.name = reader.string().value_or("");
    } else if (key == "status") {
        entry.model.status = reader.string().value_or("");
    } else if (key == "cost") {
        read_cost(reader, entry.model);
    } else if (key == "limit") {
        reader.object([&](std::string_view inner) {
            if (inner == "context") entry.model.context_tokens = amount(reader);
        });
    } else if (key == "contextWindow") {
        entry.model.context_tokens = amount(reader);
    } else if (key == "experimental") {
        reader.object([&](std::string_view inner) {
            if (inner == "modes") read_modes(reader, entry.model);
        });
    } else if (key == "modalities") {
        reader.object([&](std::string_view inner) {
            if (inner == "output") read_output(reader, entry);
        });
    }
}

void read_models(JsonReader& reader, const std::string& provider, FeedData& data) {
    const auto one = [&](std::string_view name) {
        ModelsDevEntry entry;
        entry.model.provider = provider;
        entry.model.name = name;
        reader.object([&](std::string_view member) { read_member(reader, member, entry); });
        if (!entry.writes_text)
            return data.skip("not a model that writes text", provider + "/" + entry.model.name);
        if (entry.model.name.empty()) return data.skip("no name", provider);
        data.add(std::move(entry.model), 1.0);
    };
    if (reader.kind() == JsonReader::Kind::array) return reader.array([&] { one(""); });
    reader.object([&](std::string_view key) { one(std::string(key)); });
}

}  // namespace

void read_cost(JsonReader& reader, FeedModel& model) {
    std::vector<FeedStep> older;  // the older form: a threshold that may be rounded
    reader.object([&](std::string_view key) {
        if (key == "tiers") {
            read_tiers(reader, model.longer);
        } else if (const auto above = older_threshold(key)) {
            FeedPrices& prices = step_above(older, *above);
            reader.object([&](std::string_view inner) { read_dollars(reader, inner, prices); });
        } else if (key == "request") {
            model.fee_per_request = amount(reader);
        } else if (key == "citation") {
            model.leave_out("tokens of citations", amount(reader));
        } else if (is_of_other_media(key)) {
            model.leave_out(other_media, amount(reader));
        } else {
            read_dollars(reader, key, model.prices);
        }
    });
    if (model.longer.empty()) model.longer = std::move(older);
}

void read_providers(JsonReader& reader, FeedData& data) {
    reader.object([&](std::string_view provider_key) {
        const std::string provider(provider_key);
        reader.object([&](std::string_view key) {
            if (key == "models") read_models(reader, provider, data);
        });
    });
}

void read_models_dev(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    read_providers(reader, data);
    reader.finish();
}

void read_nested_providers(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    reader.object([&](std::string_view key) {
        if (key == "providers" || key == "provider") return read_providers(reader, data);
        if (key != "models") return;
        reader.object([&](std::string_view inner) {
            if (inner == "providers") read_providers(reader, data);
        });
    });
    reader.finish();
}

}  // namespace aicost
