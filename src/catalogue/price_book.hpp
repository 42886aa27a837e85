// Finds the prices for a usage log.
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

    // By any common name (catalogue/names.hpp). None if nothing fits, or several do.
    [[nodiscard]] const CloudModel* find(std::string_view model) const;

    // The prices for a use on a day (YYYY-MM-DD; empty: the newest), including batches, tiers and long prompts. The oldest
    // known price holds for all earlier days, the newest for all later ones; an announced one from its day on.
    [[nodiscard]] PriceAnswer price(const UsageKey& key, std::string_view date) const;

    // The thresholds of input tokens above which long-context prices apply, rising.
    [[nodiscard]] std::vector<double> long_prompts_above(std::string_view model) const;

private:
    [[nodiscard]] const NameAnswer& answer(std::string_view model) const;

    std::vector<CloudModel> models_;
    ModelNames names_{models_};
    // called by all threads that read logs
    mutable std::mutex mutex_;
    mutable std::map<std::string, NameAnswer, std::less<>> answers_;
};

}  // namespace aicost
