// Charm's list of providers (Crush, Catwalk): [{id, models: [{id, cost_per_1m_in, cost_per_1m_out, …}]}], or one
// of them; dollars per million tokens. Its keys say "cached in" for cache writes, and "cached out" for cache reads.
#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

constexpr PriceKey charm_keys[] = {
    {"cost_per_1m_in", &FeedPrices::input},
    {"cost_per_1m_out", &FeedPrices::output},
    {"cost_per_1m_out_cached", &FeedPrices::cache_read},
    {"cost_per_1m_in_cached", &FeedPrices::cache_write},
};

FeedModel read_model(JsonReader& reader) {
    FeedModel model;
    reader.object([&](std::string_view key) {
        if (auto* price = find_price(charm_keys, key, model.prices)) {
            *price = amount(reader);
        } else if (key == "id") {
            model.name = reader.string().value_or("");
        } else if (key == "name") {
            model.title = reader.string().value_or("");
        } else if (key == "context_window") {
            model.context_tokens = amount(reader);
        }
    });
    // a cache write is never cheaper than plain input: some lists mean a read
    if (model.prices.cache_write && model.prices.input && *model.prices.cache_write < *model.prices.input) {
        if (model.prices.cache_read.value_or(0.0) == 0.0) model.prices.cache_read = model.prices.cache_write;
        model.prices.cache_write.reset();
    }
    return model;
}

void read_provider(JsonReader& reader, std::string id, FeedData& data) {
    std::vector<FeedModel> models;
    reader.object([&](std::string_view key) {
        if (key == "id") id = reader.string().value_or("");
        if (key == "models") reader.array([&] { models.push_back(read_model(reader)); });
    });
    for (FeedModel& model : models) {
        model.provider = id;
        data.add(std::move(model), 1.0);
    }
}

}  // namespace

void read_charm(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    if (reader.kind() == JsonReader::Kind::array) {
        reader.array([&] { read_provider(reader, "", data); });
    } else {
        // one provider, a configuration with `providers`, or providers by id
        JsonReader once = reader;
        bool is_provider = false;
        once.object([&](std::string_view key) { is_provider |= key == "models"; });
        if (is_provider) {
            read_provider(reader, "", data);
        } else {
            const auto by_id = [&](std::string_view id) { read_provider(reader, std::string(id), data); };
            reader.object([&](std::string_view key) {
                if (key == "providers") return reader.object(by_id);
                by_id(key);
            });
        }
    }
    reader.finish();
}

}  // namespace aicost
