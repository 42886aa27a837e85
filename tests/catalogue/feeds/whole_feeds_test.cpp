// Price feeds as they were published: every price of every entry is read a second time here, by other means, and
// compared with what the import made of it, steps and tiers included.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "catalogue/feeds/feed.hpp"
#include "catalogue/feeds/own_catalogue.hpp"
#include "catch.hpp"

namespace whole_feeds_test {

using namespace aicost;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char* day = "2027-01-01";

// One model as the feed has it, its figures by name in dollars per million tokens (fees in dollars): "input",
// "272000.output", "flex.input".
using Figures = std::map<std::string, double>;
using Whole = std::map<std::string, Figures>;

void put(Figures& figures, const std::string& name, const Json& value, double factor) {
    double number = 0.0;
    if (value.is_number()) number = value.get<double>();
    if (value.is_string()) number = std::stod(value.get<std::string>());
    if (number > 0.0) figures[name] = number * factor;
}

std::string threshold_text(double tokens) { return std::to_string(static_cast<long>(std::llround(tokens))); }

// What a step does not state is as it was before: in the step before it.
void fill_steps(Figures& figures, std::set<double> thresholds) {
    std::string before;
    for (const double threshold : thresholds) {
        const std::string step = threshold_text(threshold) + ".";
        for (const char* name : {"input", "output", "cache_read", "cache_write", "cache_write_1h"}) {
            if (!figures.contains(step + name) && figures.contains(before + name))
                figures[step + name] = figures[before + name];
        }
        before = step;
    }
}

Whole litellm(const Json& file) {
    Whole all;
    const std::map<std::string, std::string> names = {
        {"input_cost_per_token", "input"},
        {"output_cost_per_token", "output"},
        {"cache_read_input_token_cost", "cache_read"},
        {"cache_creation_input_token_cost", "cache_write"},
        {"cache_creation_input_token_cost_above_1hr", "cache_write_1h"}};
    for (const auto& [key, model] : file.items()) {
        if (key == "sample_spec") continue;
        Figures& figures = all[key];
        std::set<double> thresholds;
        if (!model.contains("cache_read_input_token_cost") &&
            model.contains("input_cost_per_token_cache_hit"))
            put(figures, "cache_read", model["input_cost_per_token_cache_hit"], 1e6);
        for (const auto& [member, value] : model.items()) {
            for (const auto& [theirs, ours] : names) {
                if (member == theirs) put(figures, ours, value, 1e6);
                if (member == theirs + "_flex") put(figures, "flex." + ours, value, 1e6);
                if (member == theirs + "_priority") put(figures, "priority." + ours, value, 1e6);
                for (const int thousands : {128, 200, 256, 272, 512}) {
                    if (member != theirs + "_above_" + std::to_string(thousands) + "k_tokens") continue;
                    put(figures, std::to_string(thousands) + "000." + ours, value, 1e6);
                    if (value.get<double>() > 0) thresholds.insert(thousands * 1000.0);
                }
            }
        }
        for (const Json& tier : model.value("tiered_pricing", Json::array())) {
            if (!tier.contains("range")) continue;  // of searches
            const double from = tier.at("range").at(0).get<double>();
            for (const auto& [theirs, ours] : names) {
                if (!tier.contains(theirs)) continue;
                const std::string name = from > 0 ? threshold_text(from) + "." + ours : ours;
                if (from > 0 || !figures.contains(name)) put(figures, name, tier[theirs], 1e6);
            }
            if (from > 0) thresholds.insert(from);
        }
        fill_steps(figures, thresholds);
        const Json fast = model.value("/provider_specific_entry/fast"_json_pointer, Json());
        for (const auto& [theirs, ours] : names) {
            if (fast.is_number() && model.contains(theirs))
                put(figures, "fast." + ours, model[theirs], 1e6 * fast.get<double>());
        }
    }
    return all;
}

Whole models_dev(const Json& file) {
    Whole all;
    for (const auto& [provider, entry] : file.items()) {
        for (const auto& [name, model] : entry.at("models").items()) {
            const Json cost = model.value("cost", Json::object());
            Figures& figures = all[provider + "/" + name];
            const auto take = [&](const Json& from, const std::string& before) {
                for (const char* price : {"input", "output", "cache_read", "cache_write"}) {
                    if (from.contains(price)) put(figures, before + price, from[price], 1.0);
                }
                for (const char* other : {"cache_input", "cached_input"}) {
                    if (from.contains(other)) put(figures, before + "cache_read", from[other], 1.0);
                }
                if (from.contains("cached_write"))
                    put(figures, before + "cache_write", from["cached_write"], 1.0);
            };
            take(cost, "");
            const Json modes = model.value("/experimental/modes"_json_pointer, Json::object());
            for (const auto& [mode, one] : modes.items()) take(one.value("cost", Json::object()), mode + ".");
            std::set<double> thresholds;
            for (const Json& tier : cost.value("tiers", Json::array())) {
                if (tier.at("tier").at("type") != "context") continue;
                const double above = tier.at("tier").at("size").get<double>();
                take(tier, threshold_text(above) + ".");
                thresholds.insert(above);
            }
            if (thresholds.empty() && cost.contains("context_over_200k")) {
                take(cost["context_over_200k"], "200000.");
                thresholds.insert(200000.0);
            }
            fill_steps(figures, thresholds);
        }
    }
    return all;
}

Whole genai(const Json& file) {
    Whole all;
    for (const Json& provider : file) {
        for (const Json& model : provider.at("models")) {
            Figures& figures =
                all[provider.at("id").get<std::string>() + "/" + model.at("id").get<std::string>()];
            // the last that holds all day on that day
            Json prices = model.at("prices");
            if (prices.is_array()) {
                Json chosen = Json::object();
                for (const Json& one : prices) {
                    const Json constraint = one.value("constraint", Json());
                    if (constraint.is_object() && (!constraint.contains("start_date") ||
                                                   constraint["start_date"].get<std::string>() > day))
                        continue;
                    chosen = one.at("prices");
                }
                prices = chosen;
            }
            std::set<double> thresholds;
            for (const auto& [theirs, ours] :
                 std::map<std::string, std::string>{{"input_mtok", "input"},
                                                    {"output_mtok", "output"},
                                                    {"cache_read_mtok", "cache_read"},
                                                    {"cache_write_mtok", "cache_write"},
                                                    {"cache_write_1h_mtok", "cache_write_1h"}}) {
                const Json price = prices.value(theirs, Json());
                if (price.is_number()) put(figures, ours, price, 1.0);
                if (!price.is_object()) continue;
                put(figures, ours, price.at("base"), 1.0);
                for (const Json& tier : price.at("tiers")) {
                    const double above = tier.at("start").get<double>();
                    put(figures, threshold_text(above) + "." + ours, tier.at("price"), 1.0);
                    thresholds.insert(above);
                }
            }
            if (prices.contains("requests_kcount"))
                put(figures, "fee_per_request", prices["requests_kcount"], 1e-3);
            fill_steps(figures, thresholds);
        }
    }
    return all;
}

Whole openrouter(const Json& file) {
    Whole all;
    const std::map<std::string, std::string> names = {{"prompt", "input"},
                                                      {"completion", "output"},
                                                      {"input_cache_read", "cache_read"},
                                                      {"input_cache_write", "cache_write"},
                                                      {"input_cache_write_1h", "cache_write_1h"}};
    for (const Json& model : file.at("data")) {
        Figures& figures = all["openrouter/" + model.at("id").get<std::string>()];
        const Json& pricing = model.at("pricing");
        std::set<double> thresholds;
        for (const auto& [theirs, ours] : names) {
            if (pricing.contains(theirs)) put(figures, ours, pricing[theirs], 1e6);
            for (const Json& other : pricing.value("overrides", Json::array())) {
                const double above = other.at("min_prompt_tokens").get<double>() - 1.0;
                if (other.contains(theirs))
                    put(figures, threshold_text(above) + "." + ours, other[theirs], 1e6);
                thresholds.insert(above);
            }
        }
        fill_steps(figures, thresholds);
    }
    return all;
}

Whole portkey(const Json& file, const std::string& provider) {
    Whole all;
    for (const auto& [name, model] : file.items()) {
        if (name == "default") continue;
        Figures& figures = all[provider + "/" + name];
        const Json rates = model.value("/pricing_config/pay_as_you_go"_json_pointer, Json::object());
        const auto take = [&](const Json& table, const std::string& before) {
            for (const auto& [theirs, ours] : std::map<std::string, std::string>{
                     {"/request_token/price", "input"},
                     {"/response_token/price", "output"},
                     {"/cache_read_input_token/price", "cache_read"},
                     {"/cache_write_input_token/price", "cache_write"},
                     {"/additional_units/cache_write_1h/price", "cache_write_1h"}}) {
                const Json::json_pointer at(theirs);
                if (table.contains(at)) put(figures, before + ours, table[at], 1e4);
            }
        };
        take(rates, "");
        const Json modes =
            model.value("/custom_pricing/regions/default/execution_modes"_json_pointer, Json::object());
        std::set<double> thresholds;
        const Json above = model.value("/custom_pricing/context_tier_map"_json_pointer, Json::object());
        for (const auto& [threshold, tier] : above.items()) {
            const std::string path = "/standard/context_tiers/" + tier.get<std::string>();
            const Json::json_pointer at(path + "/pricing_config/pay_as_you_go");
            if (std::stod(threshold) > 0 && modes.contains(at)) {
                take(modes[at], threshold + ".");
                thresholds.insert(std::stod(threshold));
            }
        }
        fill_steps(figures, thresholds);
        for (const auto& [mode, table] : modes.items()) {
            if (mode == "standard" || mode == "batch") continue;
            take(table.value("/pricing_config/pay_as_you_go"_json_pointer, Json::object()), mode + ".");
            if (!above.contains("0")) continue;
            const std::string of_short = "/context_tiers/" + above["0"].get<std::string>();
            take(table.value(Json::json_pointer(of_short + "/pricing_config/pay_as_you_go"), Json::object()),
                 mode + ".");
        }
    }
    return all;
}

Whole llm_prices(const Json& file) {
    Whole all;
    std::vector<std::pair<std::string, double>> steps;
    for (const bool longer : {false, true}) {
        for (const Json& row : file.at("prices")) {
            const auto date = [&](const char* key) {
                const Json value = row.value(key, Json());
                return value.is_string() ? value.get<std::string>() : std::string();
            };
            if (!date("to_date").empty() && date("to_date") <= day) continue;
            const std::string id = row.at("id"), title = row.at("name");
            const auto dash = id.rfind('-');
            const bool is_step = id.ends_with('k') && title.find('>') != std::string::npos;
            if (is_step != longer) continue;
            const std::string name =
                row.at("vendor").get<std::string>() + "/" + (is_step ? id.substr(0, dash) : id);
            if (!is_step && all.contains(name)) continue;  // twice, at the same price
            const double above = is_step ? std::stod(id.substr(dash + 1)) * 1000.0 : 0.0;
            const std::string before = is_step ? threshold_text(above) + "." : "";
            if (is_step && !all.contains(name)) continue;
            put(all[name], before + "input", row.at("input"), 1.0);
            put(all[name], before + "output", row.at("output"), 1.0);
            put(all[name], before + "cache_read", row.value("input_cached", Json()), 1.0);
            if (is_step) fill_steps(all[name], {above});
        }
    }
    return all;
}

Figures figures_of(const CloudModel& model) {
    Figures figures;
    const auto take = [&](const auto& from, const std::string& before) {
        const auto one = [&](const char* name, const std::optional<Usd<TokenPrice>>& price) {
            if (price) figures[before + name] = price->dollars();
        };
        one("input", from.input_per_mtok);
        one("output", from.output_per_mtok);
        one("cache_read", from.cache_read_per_mtok);
        one("cache_write", from.cache_write_per_mtok);
        one("cache_write_1h", from.cache_write_1h_per_mtok);
    };
    take(model, "");
    for (const LongPromptPrices& step : model.long_context)
        take(step, threshold_text(step.above_input_tokens.value()) + ".");
    for (const PriceTier& tier : model.tiers) take(tier.prices, tier.name + ".");
    return figures;
}

struct WholeFeed {
    std::string file, provider;
    Whole (*read)(const Json&);
};
const WholeFeed whole_feeds[] = {
    {"litellm-model_prices_and_context_window.json", "", litellm},
    {"models-dev-api.json", "", models_dev},
    {"genai-prices-v1-data.json", "", genai},
    {"genai-prices-v2-data.json", "", genai},
    {"genai-prices-data-npm-0.1.8.json", "", genai},
    {"llm-prices-current-v1.json", "", llm_prices},
    {"llm-prices-historical-v1.json", "", llm_prices},
    {"openrouter-models.json", "", openrouter},
    {"portkey-openai.json", "openai", [](const Json& file) { return portkey(file, "openai"); }},
    {"portkey-anthropic.json", "anthropic", [](const Json& file) { return portkey(file, "anthropic"); }},
};

}  // namespace

