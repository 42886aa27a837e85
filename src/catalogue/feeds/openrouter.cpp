// OpenRouter's list of models: {data: [{id, pricing: {prompt, completion, …}}]} or the list alone,
// dollars per token, as texts.
#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

constexpr PriceKey openrouter_keys[] = {
    {"prompt", &FeedPrices::input},
    {"completion", &FeedPrices::output},
    {"input_cache_read", &FeedPrices::cache_read},
    {"input_cache_write", &FeedPrices::cache_write},
    {"input_cache_write_1h", &FeedPrices::cache_write_1h},
    {"internal_reasoning", &FeedPrices::reasoning},
};

bool read_text_price(JsonReader& reader, std::string_view key, FeedPrices& prices) {
    auto* price = find_price(openrouter_keys, key, prices);
    if (price != nullptr) *price = amount(reader);
    return price != nullptr;
}

void read_pricing(JsonReader& reader, FeedModel& model) {
    reader.object([&](std::string_view key) {
        if (read_text_price(reader, key, model.prices)) return;
        if (key == "request") model.fee_per_request = amount(reader);
        if (key == "web_search") model.fee_per_search = amount(reader);
        if (is_of_other_media(key)) model.leave_out(other_media, amount(reader));
        if (key != "overrides") return;
        reader.array([&] {
            FeedStep step;
            bool by_length = false, by_more = false;
            reader.object([&](std::string_view inner) {
                if (read_text_price(reader, inner, step.prices)) return;
                by_more |= inner != "min_prompt_tokens" && !is_of_other_media(inner);
                if (inner != "min_prompt_tokens") return;
                by_length = true;
                // the feed's threshold is inclusive, the catalogue's exclusive
                step.above_input_tokens = amount(reader).value_or(1.0) - 1.0;
            });
            if (by_length && !by_more) model.longer.push_back(step);
            if (!by_length || by_more) model.leave_out("prices under a condition", 1.0);
        });
    });
}

}  // namespace

void read_openrouter(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    const auto one = [&] {
        FeedModel model;
        model.provider = "openrouter";
        std::string permaslug;
        reader.object([&](std::string_view key) {
            if (key == "id") model.name = reader.string().value_or("");
            if (key == "canonical_slug") permaslug = reader.string().value_or("");
            if (key == "name") model.title = reader.string().value_or("");
            if (key == "context_length") model.context_tokens = amount(reader);
            if (key == "pricing") read_pricing(reader, model);
        });
        if (model.prices.input.value_or(0.0) < 0.0)
            return data.skip("a price that depends on the model chosen", model.name);
        // its variants ("…:free") have the same one
        if (!permaslug.empty() && permaslug != model.name && model.name.find(':') == model.name.npos)
            model.other_name = "openrouter/" + permaslug;
        data.add(std::move(model), 1e6);
    };
    if (reader.kind() == JsonReader::Kind::array) {
        reader.array(one);
    } else {
        reader.object([&](std::string_view outer) {
            if (outer == "data") reader.array(one);
        });
    }
    reader.finish();
}

}  // namespace aicost
