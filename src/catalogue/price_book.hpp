// Finds what a model of a usage log costs.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/usage.hpp"
#include "catalogue/price_entry.hpp"

namespace aicost {

class PriceBook {
public:
    explicit PriceBook(std::vector<PriceEntry> entries);

    // By id, alias, or either without a date at its end and without the provider before it:
    // "claude-haiku-4-5-20251001", "anthropic/claude-haiku-4-5". None where nothing fits exactly.
    [[nodiscard]] const PriceEntry* find(std::string_view model) const;

    // The prices that hold for a use: of batches and long prompts, where the entry states them.
    [[nodiscard]] PriceAnswer price(const UsageKey& key) const;

private:
    [[nodiscard]] const PriceEntry* named(std::string_view name) const;

    std::vector<PriceEntry> entries_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

// The prices of the built-in catalogue.
std::vector<PriceEntry> built_in_prices();

}  // namespace aicost
