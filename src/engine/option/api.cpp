#include "aicost/option/api.hpp"

#include "aicost/scenario.hpp"

#include "engine/option/rows.hpp"

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

constexpr Bounds first_month{1.0, longest_horizon, false, true};
constexpr Bounds seats{1.0, largest_input, false, true};
constexpr Bounds factor{0.0, 1e6};

constexpr Field price_step_fields[] = {
    {"from_month", number<&PriceStep::from_month>(), Unit::months, first_month, "",
     "the first month of these prices; rising from step to step", Presence::required},
    {"price_per_mtok", number<&PriceStep::price_per_mtok>(), Unit::price_per_mtok, bounds::amount, "",
     "one price for all tokens, in place of all earlier ones"},
    {"input_per_mtok", number<&PriceStep::input_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "as before", "input that no cache holds"},
    {"output_per_mtok", number<&PriceStep::output_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "as before", "output"},
    {"cache_read_per_mtok", number<&PriceStep::cache_read_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "as before", "input read from the cache"},
    {"cache_write_per_mtok", number<&PriceStep::cache_write_per_mtok>(), Unit::price_per_mtok, bounds::amount,
     "as before", "input written to the cache"},
    {"cache_write_1h_per_mtok", number<&PriceStep::cache_write_1h_per_mtok>(), Unit::price_per_mtok,
     bounds::amount, "as before", "input written to be kept an hour"},
};
constexpr Record price_step_record{"price_steps", "prices from a month on", price_step_fields};

constexpr Field api_rows[] = {
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
    {"long_context",
     record_list<&Api::long_context>(true),
     Unit::none,
     {},
     "none",
     "other prices for long prompts: one step, or a list by rising threshold, of one rule"},
    {"price_factor", number<&Api::price_factor>(), Unit::ratio, factor, "1",
     "multiplies every token price: a region's surcharge, a negotiated discount"},
    {"price_by_hour", hourly<&Api::price_by_hour>(), Unit::factors, factor, "1 in each hour",
     "24 factors of the token prices, by the user's hours"},
    {"price_steps",
     record_list<&Api::price_steps>(),
     Unit::none,
     {},
     "none",
     "prices that hold from a month on, by rising month"},
    {"seats", number<&Api::seats>(), Unit::seats, seats, "1", "people with a subscription; they do not grow"},
    {"fee_per_seat", number<&Api::fee_per_seat>(), Unit::money_per_month, bounds::amount, "0",
     "a subscription's fee, of each seat"},
    {"included_spend_per_seat", number<&Api::included_spend_per_seat>(), Unit::money_per_month,
     bounds::amount, "0", "token charges that a seat's fee covers"},
    {"max_tokens_per_seat", number<&Api::max_tokens_per_seat>(), Unit::tokens_per_month, bounds::amount,
     "no limit", "a plan's cap: above it the option cannot serve"},
    {"fee_per_request", number<&Api::fee_per_request>(), Unit::price_per_request, bounds::amount, "0",
     "searches, calls (needs the sizes of a request)"},
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
};
constexpr auto api_fields =
    joined(std::to_array(api_rows), running_rows<&Api::running>(), about_rows<&Api::about>());
constexpr Record api_record{"api", "an API priced per token", api_fields};

}  // namespace

const Record& Api::record() { return api_record; }
const Record& PriceStep::record() { return price_step_record; }
const Record& LongContext::record() { return long_context_record; }

}  // namespace aicost
