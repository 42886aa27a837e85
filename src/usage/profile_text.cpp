#include "usage/profile_text.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "json/json_writer.hpp"
#include "text/encoding.hpp"
#include "text/listed.hpp"

namespace aicost {

namespace {

using OrderedJson = nlohmann::ordered_json;

double real(std::uint64_t count) { return static_cast<double>(count); }

// Six significant digits: shares are measured.
OrderedJson six_digits(double value) {
    if (value == 0.0) return 0;
    const double scale = std::pow(10.0, 5 - std::floor(std::log10(std::abs(value))));
    const double short_value = std::round(value * scale) / scale;
    if (std::floor(short_value) == short_value) return static_cast<std::int64_t>(short_value);
    return short_value;
}

OrderedJson workload_of(const UsageSummary& summary, const UsageOutlook& future, OrderedJson& profile) {
    const TokenCounts& tokens = summary.tokens;
    OrderedJson workload = OrderedJson::object();
    double per_day = *summary.tokens_per_day;
    // days without work do not lower a day's load; instead the week has fewer active days
    constexpr std::uint64_t four_weeks = 28;
    constexpr double max_days = 0.85, month = 30.4375;
    const double worked = summary.days == 0 ? 1.0 : real(summary.days_with_use) / real(summary.days);
    if (summary.days >= four_weeks && worked < max_days) {
        per_day /= worked;
        profile["days_per_month"] = six_digits(month * worked);
    }
    workload["tokens_per_day"] = std::llround(per_day);
    if (future.growth_is_clear())
        workload["growth_per_month"] = six_digits(std::clamp(*future.growth_per_month, -0.5, 0.5));
    if (tokens.total() == 0) return workload;
    workload["output_share"] = six_digits(real(tokens.output) / real(tokens.total()));
    if (summary.requests > 0 && summary.tokens_of_requests == tokens.total() && tokens.input() > 0 &&
        tokens.output > 0) {
        workload["input_tokens_per_request"] = six_digits(real(tokens.input()) / real(summary.requests));
        workload["output_tokens_per_request"] = six_digits(real(tokens.output) / real(summary.requests));
    }
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

// The mean price of each kind of token, in the profile's currency. Batch discounts are included, so the workload has
// no batch share. For tokens without a price, what was paid is distributed over the kinds.
OrderedJson prices_of(const UsageSummary& summary, double usd_rate) {
    const TokenCounts &priced = summary.priced_tokens, &paid = summary.paid_tokens;
    const double per_paid = paid.total() > 0 ? summary.paid_without_price / real(paid.total()) : 0.0;
    const struct {
        const char* key;
        std::uint64_t priced, paid;
    } kinds[] = {{"input_per_mtok", priced.fresh_input, paid.fresh_input},
                 {"cache_read_per_mtok", priced.cache_read, paid.cache_read},
                 {"cache_write_per_mtok", priced.cache_write, paid.cache_write},
                 {"cache_write_1h_per_mtok", priced.cache_write_1h, paid.cache_write_1h},
                 {"output_per_mtok", priced.output, paid.output}};
    OrderedJson prices = OrderedJson::object();
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        const std::uint64_t count = kinds[i].priced + kinds[i].paid;
        if (count == 0) continue;
        Usd<Money> cost = summary.newest_cost[i];
        cost += Usd<Money>(per_paid * real(kinds[i].paid));
        prices[kinds[i].key] = six_digits((in_currency(cost, usd_rate) / Tokens(real(count))).value());
    }
    // an unused kind has no price; input and output must have one
    for (const auto& [key, other] :
         {std::pair{"input_per_mtok", "output_per_mtok"}, std::pair{"output_per_mtok", "input_per_mtok"}}) {
        if (!prices.contains(key) && prices.contains(other)) prices[key] = prices[other];
    }
    if (!prices.contains("input_per_mtok") && !prices.empty())
        prices["input_per_mtok"] = prices["output_per_mtok"] = prices.front();
    return prices;
}

}  // namespace

UsageProfile profile_from_usage(std::string_view base, double usd_rate, const UsageSummary& summary,
                                const UsageOutlook& future, std::string_view name) {
    UsageProfile result;
    OrderedJson profile = OrderedJson::parse(base, nullptr, true, true);
    profile["name"] = as_utf8(name);
    profile["description"] =
        "workload measured from usage logs, " +
        (summary.first_day.empty() ? "undated" : summary.first_day + " to " + summary.last_day);
    profile["workload"] = workload_of(summary, future, profile);
    profile.erase("usage_levels");
    OrderedJson sources = profile.value("sources", OrderedJson::object());
    sources.erase("usage_levels");
    sources["workload"] = {{"source", "usage logs read by aicost usage"}};

    const std::string currency = profile.value("currency", "USD");
    const bool convertible = currency == "USD" || profile.contains("usd_rate");
    const OrderedJson prices = prices_of(summary, usd_rate);
    constexpr double max_unknown = 0.02;  // of the tokens: more would be a guess
    const std::uint64_t known = summary.priced_tokens.total() + summary.paid_tokens.total();
    if (prices.empty()) {
        result.warnings.push_back(
            "no model of the log has a price, and the log does not say what it cost: the "
            "profile has no option as_used");
    } else if (real(known) < (1.0 - max_unknown) * real(summary.tokens.total())) {
        result.warnings.push_back(
            "some tokens of the log have no price, and the log does not say what they cost: "
            "the profile has no option as_used");
    } else if (!convertible) {
        result.warnings.push_back("the profile is in " + currency +
                                  " and has no usd_rate: it has no option as_used");
    } else {
        if (known < summary.tokens.total())
            result.warnings.push_back(
                "some tokens of the log have no price, and it does not say what they cost: as_used "
                "has them at the mean of the others");
        OrderedJson option = {{"kind", "api"}};
        option.update(prices);
        profile["options"]["as_used"] = std::move(option);
        std::set<std::string> models;
        for (const auto& [price, fact] : summary.prices) models.insert(price.id);
        const std::string ids = listed(models);
        std::string source = ids.empty() ? "" : "mean of the newest catalogue prices for the mix of " + ids;
        if (usd_rate != 1.0 && !ids.empty()) source += ", times usd_rate";
        if (summary.paid_tokens.total() > 0)
            source +=
                std::string(ids.empty() ? "" : "; ") + "what the log says was paid where there is no price";
        sources["as_used"] = {{"source", source}};
        result.as_used = true;
    }
    profile["sources"] = std::move(sources);
    result.text = json_file(profile);
    return result;
}

}  // namespace aicost
