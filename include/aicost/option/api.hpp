// An API priced per token. docs/model.md, section 3.
//
//   tokens_m = (F·p_in + C·p_read + W·p_write + X·p_write_1h + O·p_out)/1e6 · (1 - b·batch_discount) · (1+k)^((m-1)/12)
//              · price_factor · sum over h of w_h·f_h/24 · max(0, 1 - included/V_m)
//   cost_m   = max(max(0, tokens_m - seats·included_spend_per_seat) + R·fee_per_request + seats·fee_per_seat + monthly_fee,
//              monthly_minimum)
//
// A price that is neither stated nor in the catalogue is an error, never 0.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "aicost/option/running.hpp"
#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

// Prices for long prompts, where workload.input_tokens_per_request exceeds the threshold.
struct LongContext {
    enum class Rule {
        whole_request,  // its prices hold for all tokens
        excess,         // for the share of the input above the threshold only; output at the ordinary price
    };
    Tokens above_input_tokens;
    std::optional<TokenPrice> input_per_mtok;
    std::optional<TokenPrice> output_per_mtok;          // needed by whole_request
    std::optional<TokenPrice> cache_read_per_mtok;      // its input price where absent
    std::optional<TokenPrice> cache_write_per_mtok;     // its input price where absent
    std::optional<TokenPrice> cache_write_1h_per_mtok;  // its cache-write price where absent
    Rule rule = Rule::whole_request;

    static const Record& record();
};

// Prices that replace the earlier ones from a month on; price_per_mtok replaces all of them.
struct PriceStep {
    int from_month = 1;
    std::optional<TokenPrice> price_per_mtok;
    std::optional<TokenPrice> input_per_mtok;
    std::optional<TokenPrice> output_per_mtok;
    std::optional<TokenPrice> cache_read_per_mtok;
    std::optional<TokenPrice> cache_write_per_mtok;
    std::optional<TokenPrice> cache_write_1h_per_mtok;

    static const Record& record();
};

struct Api {
    std::string model;                         // a catalogue id that supplies the prices not stated
    std::optional<TokenPrice> price_per_mtok;  // one price for all, instead of the five below
    std::optional<TokenPrice> input_per_mtok;
    std::optional<TokenPrice> output_per_mtok;
    std::optional<TokenPrice> cache_read_per_mtok;      // the input price in force where absent
    std::optional<TokenPrice> cache_write_per_mtok;     // the input price in force where absent
    std::optional<TokenPrice> cache_write_1h_per_mtok;  // the cache-write price where absent
    double price_factor = 1.0;  // factor on every token price: a region's surcharge, a negotiated discount
    std::optional<std::array<double, 24>> price_by_hour;  // factors by hour, in the user's time
    std::vector<PriceStep> price_steps;                   // by rising month
    std::vector<LongContext> long_context;  // rising thresholds, one rule: the last one exceeded holds
    double seats = 1.0;                     // whole; people, so they do not grow with the volume
    Money fee_per_seat;
    Money included_spend_per_seat;              // token charges a month that a seat's fee covers
    std::optional<Tokens> max_tokens_per_seat;  // a plan's cap, a month
    Money fee_per_request;
    Tokens included_tokens_per_month;
    double batch_discount = 0.0;
    Money monthly_fee;
    Money monthly_minimum;
    double price_change_per_year = 0.0;
    std::optional<Tokens> tokens_per_minute;
    Running running;
    About about;

    static constexpr std::string_view kind = "api";
    static constexpr bool leaves_premises = true, needs_network = true, has_rate_limits = true;
    static const Record& record();
};

}  // namespace aicost
