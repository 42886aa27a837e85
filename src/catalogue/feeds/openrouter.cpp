// OpenRouter's list of models: {data: [{id, pricing: {prompt, completion, …}}]}, dollars per token, as texts.
#include <charconv>

#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

std::optional<double> number_in(JsonReader& reader) {
    const auto text = reader.string();
    double number = 0.0;
    if (!text) return {};
    const auto read = std::from_chars(text->data(), text->data() + text->size(), number);
    if (read.ec != std::errc() || read.ptr != text->data() + text->size()) return {};
    return number;
}

constexpr PriceKey openrouter_keys[] = {
    {"prompt", &FeedPrices::input},
    {"completion", &FeedPrices::output},
    {"input_cache_read", &FeedPrices::cache_read},
    {"input_cache_write", &FeedPrices::cache_write},
    {"input_cache_write_1h", &FeedPrices::cache_write_1h},
};

bool read_text_price(JsonReader& reader, std::string_view key, FeedPrices& prices) {
    auto* price = find_price(openrouter_keys, key, prices);
    if (price != nullptr) *price = number_in(reader);
    return price != nullptr;
}

void read_pricing(JsonReader& reader, FeedModel& model) {
    reader.object([&](std::string_view key) {
        if (read_text_price(reader, key, model.prices) || key != "overrides") return;
        reader.array([&] {
            FeedStep step;
            reader.object([&](std::string_view inner) {
                if (read_text_price(reader, inner, step.prices)) return;
                // from that many tokens on, where the catalogue says more than
                if (inner == "min_prompt_tokens")
                    step.above_input_tokens = reader.number().value_or(1.0) - 1.0;
            });
            model.longer.push_back(step);
        });
    });
}

}  // namespace

void read_openrouter(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    reader.object([&](std::string_view outer) {
        if (outer != "data") return;
        reader.array([&] {
            FeedModel model;
            model.provider = "openrouter";
            reader.object([&](std::string_view key) {
                if (key == "id") model.name = reader.string().value_or("");
                if (key == "name") model.title = reader.string().value_or("");
                if (key == "context_length") model.context_tokens = reader.number();
                if (key == "pricing") read_pricing(reader, model);
            });
            if (model.prices.input.value_or(0.0) < 0.0)
                return data.skip("a price that depends on the model chosen", model.name);
            data.add(std::move(model), 1e6);
        });
    });
    reader.finish();
}

}  // namespace aicost
