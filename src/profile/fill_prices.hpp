// What the catalogue's entry of a cloud model fills in an `api` option: prices, those of long prompts, of hours and
// of days to come, fees; and what there is to say of them.
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

    // `factor`: of every price, in the region that the model's name says.
    void fill(const std::string& id, Json& option, const CloudModel& model, double factor);
    // Prices to come, when all options have been filled: their months count from `start`, or else from the newest
    // day of what was filled.
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
    // The model's prices, or where those of some hours are no single multiple of them, their mean over the hours.
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
