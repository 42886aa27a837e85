// llm-prices' current and historical JSON: {updated_at, prices: [{id, vendor, input, output, input_cached,
// from_date, to_date}]}, dollars per million tokens; and a vendor's file in its repository, {vendor, models: [{id,
// name, price_history: [{input, output, input_cached, from_date, to_date}]}]}. Long prompts have rows of their own:
// "gpt-5.4-272k".
#include <algorithm>
#include <charconv>

#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

struct Row {
    FeedModel model;
    std::string from, to;  // the first day, and the first day after
};

void read_member(JsonReader& reader, std::string_view key, Row& row) {
    FeedModel& model = row.model;
    if (key == "id") model.name = reader.string().value_or("");
    if (key == "vendor") model.provider = reader.string().value_or("");
    if (key == "name") model.title = reader.string().value_or("");
    if (key == "input") model.prices.input = amount(reader);
    if (key == "output") model.prices.output = amount(reader);
    if (key == "input_cached") model.prices.cache_read = amount(reader);
    if (key == "from_date") row.from = reader.string().value_or("");
    if (key == "to_date") row.to = reader.string().value_or("");
}

// "X-272k" with ">272k" in its title: the threshold, and X.
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

// The rows by model: past, current and announced prices.
class Rows {
public:
    Rows(const FeedRequest& request, FeedData& data) : as_of_(request.as_of), data_(data) {}

    void take(Row row) { (long_prompts(row.model) ? longer_ : rows_).push_back(std::move(row)); }
    void finish() {
        std::vector<FeedModel> models;
        for (const Row& row : rows_) {
            if (!held(row)) continue;
            if (find(models, row.model.provider, row.model.name) == nullptr) {
                models.push_back(row.model);
            } else {
                data_.skip("another row of the same model", row.model.provider + "/" + row.model.name);
            }
        }
        for (const Row& row : rows_) {
            if (held(row)) continue;
            const std::string name = row.model.provider + "/" + row.model.name;
            FeedModel* model = find(models, row.model.provider, row.model.name);
            if (model == nullptr) {
                data_.skip(over(row) ? "a price that is over" : "a price that is to come", name);
            } else if (over(row)) {
                model->past.push_back({row.to, {row.model.prices, {}}});
                data_.skip("a price that is over: taken into the model's history", name);
            } else {
                model->coming.push_back({row.from, {row.model.prices, {}}});
                data_.skip("a price that is to come: taken with its day", name);
            }
        }
        for (const Row& row : longer_) take_longer(row, models);
        const auto by_day = [](const FeedDated& a, const FeedDated& b) { return a.day < b.day; };
        for (FeedModel& model : models) {
            std::sort(model.past.begin(), model.past.end(), by_day);
            std::sort(model.coming.begin(), model.coming.end(), by_day);
            data_.add(std::move(model), 1.0);
        }
    }

private:
    [[nodiscard]] bool over(const Row& row) const { return !row.to.empty() && row.to <= as_of_; }
    [[nodiscard]] bool held(const Row& row) const {
        return !over(row) && (as_of_.empty() || row.from <= as_of_);
    }
    static FeedModel* find(std::vector<FeedModel>& models, std::string_view provider, std::string_view name) {
        for (FeedModel& model : models) {
            if (model.provider == provider && model.name == name) return &model;
        }
        return nullptr;
    }
    void take_longer(const Row& row, std::vector<FeedModel>& models) {
        const auto [name, threshold] = *long_prompts(row.model);
        const std::string their_name = row.model.provider + "/" + row.model.name;
        FeedModel* model = find(models, row.model.provider, name);
        if (model == nullptr) return data_.skip("prices of long prompts without the model's own", their_name);
        data_.skip("prices of long prompts: taken into the model's own", their_name);
        if (held(row)) model->longer.push_back({threshold, row.model.prices});
        for (FeedDated& dated : model->past) {
            if (dated.day == row.to) dated.set.longer.push_back({threshold, row.model.prices});
        }
    }

    const std::string& as_of_;
    FeedData& data_;
    std::vector<Row> rows_, longer_;
};

}  // namespace

void read_llm_prices(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    Rows rows(request, data);
    reader.object([&](std::string_view key) {
        if (key == "updated_at") data.as_of = reader.string().value_or("");
        if (key != "prices") return;
        reader.array([&] {
            Row row;
            reader.object([&](std::string_view member) { read_member(reader, member, row); });
            rows.take(std::move(row));
        });
    });
    reader.finish();
    rows.finish();
}

void read_llm_prices_vendor(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    std::string vendor;
    std::vector<Row> all;
    const auto model = [&] {
        Row named;
        std::vector<Row> history;
        reader.object([&](std::string_view key) {
            if (key != "price_history") return read_member(reader, key, named);
            reader.array([&] {
                Row& row = history.emplace_back();
                reader.object([&](std::string_view member) { read_member(reader, member, row); });
            });
        });
        for (Row& row : history) {
            row.model.name = named.model.name;
            row.model.title = named.model.title;
            all.push_back(std::move(row));
        }
    };
    reader.object([&](std::string_view key) {
        if (key == "vendor") vendor = reader.string().value_or("");
        if (key == "models") reader.array(model);
    });
    reader.finish();
    Rows rows(request, data);
    for (Row& row : all) {
        row.model.provider = vendor;
        rows.take(std::move(row));
    }
    rows.finish();
}

}  // namespace aicost
