// llm-prices' current and historical JSON: {updated_at, prices: [{id, vendor, input, output, input_cached,
// from_date, to_date}]}, dollars per million tokens. Long prompts have rows of their own: "gpt-5.4-272k".
#include <charconv>

#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

namespace {

struct Row {
    FeedModel model;
    std::string from, to;  // the first day, and the first on which it is over
};

Row read_row(JsonReader& reader) {
    Row row;
    FeedModel& model = row.model;
    reader.object([&](std::string_view key) {
        if (key == "id") model.name = reader.string().value_or("");
        if (key == "vendor") model.provider = reader.string().value_or("");
        if (key == "name") model.title = reader.string().value_or("");
        if (key == "input") model.prices.input = reader.number();
        if (key == "output") model.prices.output = reader.number();
        if (key == "input_cached") model.prices.cache_read = reader.number();
        if (key == "from_date") row.from = reader.string().value_or("");
        if (key == "to_date") row.to = reader.string().value_or("");
    });
    return row;
}

// "X-272k", whose title says ">272k": the threshold, and X.
std::optional<std::pair<std::string_view, double>> long_prompts(const FeedModel& model) {
    const std::string_view name = model.name;
    const auto dash = name.rfind('-');
    if (dash == name.npos || !name.ends_with('k') || model.title.find('>') == std::string::npos) return {};
    unsigned thousands = 0;
    const char* end = name.data() + name.size() - 1;
    const auto read = std::from_chars(name.data() + dash + 1, end, thousands);
    if (read.ec != std::errc() || read.ptr != end) return {};
    return std::pair{name.substr(0, dash), thousands * 1000.0};
}

FeedModel* find(std::vector<FeedModel>& models, std::string_view provider, std::string_view name) {
    for (FeedModel& model : models) {
        if (model.provider == provider && model.name == name) return &model;
    }
    return nullptr;
}

}  // namespace

void read_llm_prices(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    std::vector<FeedModel> models, longer;
    const auto take = [&](Row row) {
        const std::string name = row.model.provider + "/" + row.model.name;
        if (!row.to.empty() && row.to <= request.as_of) return data.skip("a price that is over", name);
        if (row.from > request.as_of && !request.as_of.empty())
            return data.skip("a price that is to come", name);
        (long_prompts(row.model) ? longer : models).push_back(std::move(row.model));
    };
    reader.object([&](std::string_view key) {
        if (key == "updated_at") data.as_of = reader.string().value_or("");
        if (key == "prices") reader.array([&] { take(read_row(reader)); });
    });
    reader.finish();
    for (FeedModel& step : longer) {
        const auto [name, threshold] = *long_prompts(step);
        if (FeedModel* model = find(models, step.provider, name)) {
            model->longer.push_back({threshold, step.prices});
            data.skip("prices of long prompts: taken into the model's own", step.provider + "/" + step.name);
        } else {
            data.skip("prices of long prompts without the model's own", step.provider + "/" + step.name);
        }
    }
    for (FeedModel& model : models) data.add(std::move(model), 1.0);
}

}  // namespace aicost
