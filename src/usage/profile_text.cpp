#include "usage/profile_text.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "text/encoding.hpp"

namespace aicost {

namespace {

using OrderedJson = nlohmann::ordered_json;

double real(std::uint64_t count) { return static_cast<double>(count); }

// Six significant digits: shares are measured, not defined.
OrderedJson six_digits(double value) {
    if (value == 0.0) return 0;
    const double scale = std::pow(10.0, 5 - std::floor(std::log10(std::abs(value))));
    const double short_value = std::round(value * scale) / scale;
    if (std::floor(short_value) == short_value) return static_cast<std::int64_t>(short_value);
    return short_value;
}

Tokens tokens_counted(std::uint64_t count) { return Tokens(real(count)); }

OrderedJson workload_of(const UsageSummary& summary) {
    const TokenCounts& tokens = summary.tokens;
    OrderedJson workload = OrderedJson::object();
    workload["tokens_per_day"] = std::llround(*summary.tokens_per_day);
    if (tokens.total() == 0) return workload;
    workload["output_share"] = six_digits(real(tokens.output) / real(tokens.total()));
    if (tokens.input() > 0) {
        const auto set = [&](const char* key, std::uint64_t count) {
            // rounded down, so that the shares never add up to more than 1
            if (count > 0) workload[key] = std::floor(real(count) / real(tokens.input()) * 1e6) / 1e6;
        };
        set("cache_read_share", tokens.cache_read);
        set("cache_write_share", tokens.cache_write);
        set("cache_write_1h_share", tokens.cache_write_1h);
    }
    if (summary.hours) {
        OrderedJson weights = OrderedJson::array();
        for (const double weight : *summary.hours) weights.push_back(six_digits(weight));
        workload["load_shape"] = std::move(weights);
    }
    return workload;
}

// The mean of the newest prices of each sort of token: batch discounts are in it, so the workload has no
// batch share.
OrderedJson prices_of(const UsageSummary& summary, double usd_rate) {
    const TokenCounts& tokens = summary.priced_tokens;
    const struct {
        const char* key;
        std::uint64_t count;
    } kinds[] = {{"input_per_mtok", tokens.fresh_input},
                 {"cache_read_per_mtok", tokens.cache_read},
                 {"cache_write_per_mtok", tokens.cache_write},
                 {"cache_write_1h_per_mtok", tokens.cache_write_1h},
                 {"output_per_mtok", tokens.output}};
    OrderedJson prices = OrderedJson::object();
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        if (kinds[i].count > 0)
            prices[kinds[i].key] = six_digits(
                (in_currency(summary.newest_cost[i], usd_rate) / tokens_counted(kinds[i].count)).value());
    }
    // a sort that was not used has no price here; input and output must have one
    for (const auto& [key, other] :
         {std::pair{"input_per_mtok", "output_per_mtok"}, std::pair{"output_per_mtok", "input_per_mtok"}}) {
        if (!prices.contains(key) && prices.contains(other)) prices[key] = prices[other];
    }
    return prices;
}

}  // namespace

UsageProfile profile_from_usage(std::string_view base, double usd_rate, const UsageSummary& summary,
                                std::string_view name) {
    UsageProfile result;
    OrderedJson profile = OrderedJson::parse(base, nullptr, true, true);
    const OrderedJson prices = prices_of(summary, usd_rate);
    profile["name"] = as_utf8(name);
    profile["description"] =
        "workload measured from usage logs, " +
        (summary.first_day.empty() ? "undated" : summary.first_day + " to " + summary.last_day);
    profile["workload"] = workload_of(summary);
    profile.erase("usage_levels");
    OrderedJson sources = profile.value("sources", OrderedJson::object());
    sources.erase("usage_levels");
    sources["workload"] = {{"source", "usage logs read by aicost usage"}};
    std::string ids;
    std::set<std::string> models;
    for (const auto& [price, fact] : summary.prices) models.insert(price.id);
    for (const std::string& model : models) ids += (ids.empty() ? "" : ", ") + model;
    for (auto& [id, option] : profile["options"].items()) {
        if (option.value("kind", "") != "api") continue;
        if (!prices.contains("input_per_mtok")) {
            result.warnings.push_back("no model of the log has a price: option `" + id +
                                      "` keeps the prices of the profile that this one is made from");
            continue;
        }
        for (const char* key : {"model", "price_per_mtok", "price_per_1k", "input_per_mtok",
                                "output_per_mtok", "cache_read_per_mtok", "cache_write_per_mtok",
                                "cache_write_1h_per_mtok", "long_context", "batch_discount"})
            option.erase(key);
        option.update(prices);
        sources[id] = {{"source", "mean of the newest catalogue prices for the mix of " + ids +
                                      (usd_rate == 1.0 ? "" : ", times usd_rate")}};
    }
    if (summary.unpriced_tokens > 0 && prices.contains("input_per_mtok"))
        result.warnings.push_back(
            "some tokens of the log have no price; the api prices are the mean of the others");
    profile["sources"] = std::move(sources);
    result.text = profile.dump(2) + "\n";
    return result;
}

}  // namespace aicost
