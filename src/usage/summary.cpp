// Summarises totals: tokens per day, mix, models, hours, cost.
#include <algorithm>

#include "aicost/usage.hpp"
#include "usage/time_text.hpp"

namespace aicost {

namespace {

constexpr double million = 1e6, nano = 1e-9;

double as_double(std::uint64_t count) { return static_cast<double>(count); }

std::array<double, 5> costs_at(const TokenCounts& tokens, const UsePrice& price) {
    return {as_double(tokens.fresh_input) * price.fresh_input / million,
            as_double(tokens.cache_read) * price.cache_read / million,
            as_double(tokens.cache_write) * price.cache_write / million,
            as_double(tokens.cache_write_1h) * price.cache_write_1h / million,
            as_double(tokens.output) * price.output / million};
}

class Summing {
public:
    Summing(const UsageLog& log, const PriceLookup& prices) : log_(log), prices_(prices) {}

    UsageSummary run(std::optional<double> undated_days) {
        for (const auto& [key, hours] : log_.series) {
            std::map<std::int64_t, UsageAmount> by_day;
            for (const auto& [hour, amount] : hours) {
                add(key, hour, amount);
                by_day[usage::day_of_hour(hour)] += amount;
            }
            for (const auto& [day, amount] : by_day) price(key, day, amount);
        }
        days(undated_days);
        shape();
        finish_models();
        return std::move(summary_);
    }

private:
    void add(const UsageKey& key, std::int64_t hour, const UsageAmount& amount) {
        const std::uint64_t tokens = amount.tokens.total();
        summary_.tokens += amount.tokens;
        summary_.requests += amount.requests;
        if (amount.requests > 0) {
            summary_.tokens_of_requests += tokens;
            summary_.input_of_requests += amount.tokens.input();
        }
        if (key.batch) summary_.batch_tokens += tokens;
        summary_.searches += amount.searches;
        summary_.unpriced_searches += amount.searches;
        if (!key.region.empty()) summary_.regions[key.region] += tokens;
        if (key.time == UsageKey::Time::none) {
            summary_.undated_tokens += tokens;
        } else {
            by_day_[usage::day_of_hour(hour)] += tokens;
        }
        if (key.time == UsageKey::Time::hour) by_hour_[static_cast<std::size_t>(hour % 24)] += tokens;
        ModelUse& model = models_[key.model];
        model.tokens += amount.tokens;
        model.requests += amount.requests;
    }

    void price(const UsageKey& key, std::int64_t day, const UsageAmount& amount) {
        ModelUse& model = models_[key.model];
        const std::string date = key.time == UsageKey::Time::none ? std::string() : date_of_hour(day * 24);
        const double paid = static_cast<double>(amount.nano_dollars) * nano;
        if (key.costed) {
            summary_.cost_in_log = summary_.cost_in_log.value_or(0.0) + paid;
            summary_.costed_requests += amount.requests;
        }
        const PriceAnswer answer = prices_(key, date), newest = prices_(key, {});
        if (!answer.price) {
            model.unpriced_requests += amount.requests;
            model.unpriced_tokens += amount.tokens.total();
            model.why_unpriced = answer.why_not;
            if (key.costed && amount.nano_dollars > 0) {
                summary_.paid_tokens += amount.tokens;
                summary_.paid_without_price += paid;
            }
            summary_.unpriced_requests += amount.requests;
            summary_.unpriced_tokens += amount.tokens.total();
            return;
        }
        const auto parts = costs_at(amount.tokens, *answer.price);
        const auto newest_parts = costs_at(amount.tokens, newest.price ? *newest.price : *answer.price);
        double cost = 0.0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            summary_.priced_cost[i] += parts[i];
            summary_.newest_cost[i] += Usd<Money>(newest_parts[i]);
            cost += parts[i];
        }
        summary_.priced_tokens += amount.tokens;
        model.cost = model.cost.value_or(0.0) + cost;
        summary_.cost = summary_.cost.value_or(0.0) + cost;
        summary_.prices.emplace(answer.price->id, answer.price->fact);
        model.prices.insert(answer.price->id);
        if (answer.unless_long) summary_.tokens_of_unknown_prompts += amount.tokens.total();
        if (!key.costed) return;
        if (!summary_.reconciled) summary_.reconciled = UsageSummary::Reconciliation{};
        summary_.reconciled->in_log += paid;
        summary_.reconciled->at_prices += cost;
        summary_.reconciled->requests += amount.requests;
    }

    void days(std::optional<double> undated_days) {
        summary_.days_with_use = static_cast<std::uint64_t>(
            std::count_if(by_day_.begin(), by_day_.end(), [](const auto& one) { return one.second > 0; }));
        const std::uint64_t dated = summary_.tokens.total() - summary_.undated_tokens;
        if (!log_.first_hour) {
            if (undated_days) summary_.tokens_per_day = as_double(summary_.undated_tokens) / *undated_days;
            return;
        }
        const std::int64_t first = usage::day_of_hour(*log_.first_hour),
                           last = usage::day_of_hour(*log_.last_hour);
        summary_.first_day = date_of_hour(first * 24);
        summary_.last_day = date_of_hour(last * 24);
        summary_.days = static_cast<std::uint64_t>(last - first) + 1;
        summary_.tokens_per_day = as_double(dated) / as_double(summary_.days);
        if (undated_days) *summary_.tokens_per_day += as_double(summary_.undated_tokens) / *undated_days;
        // nearest rank over all days, including those without use
        std::vector<std::uint64_t> tokens;
        for (const auto& [day, count] : by_day_) tokens.push_back(count);
        std::sort(tokens.begin(), tokens.end());
        const std::uint64_t rank = (summary_.days * 95 + 99) / 100;
        const std::uint64_t empty = summary_.days - std::min<std::uint64_t>(summary_.days, tokens.size());
        summary_.tokens_on_p95_day = rank <= empty ? 0.0 : as_double(tokens[rank - empty - 1]);
    }

    void shape() {
        std::uint64_t known = 0;
        for (const std::uint64_t tokens : by_hour_) known += tokens;
        if (known == 0) return;
        std::array<double, 24> weights{};
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = as_double(by_hour_[i]) * 24.0 / as_double(known);
        summary_.hours = weights;
        summary_.hours_known_share = as_double(known) / as_double(summary_.tokens.total());
    }

    void finish_models() {
        for (auto& [name, model] : models_) {
            model.model = name;
            summary_.models.push_back(std::move(model));
        }
        std::stable_sort(
            summary_.models.begin(), summary_.models.end(),
            [](const ModelUse& a, const ModelUse& b) { return a.tokens.total() > b.tokens.total(); });
    }

    const UsageLog& log_;
    const PriceLookup& prices_;
    UsageSummary summary_;
    std::map<std::int64_t, std::uint64_t> by_day_;
    std::array<std::uint64_t, 24> by_hour_{};
    std::map<std::string, ModelUse> models_;
};

}  // namespace

double cost_at(const TokenCounts& tokens, const UsePrice& price) {
    double sum = 0.0;
    for (const double part : costs_at(tokens, price)) sum += part;
    return sum;
}

UsageSummary summarise(const UsageLog& log, const PriceLookup& prices, std::optional<double> undated_days) {
    return Summing(log, prices).run(undated_days);
}

}  // namespace aicost
