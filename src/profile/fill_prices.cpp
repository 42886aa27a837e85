#include "profile/fill_prices.hpp"

#include <algorithm>
#include <cmath>

#include "profile/members.hpp"
#include "profile/price_hours.hpp"
#include "text/day.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

struct PriceName {
    const char* key;
    std::optional<Usd<TokenPrice>> OtherPrices::*price;
};
constexpr PriceName price_names[] = {
    {"input_per_mtok", &OtherPrices::input_per_mtok},
    {"output_per_mtok", &OtherPrices::output_per_mtok},
    {"cache_read_per_mtok", &OtherPrices::cache_read_per_mtok},
    {"cache_write_per_mtok", &OtherPrices::cache_write_per_mtok},
    {"cache_write_1h_per_mtok", &OtherPrices::cache_write_1h_per_mtok},
};

OtherPrices own_prices(const CloudModel& model) {
    return {model.input_per_mtok, model.output_per_mtok, model.cache_read_per_mtok,
            model.cache_write_per_mtok, model.cache_write_1h_per_mtok};
}

// "1.50", and "0.0375" if two digits are too few.
std::string dollars_text(double dollars) {
    const bool cents = std::abs(dollars * 100.0 - std::nearbyint(dollars * 100.0)) < 1e-6;
    if (!cents) return shortest(dollars);
    const std::string digits = std::to_string(static_cast<long long>(std::llround(dollars * 100.0)));
    const std::string padded = digits.size() < 3 ? std::string(3 - digits.size(), '0') + digits : digits;
    return padded.substr(0, padded.size() - 2) + "." + padded.substr(padded.size() - 2);
}

std::string both_prices(const OtherPrices& prices, const CloudModel& model) {
    return dollars_text(prices.input_per_mtok.value_or(model.input_per_mtok).dollars()) + " / " +
           dollars_text(prices.output_per_mtok.value_or(model.output_per_mtok).dollars());
}

// The first month of the horizon that lies wholly at or after `day`: 1 + the months since the start, rounded up, and
// at least 1.
int month_of(const std::string& day, const std::string& start) {
    const auto part = [](const std::string& text, std::size_t at, std::size_t size) {
        int number = 0;
        for (std::size_t i = at; i < at + size && i < text.size(); ++i)
            number = number * 10 + (text[i] - '0');
        return number;
    };
    const auto months = [&](const std::string& text) { return part(text, 0, 4) * 12 + part(text, 5, 2); };
    const int whole = months(day) - months(start);
    return std::max(1, 1 + whole + (part(day, 8, 2) > part(start, 8, 2) ? 1 : 0));
}

}  // namespace

PriceFiller::PriceFiller(Json& root, std::vector<Filled>& filled)
    : root_(root), filled_(filled), usd_rate_(number_at(root, "usd_rate").value_or(1.0)) {}

void PriceFiller::say(const Fact& fact, const std::string& what) {
    filled_.push_back({"", fact.id + ": " + what, ""});  // notes are shown only once
}

void PriceFiller::put(Json& object, const std::string& path, const char* key, double value,
                      const Fact& fact) {
    if (states(object, key)) return;
    object[key] = value;
    filled_.push_back({path + "." + key, fact.id + ": " + fact.source, fact.as_of});
}

void PriceFiller::put_price(Json& object, const std::string& path, const char* key,
                            const std::optional<Usd<TokenPrice>>& price, const Fact& fact) {
    if (price) put(object, path, key, in_currency(*price, usd_rate_).value() * factor_, fact);
}

void PriceFiller::put_all(Json& object, const std::string& path, const OtherPrices& prices,
                          const Fact& fact) {
    for (const PriceName& row : price_names) put_price(object, path, row.key, prices.*row.price, fact);
}

void PriceFiller::fill(const std::string& id, Json& option, const CloudModel& model, double factor) {
    factor_ = factor;
    const Fact& fact = model.fact;
    const bool one_price = states(option, "price_per_mtok") || states(option, "price_per_1k");
    if (!one_price) {
        if (!model.prices_from.empty()) dated_.push_back({id, &option, model, factor});
        const OtherPrices prices = put_hours(option, model);
        put_all(option, id, prices, fact);
        if (!model.long_context.empty() && !states(option, "long_context"))
            put_long_context(id, option, model);
    }
    if (model.batch_discount) put(option, id, "batch_discount", *model.batch_discount, fact);
    if (model.fee_per_request) put_fee(id, option, model);
    if (model.reasoning_per_mtok) {
        say(fact, "reasoning tokens cost " + dollars_text(model.reasoning_per_mtok->dollars()) +
                      " per million; they are counted at the price of output");
    }
    if (model.fee_per_search) {
        say(fact, "a search costs " + dollars_text(model.fee_per_search->dollars()) +
                      " more, which is not counted");
    }
    if (!fact.note.empty()) say(fact, fact.note);
}

