#include "profile/other_words.hpp"

#include <algorithm>

#include "text/lower_case.hpp"

namespace aicost {

namespace {

struct OtherWord {
    std::string_view word, means;
    std::string_view how = {};
};

constexpr OtherWord other_keys[] = {
    {"price_per_seat", "fee_per_seat"},
    {"price_per_user", "fee_per_seat"},
    {"seat_price", "fee_per_seat"},
    {"users", "seats"},
    {"people", "seats"},
    {"licences", "seats"},
    {"licenses", "seats"},
    {"subscription", "monthly_fee", "fee_per_seat where it is by the seat"},
    {"monthly_price", "monthly_fee"},
    {"discount", "price_factor", "0.8 where 20% are off"},
    {"markup", "price_factor", "1.2 where 20% are added"},
    {"multiplier", "price_factor"},
    {"free_tokens_per_month", "included_tokens_per_month"},
    {"credit", "included_spend_per_seat", "each month's, by the seat"},
    {"cap", "max_tokens_per_seat", "a month's"},
    {"price_per_request", "fee_per_request"},
    {"input_price", "input_per_mtok", "of a million tokens"},
    {"output_price", "output_per_mtok", "of a million tokens"},
    {"price_per_second", "price_per_hour", "3,600 times a second's"},
    {"price_per_minute", "price_per_hour", "60 times a minute's"},
    {"price_per_day", "price_per_hour", "a day's / 24"},
    {"price_per_year", "price_per_month", "a year's / 12"},
    {"rent", "price_per_month"},
    {"interruption_rate", "lost_share"},
    {"preemption_rate", "lost_share"},
    {"cold_start", "cold_start_seconds"},
    {"idle_timeout", "idle_timeout_seconds"},
    {"cache_hit_rate", "cache_read_share"},
    {"cached_share", "cache_read_share"},
    {"cache_share", "cache_read_share"},
    {"conversations_per_month", "conversations_per_day", "a month's / days_per_month"},
    {"conversations_per_year", "conversations_per_day", "a year's / 12 / days_per_month"},
    {"requests_per_hour", "requests_per_day"},
    {"requests_per_year", "requests_per_month", "a year's / 12"},
    {"tokens_per_year", "tokens_per_month", "a year's / 12"},
    {"hours", "load_shape", "24 weights, one for each hour of the day"},
    {"working_days", "active_days_per_week"},
    {"days_per_week", "active_days_per_week"},
    {"timezone", "utc_offset_hours"},
    {"route", "parts", "each option with its weight"},
    {"routing", "parts", "each option with its weight"},
    {"split", "parts", "each option with its weight"},
    {"weights", "parts", "each option with its weight"},
    {"retry_rate", "success_share", "1 - the share that is asked again"},
    {"error_rate", "success_share", "1 - the share that is asked again"},
    {"lifetime_years", "lifetime_months", "12 times the years"},
    {"depreciation", "depreciation_per_year"},
    {"resale_value", "salvage_share", "of what was paid"},
    {"residual_value", "salvage_share", "of what was paid"},
    {"watts", "load_watts"},
    {"tdp", "load_watts"},
    {"interest_rate", "apr"},
    {"months_horizon", "horizon_months"},
    {"years", "horizon_months", "12 times the years"},
};

constexpr OtherWord other_choices[] = {
    // of `kind`
    {"subscription", "api", "with seats and fee_per_seat, or monthly_fee"},
    {"plan", "api", "with seats and fee_per_seat, or monthly_fee"},
    {"cloud", "api"},
    {"saas", "api"},
    {"local", "owned"},
    {"gpu", "owned"},
    {"hardware", "owned"},
    {"on-prem", "owned"},
    {"on_prem", "owned"},
    {"on_premises", "owned"},
    {"bought", "owned"},
    {"rental", "rented"},
    {"colocation", "owned", "with `colocation`"},
    {"router", "hybrid", "with `parts`"},
    {"routing", "hybrid", "with `parts`"},
    {"mix", "hybrid"},
    // of `billing`
    {"serverless", "scale_to_zero", "or busy_hours, where only the seconds of work are paid"},
    {"on_demand", "always_on"},
    {"reserved", "always_on", "with price_held_months, where the price is held for a term"},
    {"committed", "always_on", "with price_held_months, where the price is held for a term"},
    {"spot", "always_on", "with lost_share, for the work that interruptions lose"},
    {"per_second", "busy_hours"},
    {"by_the_second", "busy_hours"},
    {"autoscale", "whole_units"},
    {"autoscaled", "whole_units"},
    {"autoscaling", "whole_units"},
    // of `load_shape`
    {"office_hours", "business_hours"},
    {"working_hours", "business_hours"},
    {"constant", "flat"},
    {"even", "flat"},
};

}  // namespace

std::string meant_by(std::string_view word, const std::vector<std::string>& known, std::string_view object) {
    const std::string lower = lower_case(word);
    const auto row_in = [&](const auto& rows) -> const OtherWord* {
        for (const OtherWord& row : rows) {
            if (row.word == lower && std::find(known.begin(), known.end(), row.means) != known.end())
                return &row;
        }
        return nullptr;
    };
    const OtherWord* row = row_in(other_keys);
    if (row == nullptr) row = row_in(other_choices);
    if (row == nullptr) return {};
    return "did you mean '" + std::string(object) + std::string(row->means) + "'" +
           (row->how.empty() ? "" : " (" + std::string(row->how) + ")") + "?";
}

}  // namespace aicost
