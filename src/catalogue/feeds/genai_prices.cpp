// genai-prices' data.json: [{id, models: [{id, prices}]}], dollars per million tokens. Prices are an object, or a list
// of objects with constraints, of which the last one that holds applies.
#include <charconv>
#include <utility>

#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

constexpr PriceKey genai_keys[] = {
    {"input_mtok", &FeedPrices::input},
    {"output_mtok", &FeedPrices::output},
    {"cache_read_mtok", &FeedPrices::cache_read},
    {"cache_write_mtok", &FeedPrices::cache_write},
    {"cache_write_1h_mtok", &FeedPrices::cache_write_1h},
    {"output_reasoning_mtok", &FeedPrices::reasoning},
};

// A set of prices, with fees.
struct Prices {
    FeedPriceSet set;
    std::optional<double> request, search;  // dollars per thousand
    bool citations = false;
};

// A number, or {"base": 3, "tiers": [{"start": 200000, "price": 6}]}: more than `start` input tokens.
void read_price(JsonReader& reader, std::optional<double> FeedPrices::*price, Prices& prices) {
    if (reader.kind() != JsonReader::Kind::object) {
        prices.set.prices.*price = reader.number();
        return;
    }
    reader.object([&](std::string_view key) {
        if (key == "base") prices.set.prices.*price = reader.number();
        if (key != "tiers") return;
        reader.array([&] {
            double start = 0.0;
            std::optional<double> value;
            reader.object([&](std::string_view inner) {
                if (inner == "start") start = reader.number().value_or(0.0);
                if (inner == "price") value = reader.number();
            });
            step_above(prices.set.longer, start).*price = value;
        });
    });
}

Prices read_price_object(JsonReader& reader) {
    Prices prices;
    reader.object([&](std::string_view key) {
        for (const PriceKey& row : genai_keys) {
            if (row.key == key) return read_price(reader, row.price, prices);
        }
        if (key == "requests_kcount") prices.request = reader.number();
        if (key == "web_searches_kcount") prices.search = reader.number();
        if (key == "output_citation_mtok") prices.citations = true;
    });
    return prices;
}

// Prices for certain hours, or from a certain day on.
struct Constrained {
    Prices prices;
    std::string from;                 // empty: always
    std::optional<int> starts, ends;  // minutes of the day, UTC
    bool unknown = false;             // another constraint, which cannot be evaluated
};

// "08:30" at the beginning of a text, in minutes; what follows is left.
std::optional<int> take_clock(std::string_view& text) {
    int hours = 0, minutes = 0;
    const char* end = text.data() + text.size();
    const auto hour = std::from_chars(text.data(), end, hours);
    if (hour.ec != std::errc() || hour.ptr == end || *hour.ptr != ':') return {};
    const auto minute = std::from_chars(hour.ptr + 1, end, minutes);
    if (minute.ec != std::errc() || hours < 0 || hours > 24 || minutes < 0 || minutes > 59) return {};
    text.remove_prefix(static_cast<std::size_t>(minute.ptr - text.data()));
    return hours * 60 + minutes;
}

// "00:30:00Z", or "08:30:00+08:00", in minutes of the day, UTC.
std::optional<int> minutes_in(std::string_view text) {
    constexpr int day = 24 * 60;
    const auto local = take_clock(text);
    const auto sign = text.find_first_of("+-");
    if (!local || sign == text.npos) return local;
    std::string_view zone = text.substr(sign + 1);
    const auto ahead = take_clock(zone);
    if (!ahead) return {};
    const int utc = *local + (text[sign] == '-' ? *ahead : -*ahead);
    return (utc % day + day) % day;
}

Constrained read_constrained(JsonReader& reader) {
    Constrained one;
    reader.object([&](std::string_view key) {
        if (key == "prices") one.prices = read_price_object(reader);
        if (key != "constraint" || reader.kind() != JsonReader::Kind::object) return;
        one.unknown = true;
        reader.object([&](std::string_view inner) {
            if (inner == "start_date") one.from = reader.string().value_or("9");
            if (inner == "start_time") one.starts = minutes_in(reader.string().value_or(""));
            if (inner == "end_time") one.ends = minutes_in(reader.string().value_or(""));
        });
        if (!one.from.empty() || (one.starts && one.ends)) one.unknown = false;
    });
    return one;
}

// The last one that holds applies. Prices for whole days are taken by the day on which they begin, and then those for
// certain hours. Without a reference day, the newest are taken.
void read_prices(JsonReader& reader, const std::string& as_of, FeedModel& model) {
    Prices chosen;
    if (reader.kind() == JsonReader::Kind::object) {
        chosen = read_price_object(reader);
    } else {
        reader.array([&] {
            Constrained one = read_constrained(reader);
            if (one.unknown) {
                model.unread.push_back("prices under a condition");
            } else if (one.starts) {
                if (one.from <= as_of)
                    model.windows.push_back({*one.starts, *one.ends, one.prices.set.prices});
            } else if (one.from <= as_of) {
                if (!one.from.empty()) model.past.push_back({one.from, std::move(chosen.set)});
                chosen = std::move(one.prices);
            } else {
                model.coming.push_back({one.from, std::move(one.prices.set)});
            }
        });
    }
    model.prices = chosen.set.prices;
    model.longer = std::move(chosen.set.longer);
    constexpr double thousand = 1e3;
    if (chosen.request) model.fee_per_request = *chosen.request / thousand;
    if (chosen.search) model.fee_per_search = *chosen.search / thousand;
    if (chosen.citations) model.unread.push_back("tokens of citations");
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
        if (key == "prices") read_prices(reader, request.as_of, model);
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
