// Portkey's prices of one provider: {MODEL: {pricing_config: {pay_as_you_go: {request_token: {price}, …}}}},
// cents per token. The file does not name the provider.
#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

constexpr PriceKey portkey_keys[] = {
    {"request_token", &FeedPrices::input, &FeedPrices::batch_input},
    {"response_token", &FeedPrices::output, &FeedPrices::batch_output},
    {"cache_read_input_token", &FeedPrices::cache_read},
    {"cache_write_input_token", &FeedPrices::cache_write},
    {"cache_write_1h", &FeedPrices::cache_write_1h},
};

void read_table(JsonReader& reader, FeedPrices& prices, bool batch) {
    reader.object([&](std::string_view key) {
        if (key == "additional_units") return read_table(reader, prices, batch);
        for (const PriceKey& row : portkey_keys) {
            if (row.key != key || (batch && row.batch == nullptr)) continue;
            auto& price = prices.*(batch ? row.batch : row.price);
            reader.object([&](std::string_view inner) {
                if (inner == "price") price = reader.number();
            });
        }
    });
}

}  // namespace

void read_portkey(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    reader.object([&](std::string_view name) {
        FeedModel model;
        model.provider = request.provider;
        model.name = name;
        reader.object([&](std::string_view key) {
            if (key != "pricing_config") return;
            reader.object([&](std::string_view table) {
                if (table == "pay_as_you_go") read_table(reader, model.prices, false);
                if (table == "batch_config") read_table(reader, model.prices, true);
            });
        });
        if (model.name == "default") return;
        data.add(std::move(model), 1e4);
    });
    reader.finish();
}

}  // namespace aicost
