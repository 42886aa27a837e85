// Price tables of observability tools. They do not name the provider: the maker is derived from the model's name, or
// given by --provider.
//   langfuse  [{modelName, prices: {input, output, input_cached_tokens, …}}], or {data: […]}, dollars per token
//   OpenLIT   {chat: {MODEL: {promptPrice, completionPrice}}}, dollars per thousand tokens
#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

// For each figure, the first of the names that a model has is used.
constexpr PriceKey langfuse_keys[] = {
    {"input", &FeedPrices::input},
    {"inputPrice", &FeedPrices::input},
    {"input_tokens", &FeedPrices::input},
    {"prompt_tokens", &FeedPrices::input},
    {"output", &FeedPrices::output},
    {"outputPrice", &FeedPrices::output},
    {"output_tokens", &FeedPrices::output},
    {"completion_tokens", &FeedPrices::output},
    {"input_cached_tokens", &FeedPrices::cache_read},
    {"input_cache_read", &FeedPrices::cache_read},
    {"cache_read_input_tokens", &FeedPrices::cache_read},
    {"cached_content_token_count", &FeedPrices::cache_read},
    {"input_cached", &FeedPrices::cache_read},
    {"input_cache_creation", &FeedPrices::cache_write},
    {"cache_creation_input_tokens", &FeedPrices::cache_write},
    {"input_cache_creation_5m", &FeedPrices::cache_write},
    {"input_cache_creation_1h", &FeedPrices::cache_write_1h},
    {"output_reasoning_tokens", &FeedPrices::reasoning},
    {"output_reasoning", &FeedPrices::reasoning},
};

// 0.0000025, or {"price": 0.0000025}.
std::optional<double> price_in(JsonReader& reader) {
    if (reader.kind() != JsonReader::Kind::object) return amount(reader);
    std::optional<double> price;
    reader.object([&](std::string_view key) {
        if (key == "price") price = amount(reader);
    });
    return price;
}

void read_prices(JsonReader& reader, FeedPrices& prices) {
    reader.object([&](std::string_view key) {
        auto* price = find_price(langfuse_keys, key, prices);
        if (price != nullptr && !*price) *price = price_in(reader);
    });
}

// {"isDefault": true, "conditions": [{"usageDetailPattern": "input", "operator": "gt", "value": 200000}], prices}
void read_tier(JsonReader& reader, FeedModel& model) {
    FeedPrices prices;
    bool usual = false;
    std::optional<double> above;
    reader.object([&](std::string_view key) {
        if (key == "isDefault") {
            const char* start = reader.position();
            reader.skip();
            usual = reader.since(start) == "true";
        }
        if (key == "prices") read_prices(reader, prices);
        if (key != "conditions") return;
        reader.array([&] {
            std::string relation;
            std::optional<double> value;
            reader.object([&](std::string_view inner) {
                if (inner == "operator") relation = reader.string().value_or("");
                if (inner == "value") value = amount(reader);
            });
            if (relation == "gt") above = value;
            if (relation == "gte" && value) above = *value - 1.0;
        });
    });
    if (usual) {
        model.prices = prices;
    } else if (above) {
        step_above(model.longer, *above) = prices;
    } else {
        model.unread.push_back("prices under a condition");
    }
}

void add(FeedModel&& model, double to_mtok, const FeedRequest& request, FeedData& data) {
    const auto slash = model.name.find('/');
    const std::string before = slash == model.name.npos ? std::string() : model.name.substr(0, slash);
    model.provider = request.provider.empty() ? before : request.provider;
    if (!before.empty() && same_provider(before, model.provider)) model.name.erase(0, slash + 1);
    if (model.provider.empty()) model.provider = maker_of(model.name);
    if (model.provider.empty()) return data.skip("no provider; --provider NAME says one", model.name);
    data.add(std::move(model), to_mtok);
}

}  // namespace

void read_langfuse(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    const auto one = [&] {
        FeedModel model;
        std::string unit;
        reader.object([&](std::string_view key) {
            if (key == "modelName" || key == "model_name") {
                model.name = reader.string().value_or("");
            } else if (key == "unit") {
                unit = reader.string().value_or("");
            } else if (key == "prices") {
                read_prices(reader, model.prices);
            } else if (key == "pricingTiers") {
                reader.array([&] { read_tier(reader, model); });
            } else if (key == "inputPrice" || key == "outputPrice") {
                auto* price = find_price(langfuse_keys, key, model.prices);
                if (!*price) *price = amount(reader);
            }
        });
        if (!unit.empty() && unit != "TOKENS") return data.skip("not a model that writes text", model.name);
        add(std::move(model), 1e6, request, data);
    };
    if (reader.kind() == JsonReader::Kind::array) {
        reader.array(one);
    } else {
        reader.object([&](std::string_view key) {
            if (key == "data") reader.array(one);
        });
    }
    reader.finish();
}

void read_openlit(const FeedRequest& request, FeedData& data) {
    constexpr PriceKey openlit_keys[] = {
        {"promptPrice", &FeedPrices::input},
        {"completionPrice", &FeedPrices::output},
        {"cachedPromptPrice", &FeedPrices::cache_read},
    };
    JsonReader reader(request.text);
    reader.object([&](std::string_view sort) {
        const bool chat = sort == "chat";
        reader.object([&](std::string_view name) {
            FeedModel model;
            model.name = name;
            if (!chat) return data.skip("not a model that writes text", model.name);
            reader.object([&](std::string_view key) {
                if (auto* price = find_price(openlit_keys, key, model.prices)) *price = amount(reader);
            });
            add(std::move(model), 1e3, request, data);
        });
    });
    reader.finish();
}

}  // namespace aicost
