// models.dev's api.json: {PROVIDER: {id, models: {MODEL: {cost: {input, output, …}}}}}, dollars per million
// tokens.
#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

constexpr PriceKey models_dev_keys[] = {
    {"input", &FeedPrices::input},
    {"output", &FeedPrices::output},
    {"cache_read", &FeedPrices::cache_read},
    {"cache_write", &FeedPrices::cache_write},
};

void read_dollars(JsonReader& reader, std::string_view key, FeedPrices& prices) {
    if (auto* price = find_price(models_dev_keys, key, prices)) *price = reader.number();
}

void read_tiers(JsonReader& reader, std::vector<FeedStep>& steps) {
    reader.array([&] {
        FeedStep step;
        bool by_context = false;
        reader.object([&](std::string_view key) {
            if (key != "tier") {
                read_dollars(reader, key, step.prices);
                return;
            }
            reader.object([&](std::string_view inner) {
                if (inner == "type") by_context = reader.string() == "context";
                if (inner == "size") step.above_input_tokens = reader.number().value_or(0.0);
            });
        });
        if (by_context) steps.push_back(step);
    });
}

void read_cost(JsonReader& reader, FeedModel& model) {
    FeedStep older{200000.0, {}};  // the form that feeds had before tiers
    bool has_older = false;
    reader.object([&](std::string_view key) {
        if (key == "tiers") {
            read_tiers(reader, model.longer);
        } else if (key == "context_over_200k") {
            has_older = true;
            reader.object([&](std::string_view inner) { read_dollars(reader, inner, older.prices); });
        } else {
            read_dollars(reader, key, model.prices);
        }
    });
    if (model.longer.empty() && has_older) model.longer.push_back(older);
}

struct ModelsDevEntry {
    FeedModel model;
    bool writes_text = true;
};

void read_member(JsonReader& reader, std::string_view key, ModelsDevEntry& entry) {
    if (key == "name") {
        entry.model.title = reader.string().value_or("");
    } else if (key == "status") {
        entry.model.status = reader.string().value_or("");
    } else if (key == "cost") {
        read_cost(reader, entry.model);
    } else if (key == "limit") {
        reader.object([&](std::string_view inner) {
            if (inner == "context") entry.model.context_tokens = reader.number();
        });
    } else if (key == "modalities") {
        reader.object([&](std::string_view inner) {
            if (inner != "output") return;
            entry.writes_text = false;
            reader.array([&] { entry.writes_text |= reader.string() == "text"; });
        });
    }
}

}  // namespace

void read_models_dev(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    reader.object([&](std::string_view provider_key) {
        const std::string provider(provider_key);
        reader.object([&](std::string_view key) {
            if (key != "models") return;
            reader.object([&](std::string_view model_key) {
                ModelsDevEntry entry;
                entry.model.provider = provider;
                entry.model.name = model_key;
                reader.object([&](std::string_view member) { read_member(reader, member, entry); });
                if (!entry.writes_text)
                    return data.skip("not a model that writes text", provider + "/" + entry.model.name);
                data.add(std::move(entry.model), 1.0);
            });
        });
    });
    reader.finish();
}

}  // namespace aicost
