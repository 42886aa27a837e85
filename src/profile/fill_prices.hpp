// What a cloud model's catalogue entry fills in an `api` option: prices, also for long prompts, by hour and announced
// ones, fees; with notes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "aicost/catalogue.hpp"
#include "profile/decode.hpp"

namespace aicost {

class PriceFiller {
public:
    PriceFiller(Json& root, std::vector<Filled>& filled);

    // `factor`: on every price, for the region in the model's name.
    void fill(const std::string& id, Json& option, const CloudModel& model, double factor);
    // Announced prices, once all options have been filled: their months count from `start`, or else from the newest
    // date of what was filled.
    void fill_steps();

private:
    struct Dated {
        std::string id;
        Json* option;
        CloudModel model;
        double factor;
    };

    void put(Json& object, const std::string& path, const char* key, double value, const Fact& fact);
    void put_price(Json& object, const std::string& path, const char* key,
                   const std::optional<Usd<TokenPrice>>& price, const Fact& fact);
    void put_all(Json& object, const std::string& path, const OtherPrices& prices, const Fact& fact);
    void put_long_context(const std::string& id, Json& option, const CloudModel& model);
    // The model's prices, or their mean over the hours if hourly prices are not all the same multiple of them.
    OtherPrices put_hours(Json& option, const CloudModel& model);
    void put_fee(const std::string& id, Json& option, const CloudModel& model);
    void say(const Fact& fact, const std::string& what);

    Json& root_;
    std::vector<Filled>& filled_;
    double usd_rate_;
    double factor_ = 1.0;
    std::vector<Dated> dated_;
};

}  // namespace aicost