TEST_CASE("every price of every entry of the published feeds is the file's", "[feeds]") {
    const fs::path directory = fs::path(AICOST_SHARED_DIR) / "reference" / "feeds";
    if (!fs::is_directory(directory)) {
        std::cout << "SKIPPED: " << directory.string() << " is not there\n";
        WARN("skipped: there is no " << directory.string());
        return;
    }
    for (const WholeFeed& one : whole_feeds) {
        INFO(one.file);
        std::ifstream in(directory / one.file, std::ios::binary);
        REQUIRE(in);
        const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        const Whole whole = one.read(Json::parse(text));
        const Feed* feed = find_feed(shape_of(text));
        REQUIRE(feed != nullptr);
        FeedData data;
        feed->read({text, day, one.provider}, data);
        std::size_t prices = 0, wrong = 0;
        for (const FeedData::Model& model : data.models) {
            const auto at = whole.find(model.their_name);
            if (at == whole.end()) {
                ++wrong;
                UNSCOPED_INFO(model.their_name << " is not in the file");
                continue;
            }
            Figures found = figures_of(model.entry), wanted = at->second;
            wanted.erase("fee_per_request");
            for (const auto& [name, value] : wanted) {
                ++prices;
                const auto here = found.find(name);
                if (here != found.end() && std::abs(here->second - value) <= 1e-9 * value + 1e-10) {
                    found.erase(here);
                    continue;
                }
                ++wrong;
                UNSCOPED_INFO(model.their_name << " " << name << ": " << value << " in the file, "
                                               << (here == found.end() ? -1.0 : here->second) << " read");
                if (here != found.end()) found.erase(here);
            }
            for (const auto& [name, value] : found) {
                ++wrong;
                UNSCOPED_INFO(model.their_name << " " << name << ": " << value << " read, none in the file");
            }
        }
        CHECK(wrong == 0);
        CHECK(prices > data.models.size());
        std::cout << one.file << ": " << prices << " prices of " << data.models.size() << " models\n";
    }
}

}  // namespace whole_feeds_test
