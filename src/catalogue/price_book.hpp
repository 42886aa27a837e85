// Finds what a model of a usage log costs.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/usage.hpp"

namespace aicost {

class PriceBook {
public:
    explicit PriceBook(std::vector<CloudModel> models);

    // By id, alias, or either without a date at its end and without the provider before it:
    // "claude-haiku-4-5-20251001", "anthropic/claude-haiku-4-5". None where nothing fits exactly.
    [[nodiscard]] const CloudModel* find(std::string_view model) const;

    // The prices that held for a use on a day (YYYY-MM-DD; empty: the newest), of batches and long prompts
    // too. The oldest known price holds for all days before it, the newest for all days after it.
    [[nodiscard]] PriceAnswer price(const UsageKey& key, std::string_view date) const;

    // From how many input tokens on a request has the long-context price.
    [[nodiscard]] std::optional<double> long_prompt_above(std::string_view model) const;

private:
    [[nodiscard]] const CloudModel* named(std::string_view name) const;

    std::vector<CloudModel> models_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace aicost