void PriceFiller::put_long_context(const std::string& id, Json& option, const CloudModel& model) {
    Json steps = Json::array();
    const bool several = model.long_context.size() > 1;
    for (std::size_t i = 0; i < model.long_context.size(); ++i) {
        const LongPromptPrices& rule = model.long_context[i];
        const std::string path =
            id + ".long_context" + (several ? "." + std::to_string(i + 1) : std::string());
        Json step = Json::object();
        put(step, path, "above_input_tokens", rule.above_input_tokens.value(), model.fact);
        put_all(step, path,
                {rule.input_per_mtok, rule.output_per_mtok, rule.cache_read_per_mtok,
                 rule.cache_write_per_mtok, rule.cache_write_1h_per_mtok},
                model.fact);
        step["rule"] = rule.rule == LongContext::Rule::excess ? "excess" : "whole_request";
        steps.push_back(std::move(step));
    }
    option["long_context"] = several ? std::move(steps) : std::move(steps[0]);
}

OtherPrices PriceFiller::put_hours(Json& option, const CloudModel& model) {
    OtherPrices prices = own_prices(model);
    const bool own = states(option, "input_per_mtok") || states(option, "output_per_mtok");
    if (model.price_windows.empty() || own || states(option, "price_by_hour")) return prices;
    const std::vector<HourShares> shares = window_shares(root_, model.price_windows);
    const bool one_ratio =
        std::all_of(model.price_windows.begin(), model.price_windows.end(),
                    [&](const PriceWindow& window) { return ratio_of(window, model).has_value(); });
    if (one_ratio) {
        Json factors = Json::array();
        for (std::size_t hour = 0; hour < hours_a_day; ++hour) {
            double factor = 1.0;
            for (std::size_t i = 0; i < shares.size(); ++i)
                factor += shares[i][hour] * (*ratio_of(model.price_windows[i], model) - 1.0);
            factors.push_back(factor);
        }
        option["price_by_hour"] = std::move(factors);
        say(model.fact, "its price changes with the hour of the day (UTC); counted by the hours of the load");
        return prices;
    }
    const HourShares weights = load_weights(root_);
    for (const PriceName& row : price_names) {
        std::optional<Usd<TokenPrice>>& price = prices.*row.price;
        if (!price) continue;
        double mean = price->dollars();
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const auto& other = model.price_windows[i].prices.*row.price;
            if (!other) continue;
            for (std::size_t hour = 0; hour < hours_a_day; ++hour)
                mean += weights[hour] * shares[i][hour] * (other->dollars() - price->dollars()) / hours_a_day;
        }
        price = Usd<TokenPrice>(mean);
    }
    say(model.fact,
        "its prices change with the hour of the day (UTC); each is its mean over the hours of the load");
    return prices;
}

void PriceFiller::put_fee(const std::string& id, Json& option, const CloudModel& model) {
    const auto work = root_.find("workload");
    const bool sizes =
        work != root_.end() && work->is_object() &&
        ((states(*work, "input_tokens_per_request") && states(*work, "output_tokens_per_request")) ||
         states(*work, "conversation"));
    const double fee = in_currency(*model.fee_per_request, usd_rate_).value();
    if (sizes) return put(option, id, "fee_per_request", fee, model.fact);
    say(model.fact, "each request costs " + dollars_text(model.fee_per_request->dollars()) +
                        " more, which is not counted: the sizes of a request are not stated");
}

void PriceFiller::fill_steps() {
    std::string start;
    if (const auto at = root_.find("start"); at != root_.end() && at->is_string())
        start = at->get<std::string>();
    if (start.size() == 7) start += "-01";
    if (start.size() != 10 || !last_day(start)) {
        int newest = 0;
        for (const Filled& value : filled_) newest = std::max(newest, last_day(value.as_of).value_or(0));
        start = day_text(newest);
    }
    const double horizon = number_at(root_, "horizon_months").value_or(24.0);
    for (const Dated& one : dated_) {
        factor_ = one.factor;
        const Fact& fact = one.model.fact;
        Json steps = Json::array();
        const bool own_steps = states(*one.option, "price_steps");
        std::vector<const char*> own;  // prices that the profile states itself: they stay
        for (const PriceName& row : price_names) {
            const bool filled = std::any_of(filled_.begin(), filled_.end(), [&](const Filled& value) {
                return value.path == one.id + "." + row.key;
            });
            if (states(*one.option, row.key) && !filled) own.push_back(row.key);
        }
        for (const ComingPrice& coming : one.model.prices_from) {
            const int month = month_of(coming.from, start);
            const std::string when = "from month " + std::to_string(month) + " (" + coming.from + ")";
            if (!coming.certain) {
                if (month <= horizon)
                    say(fact, when + " it may be " + both_prices(coming.prices, one.model) + "; " +
                                  (coming.note.empty() ? "not counted" : coming.note));
                continue;
            }
            Json step = Json::object();
            step["from_month"] = month;
            for (const PriceName& row : price_names) {
                const auto& price = coming.prices.*row.price;
                const bool kept = std::find(own.begin(), own.end(), row.key) != own.end();
                if (price && !kept) step[row.key] = in_currency(*price, usd_rate_).value() * factor_;
            }
            if (own_steps || step.size() == 1) continue;
            if (month <= horizon) say(fact, when + ": " + both_prices(coming.prices, one.model));
            // of two in the same month, the later
            if (!steps.empty() && steps.back()["from_month"] == month) steps.erase(steps.size() - 1);
            steps.push_back(std::move(step));
        }
        if (!steps.empty()) (*one.option)["price_steps"] = std::move(steps);
    }
}

}  // namespace aicost
