// Portkey's prices of one provider: {MODEL: {pricing_config: {pay_as_you_go: {request_token: {price}, …},
// currency}, custom_pricing}}, cents per token. The file does not name the provider. custom_pricing has the same
// by region, by mode ("batch", "fast") and by the length of the prompt, whose steps context_tier_map names.
#include <algorithm>
#include <cmath>
#include <map>

#include "catalogue/feeds/feed.hpp"

namespace aicost {

namespace {

constexpr PriceKey portkey_keys[] = {
    {"request_token", &FeedPrices::input, &FeedPrices::batch_input},
    {"response_token", &FeedPrices::output, &FeedPrices::batch_output},
    {"cache_read_input_token", &FeedPrices::cache_read},
    {"cache_write_input_token", &FeedPrices::cache_write},
    {"cache_write_1h", &FeedPrices::cache_write_1h},
    {"thinking_token", &FeedPrices::reasoning},
    {"reasoning_token", &FeedPrices::reasoning},
};

std::optional<double> cents_in(JsonReader& reader) {
    if (reader.kind() != JsonReader::Kind::object) return amount(reader);
    std::optional<double> price;
    reader.object([&](std::string_view key) {
        if (key == "price") price = amount(reader);
    });
    return price;
}

// The content of one pricing_config.
struct Config {
    FeedPrices prices;
    std::string currency;
    std::optional<double> fee_per_request, fee_per_search;  // cents
    std::optional<double> of_other_media;
};

void read_table(JsonReader& reader, Config& config, bool batch) {
    reader.object([&](std::string_view key) {
        if (key == "additional_units") return read_table(reader, config, batch);
        for (const PriceKey& row : portkey_keys) {
            if (row.key != key || (batch && row.batch == nullptr)) continue;
            config.prices.*(batch ? row.batch : row.price) = cents_in(reader);
            return;
        }
        if (is_of_other_media(key) && !batch) config.of_other_media = cents_in(reader);
        if (key == "web_search" || key == "search") config.fee_per_search = cents_in(reader);
        if (key == "request" || key == "requests") config.fee_per_request = cents_in(reader);
    });
}

Config read_config(JsonReader& reader) {
    Config config;
    reader.object([&](std::string_view table) {
        if (table == "pay_as_you_go") read_table(reader, config, false);
        if (table == "batch_config") read_table(reader, config, true);
        if (table == "currency") config.currency = reader.string().value_or("");
    });
    return config;
}

// A mode's prices: for any prompt, and by the length of the prompt.
struct Mode {
    std::optional<Config> whole;
    std::map<std::string, Config> by_length;
};

std::optional<Config> config_in(JsonReader& reader) {
    std::optional<Config> config;
    reader.object([&](std::string_view key) {
        if (key == "pricing_config") config = read_config(reader);
    });
    return config;
}

Mode read_mode(JsonReader& reader) {
    Mode mode;
    reader.object([&](std::string_view key) {
        if (key == "pricing_config") mode.whole = read_config(reader);
        if (key != "context_tiers") return;
        reader.object([&](std::string_view tier) {
            const std::string name(tier);
            if (auto config = config_in(reader)) mode.by_length[name] = *config;
        });
    });
    return mode;
}

struct Custom {
    std::map<std::string, double> above;                       // by the tier's name
    std::map<std::string, std::map<std::string, Mode>> modes;  // by region and mode
};

Custom read_custom(JsonReader& reader) {
    Custom custom;
    reader.object([&](std::string_view key) {
        if (key == "context_tier_map") {
            reader.object([&](std::string_view threshold) {
                const double above = number_in(threshold).value_or(0.0);
                if (auto name = reader.string()) custom.above[*name] = above;
            });
        }
        if (key != "regions") return;
        reader.object([&](std::string_view region_key) {
            auto& region = custom.modes[std::string(region_key)];
            reader.object([&](std::string_view inner) {
                if (inner != "execution_modes") return;
                reader.object([&](std::string_view mode) {
                    const std::string name(mode);
                    region[name] = read_mode(reader);
                });
            });
        });
    });
    return custom;
}

void take_config(FeedModel& model, const Config& config) {
    for (const PriceKey& row : portkey_keys) {
        if (const auto& price = config.prices.*row.price) model.prices.*row.price = price;
    }
    if (!config.currency.empty()) model.currency = config.currency;
}

// A mode's prices of short prompts; null: none.
const Config* short_prompts(const Mode& mode, const Custom& custom) {
    if (mode.whole) return &*mode.whole;
    for (const auto& [tier, config] : mode.by_length) {
        const auto above = custom.above.find(tier);
        if (above != custom.above.end() && above->second == 0.0) return &config;
    }
    return nullptr;
}

const Config* standard_prices(const std::map<std::string, Mode>& modes, const Custom& custom) {
    const auto standard = modes.find("standard");
    return standard == modes.end() ? nullptr : short_prompts(standard->second, custom);
}

// The factor on every price; none: it is not one.
std::optional<double> factor_between(const FeedPrices& there, const FeedPrices& here) {
    std::optional<double> factor;
    for (const PriceKey& row : portkey_keys) {
        const auto &one = there.*row.price, &other = here.*row.price;
        if (!one || !other || !(*other > 0.0)) continue;
        constexpr double rounded = 0.02;  // as they are: 1.43e-05 for 1.1 times 1.3e-05
        const double now = *one / *other;
        if (factor && std::abs(now / *factor - 1.0) > rounded) return {};
        if (!factor) factor = now;
    }
    return factor;
}

// "us,eu,au": {execution_modes}
void take_region(FeedModel& model, const std::string& names, const std::map<std::string, Mode>& modes,
                 const Config* usual, const Custom& custom) {
    const Config* there = standard_prices(modes, custom);
    const auto factor =
        usual != nullptr && there != nullptr ? factor_between(there->prices, usual->prices) : std::nullopt;
    if (!factor) return model.leave_out("prices of other regions", 1.0);
    for (std::size_t at = 0; at < names.size();) {
        const std::size_t end = std::min(names.find(',', at), names.size());
        if (end > at)
            model.regions.push_back({names.substr(at, end - at), std::nearbyint(*factor * 1e6) / 1e6});
        at = end + 1;
    }
}

void take_standard(FeedModel& model, const Mode& mode, const Custom& custom) {
    if (mode.whole && !model.prices.input) take_config(model, *mode.whole);
    for (const auto& [tier, config] : mode.by_length) {
        const auto above = custom.above.find(tier);
        if (above == custom.above.end()) {
            model.leave_out("a context tier without its threshold", 1.0);
        } else if (above->second > 0.0) {
            step_above(model.longer, above->second) = config.prices;
        } else if (!model.prices.input || !model.prices.output) {
            take_config(model, config);
        }
    }
}

void take_custom(FeedModel& model, const Custom& custom) {
    const auto usual = custom.modes.find("default");
    const Config* prices = usual == custom.modes.end() ? nullptr : standard_prices(usual->second, custom);
    for (const auto& [names, modes] : custom.modes) {
        if (names != "default") take_region(model, names, modes, prices, custom);
    }
    if (usual == custom.modes.end()) return;
    for (const auto& [name, mode] : usual->second) {
        if (name == "standard") {
            take_standard(model, mode, custom);
            continue;
        }
        const Config* config = short_prompts(mode, custom);
        if (config == nullptr) continue;
        if (name != "batch") {
            tier_named(model.tiers, name) = config->prices;
        } else if (!model.prices.batch_input) {
            model.prices.batch_input = config->prices.input;
            model.prices.batch_output = config->prices.output;
        }
    }
}

}  // namespace

void read_portkey(const FeedRequest& request, FeedData& data) {
    JsonReader reader(request.text);
    // stated once for all
    std::string currency;
    std::vector<FeedModel> models;
    reader.object([&](std::string_view name) {
        FeedModel model;
        model.provider = request.provider;
        model.name = name;
        Config config;
        std::optional<Custom> custom;
        reader.object([&](std::string_view key) {
            if (key == "pricing_config") config = read_config(reader);
            if (key == "custom_pricing") custom = read_custom(reader);
        });
        if (model.name == "default") {
            currency = config.currency;
            return;
        }
        model.prices = config.prices;
        model.currency = config.currency;
        constexpr double cents = 100.0;
        if (config.fee_per_request) model.fee_per_request = *config.fee_per_request / cents;
        if (config.fee_per_search) model.fee_per_search = *config.fee_per_search / cents;
        model.leave_out(other_media, config.of_other_media);
        if (custom) take_custom(model, *custom);
        models.push_back(std::move(model));
    });
    reader.finish();
    for (FeedModel& model : models) {
        if (model.currency.empty()) model.currency = currency;
        data.add(std::move(model), 1e4);
    }
}

}  // namespace aicost
