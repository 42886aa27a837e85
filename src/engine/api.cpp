#include "aicost/option/api.hpp"

#include <algorithm>

#include "ledger.hpp"

namespace aicost {

namespace {

constexpr std::string_view rules[] = {"whole_request", "excess"};

constexpr Field long_context_fields[] = {
    {"above_input_tokens", number<&LongContext::above_input_tokens>(), Unit::tokens, bounds::amount, "",
     "prompts longer than this", Presence::required},
    {"input_per_mtok", number<&LongContext::input_per_mtok>(), Unit::price_per_mtok, bounds::amount, "",
     "input", Presence::required},
    {"output_per_mtok", number<&LongContext::output_per_mtok>(), Unit::price_per_mtok, bounds::amount, "",
     "output; needed by the rule whole_request"},
    {"cache_read_per_mtok", number<&LongContext::cache_read_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "its input price", "input read from the cache"},
    {"cache_write_per_mtok", number<&LongContext::cache_write_per_mtok>(), Unit::price_per_mtok,
     bounds::amount, "its input price", "input written to the cache"},
    {"cache_write_1h_per_mtok", number<&LongContext::cache_write_1h_per_mtok>(), Unit::price_per_mtok,
     bounds::amount, "its cache-write price", "input written to be kept an hour"},
    {"rule",
     choice<&LongContext::rule>(rules),
     Unit::none,
     {},
     "\"whole_request\"",
     "whole_request: these prices for all tokens of a long request; excess: only for the input above the "
     "threshold"},
};
constexpr Record long_context_record{"long_context", "other prices for long prompts", long_context_fields};

constexpr std::string_view one_price_forms =
    "price_per_1k input_per_mtok output_per_mtok cache_read_per_mtok "
    "cache_write_per_mtok cache_write_1h_per_mtok";
constexpr std::string_view own_price_forms = "price_per_mtok price_per_1k";

constexpr Field api_fields[] = {
    {"model",
     text<&Api::model>(),
     Unit::none,
     {},
     "",
     "catalogue id that fills the prices which are not stated"},
    {"price_per_mtok", number<&Api::price_per_mtok>(), Unit::price_per_mtok, bounds::amount, "",
     "one price for all tokens", Presence::optional, one_price_forms},
    {"price_per_1k", number<&Api::price_per_mtok, 1000>(), Unit::price_per_1k_tokens, bounds::amount, "",
     "the same per 1,000 tokens", Presence::optional, "price_per_mtok"},
    {"input_per_mtok", number<&Api::input_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "from the catalogue", "input that no cache holds", Presence::optional, own_price_forms},
    {"output_per_mtok", number<&Api::output_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "from the catalogue", "output", Presence::optional, own_price_forms},
    {"cache_read_per_mtok", number<&Api::cache_read_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "the input price in force", "input read from the cache", Presence::optional, own_price_forms},
    {"cache_write_per_mtok", number<&Api::cache_write_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "the input price in force", "input written to the cache", Presence::optional, own_price_forms},
    {"cache_write_1h_per_mtok", number<&Api::cache_write_1h_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "the cache-write price", "input written to be kept an hour", Presence::optional, own_price_forms},
    {"long_context", record<&Api::long_context>(), Unit::none, {}, "none", "other prices for long prompts"},
    {"included_tokens_per_month", number<&Api::included_tokens_per_month>(), Unit::tokens_per_month,
     bounds::amount, "0", "a subscription's quota: tokens that the fee pays for"},
    {"batch_discount", number<&Api::batch_discount>(), Unit::share, bounds::share, "0",
     "taken off the batch share of the work"},
    {"monthly_fee", number<&Api::monthly_fee>(), Unit::money_per_month, bounds::amount, "0",
     "paid whatever is used"},
    {"monthly_minimum", number<&Api::monthly_minimum>(), Unit::money_per_month, bounds::amount, "0",
     "least that a month costs"},
    {"price_change_per_year", number<&Api::price_change_per_year>(), Unit::per_year, bounds::change, "0",
     "how token prices move; not fee and minimum"},
    {"tokens_per_minute", number<&Api::tokens_per_minute>(), Unit::tokens_per_minute, bounds::amount,
     "no limit", "rate limit: above it the option cannot serve the peak"},
    {"capabilities",
     text_list<&Api::capabilities>(),
     Unit::none,
     {},
     "[]",
     "what it is good enough for: held against requirements.quality"},
};
constexpr Record api_record{"api", "an API priced per token", api_fields};

TokenPrice blend(TokenPrice below, TokenPrice above, double share) {
    return below * (1.0 - share) + above * share;
}

}  // namespace

const Record& Api::record() { return api_record; }
const Record& LongContext::record() { return long_context_record; }

TokenPrices prices_in_force(const Api& api, std::optional<Tokens> input_tokens_per_request) {
    TokenPrices prices;
    prices.fresh_input = api.price_per_mtok ? *api.price_per_mtok : api.input_per_mtok.value_or(TokenPrice());
    prices.output = api.price_per_mtok ? *api.price_per_mtok : api.output_per_mtok.value_or(TokenPrice());
    prices.cache_read = api.cache_read_per_mtok.value_or(prices.fresh_input);
    prices.cache_write = api.cache_write_per_mtok.value_or(prices.fresh_input);
    prices.cache_write_1h = api.cache_write_1h_per_mtok.value_or(prices.cache_write);

    const auto& rule = api.long_context;
    if (!rule || !input_tokens_per_request || *input_tokens_per_request <= rule->above_input_tokens)
        return prices;
    TokenPrices above;
    above.fresh_input = rule->input_per_mtok.value_or(TokenPrice());
    above.output = rule->output_per_mtok.value_or(prices.output);
    above.cache_read = rule->cache_read_per_mtok.value_or(above.fresh_input);
    above.cache_write = rule->cache_write_per_mtok.value_or(above.fresh_input);
    above.cache_write_1h = rule->cache_write_1h_per_mtok.value_or(above.cache_write);
    if (rule->rule == LongContext::Rule::whole_request) return above;

    const double excess = 1.0 - rule->above_input_tokens / *input_tokens_per_request;
    prices.fresh_input = blend(prices.fresh_input, above.fresh_input, excess);
    prices.cache_read = blend(prices.cache_read, above.cache_read, excess);
    prices.cache_write = blend(prices.cache_write, above.cache_write, excess);
    prices.cache_write_1h = blend(prices.cache_write_1h, above.cache_write_1h, excess);
    return prices;
}

TokenPrice mixed_price(const Api& api, const Demand& demand) {
    const TokenPrices prices = prices_in_force(api, demand.input_tokens_per_request);
    const TokenMix& mix = demand.mix;
    const TokenPrice price = prices.fresh_input * mix.fresh_input + prices.cache_read * mix.cache_read +
                             prices.cache_write * mix.cache_write +
                             prices.cache_write_1h * mix.cache_write_1h + prices.output * mix.output;
    return price * (1.0 - demand.batch_share * api.batch_discount);
}

Ledger make_ledger(const Api& api, const Scenario& scenario, const Demand& demand) {
    Ledger ledger;
    const std::size_t months = demand.volume.size();
    const TokenPrice price = mixed_price(api, demand);
    const auto factors = monthly_price_factors(api.price_change_per_year, months);
    const Tokens quota = api.included_tokens_per_month;

    const auto charge = [&](Tokens volume, double factor) {
        return std::max(Tokens(), volume - quota) * price * factor;
    };
    const bool has_fee = api.monthly_fee > Money();
    const bool has_minimum = api.monthly_minimum > Money();

    // An item is filled before the next is made: making one may move the others.
    CashFlow& charges = ledger.item("tokens", months);
    for (std::size_t i = 0; i < months; ++i) charges.monthly[i] = charge(demand.volume[i], factors[i]);
    if (has_minimum) {
        std::vector<Money> top_up(months);
        for (std::size_t i = 0; i < months; ++i) {
            top_up[i] = std::max(Money(), api.monthly_minimum - charges.monthly[i] - api.monthly_fee);
        }
        ledger.item("monthly_minimum", months).monthly = std::move(top_up);
    }
    if (has_fee) ledger.item("monthly_fee", months).monthly.assign(months, api.monthly_fee);

    const Tokens one_more = tokens(1e6);
    const auto cost = [&](Tokens volume) {
        return std::max(charge(volume, 1.0) + api.monthly_fee, api.monthly_minimum);
    };
    const Tokens first = demand.volume.front();
    const bool on_the_slope = first >= quota && charge(first, 1.0) + api.monthly_fee >= api.monthly_minimum;
    ledger.marginal = on_the_slope ? price : (cost(first + one_more) - cost(first)) / one_more;

    if (api.tokens_per_minute) {
        const double peak = demand.shape.peak();
        for (int month = 1; month <= scenario.horizon_months; ++month) {
            const Tokens volume = demand.volume[static_cast<std::size_t>(month - 1)];
            const double per_minute = volume.value() / demand.days_per_month / 1440.0 * peak;
            if (per_minute * (1.0 - 1e-12) <= api.tokens_per_minute->value())
                continue;  // as for units, a limit just met holds
            ledger.feasible = false;
            ledger.notes.push_back(
                {Note::Code::over_rate_limit, month, per_minute, api.tokens_per_minute->value(), ""});
            break;
        }
    }
    if (demand.batch_share > 0.0 && api.batch_discount == 0.0) {
        ledger.notes.push_back({Note::Code::batch_not_discounted, 0, demand.batch_share, 0.0, ""});
    }
    return ledger;
}

}  // namespace aicost
