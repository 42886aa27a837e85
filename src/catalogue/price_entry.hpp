// What a model costs per million tokens, in US dollars.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace aicost {

// Prices of requests whose input is over a threshold.
struct LongContextPrice {
    double above_input_tokens = 0.0;
    std::optional<double> input, output, cache_read, cache_write, cache_write_1h;
    bool whole_request = true;
};

struct PriceEntry {
    std::string id;  // "anthropic/claude-sonnet-5"
    std::string provider;
    std::string name;
    std::vector<std::string> aliases;
    std::optional<double> input, output, cache_read, cache_write, cache_write_1h;
    std::optional<double> batch_discount;  // share taken off; none: not known
    std::optional<LongContextPrice> long_context;
    std::string as_of;  // date of the price
    std::string source;
};

}  // namespace aicost
