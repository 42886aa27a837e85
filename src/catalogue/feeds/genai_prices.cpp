// genai-prices' data.json: [{id, models: [{id, prices}]}], dollars per million tokens. Prices are an object,
// or a list of such with a constraint each, of which the last that holds counts.
#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

constexpr PriceKey genai_keys[] = {
    {"input_mtok", &FeedPrices::input},
    {"output_mtok", &FeedPrices::output},
    {"cache_read_mtok", &FeedPrices::cache_read},
    {"cache_write_mtok", &FeedPrices::cache_write},
    {"cache_write_1h_mtok", &FeedPrices::cache_write_1h},
};

struct Prices {
    FeedPrices base;
    std::vector<FeedStep> longer;
};

// A number, or {"base": 3, "tiers": [{"start": 200000, "price": 6}]}: more than `start` input tokens.
void read_price(JsonReader& reader, std::optional<double> FeedPrices::*price, Prices& prices) {
    if (reader.kind() != JsonReader::Kind::object) {
        prices.base.*price = reader.number();
        return;
    }
    reader.object([&](std::string_view key) {
        if (key == "base") prices.base.*price = reader.number();
        if (key != "tiers") return;
        reader.array([&] {
            double start = 0.0;
            std::optional<double> value;
            reader.object([&](std::string_view inner) {
                if (inner == "start") start = reader.number().value_or(0.0);
                if (inner == "price") value = reader.number();
            });
            for (FeedStep& step : prices.longer) {
                if (step.above_input_tokens != start) continue;
                step.prices.*price = value;
                return;
            }
            prices.longer.push_back({start, {}});
            prices.longer.back().prices.*price = value;
        });
    });
}

Prices read_price_object(JsonReader& reader) {
    Prices prices;
    reader.object([&](std::string_view key) {
        for (const PriceKey& row : genai_keys) {
            if (row.key == key) return read_price(reader, row.price, prices);
        }
    });
    return prices;
}

// Prices from a day on hold when that day has come. Prices of some hours of the day do not hold all day:
// those of the rest count.
Prices read_prices(JsonReader& reader, const std::string& as_of) {
    if (reader.kind() == JsonReader::Kind::object) return read_price_object(reader);
    Prices chosen;
    reader.array([&] {
        Prices prices;
        bool holds = true;
        reader.object([&](std::string_view key) {
            if (key == "prices") prices = read_price_object(reader);
            if (key != "constraint" || reader.kind() != JsonReader::Kind::object) return;
            holds = false;
            reader.object([&](std::string_view inner) {
                if (inner == "start_date") holds = reader.string().value_or("9") <= as_of;
            });
        });
        if (holds) chosen = prices;
    });
    return chosen;
}

void read_model(JsonReader& reader, const FeedRequest& request, FeedModel& model) {
    reader.object([&](std::string_view key) {
        if (key == "id") model.name = reader.string().value_or("");
        if (key == "name") model.title = reader.string().value_or("");
        if (key == "context_window") model.context_tokens = reader.number();
        if (key == "deprecated") {
            const char* before = reader.position();
            reader.skip();
            if (reader.since(before) == "true") model.status = "deprecated";
        }
        if (key == "prices") {
            Prices prices = read_prices(reader, request.as_of);
            model.prices = prices.base;
            model.longer = std::move(prices.longer);
        }
    });
}

}  // namespace

void read_genai_prices(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    reader.array([&] {
        std::string provider;
        std::vector<FeedModel> models;
        reader.object([&](std::string_view key) {
            if (key == "id") provider = reader.string().value_or("");
            if (key == "models") reader.array([&] { read_model(reader, request, models.emplace_back()); });
        });
        for (FeedModel& model : models) {
            model.provider = provider;
            data.add(std::move(model), 1.0);
        }
    });
    reader.finish();
}

}  // namespace aicost
