// An API priced per token. docs/model.md, section 3.
//
//   tokens_m = (F·p_in + C·p_read + W·p_write + X·p_write_1h + O·p_out)/1e6 · (1 - b·batch_discount) ·
//   (1+k)^((m-1)/12)
//              · max(0, 1 - included/V_m)
//   cost_m   = max(tokens_m + monthly_fee, monthly_minimum)
//
// A price that is neither stated nor in the catalogue is an error, never 0.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

// Other prices for long prompts, when workload.input_tokens_per_request exceeds the threshold.
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

struct Api {
    std::string model;                         // a catalogue id that fills the prices which are not stated
    std::optional<TokenPrice> price_per_mtok;  // one price for all, instead of the five below
    std::optional<TokenPrice> input_per_mtok;
    std::optional<TokenPrice> output_per_mtok;
    std::optional<TokenPrice> cache_read_per_mtok;      // the input price in force where absent
    std::optional<TokenPrice> cache_write_per_mtok;     // the input price in force where absent
    std::optional<TokenPrice> cache_write_1h_per_mtok;  // the cache-write price where absent
    std::optional<LongContext> long_context;
    Tokens included_tokens_per_month;
    double batch_discount = 0.0;
    Money monthly_fee;
    Money monthly_minimum;
    double price_change_per_year = 0.0;
    std::optional<Tokens> tokens_per_minute;
    std::vector<std::string> capabilities;

    static constexpr std::string_view kind = "api";
    static const Record& record();
};

// What each sort of token costs in month 1, before the batch discount and the quota.
struct TokenPrices {
    TokenPrice fresh_input, cache_read, cache_write, cache_write_1h, output;
};

struct Workload;
TokenPrices prices_in_force(const Api& api, std::optional<Tokens> input_tokens_per_request);

}  // namespace aicost
