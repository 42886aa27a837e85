// Finds what a model of a usage log costs.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/usage.hpp"
#include "catalogue/names.hpp"

namespace aicost {

class PriceBook {
public:
    explicit PriceBook(std::vector<CloudModel> models);

    // By any name that people write (catalogue/names.hpp). None where nothing fits, or several do.
    [[nodiscard]] const CloudModel* find(std::string_view model) const;

    // The prices that held for a use on a day (YYYY-MM-DD; empty: the newest), of batches, tiers and long prompts
    // too. The oldest known price holds for all days before it, the newest for all days after it; one that is
    // announced from its day on.
    [[nodiscard]] PriceAnswer price(const UsageKey& key, std::string_view date) const;

    // Above how many input tokens a request has the long-context prices, by rising thresholds.
    [[nodiscard]] std::vector<double> long_prompts_above(std::string_view model) const;

private:
    [[nodiscard]] const NameAnswer& answer(std::string_view model) const;

    std::vector<CloudModel> models_;
    ModelNames names_{models_};
    // asked by all threads that read logs
    mutable std::mutex mutex_;
    mutable std::map<std::string, NameAnswer, std::less<>> answers_;
};

}  // namespace aicost
