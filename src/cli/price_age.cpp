#include "cli/price_age.hpp"

#include <algorithm>
#include <ctime>

#include "aicost/catalogue.hpp"
#include "aicost/parameter.hpp"
#include "cli/failure.hpp"
#include "cli/program.hpp"
#include "text/day.hpp"

namespace aicost {

namespace {

struct PriceDate {
    std::string source;
    std::string as_of;
};

// The dated prices from the catalogue, each source once.
std::vector<PriceDate> dated_prices(const Profile& profile) {
    std::vector<PriceDate> dates;
    if (profile.filled.empty()) return dates;
    Scenario scenario = profile.scenario;
    for (const Filled& value : profile.filled) {
        const auto parameter = find_parameter(scenario, value.path);
        if (value.as_of.empty() || !parameter || !counts_in_currency(parameter->field().unit)) continue;
        const bool known = std::any_of(dates.begin(), dates.end(), [&](const PriceDate& one) {
            return one.source == value.source && one.as_of == value.as_of;
        });
        if (!known) dates.push_back({value.source, value.as_of});
    }
    return dates;
}

// The newest date of any price in the catalogue: without --as-of, the latest day known to have passed. A month
// alone does not tell the day.
int newest_day() {
    int newest = 0;
    const auto see = [&](const std::string& date) {
        if (date.size() == 10) newest = std::max(newest, last_day(date).value_or(0));
    };
    see(catalogue().newest_model_day());
    for (const Gpu& gpu : catalogue().gpus()) see(gpu.price_as_of), see(gpu.rent_as_of);
    for (const ElectricityRegion& region : catalogue().electricity_regions()) see(region.fact.as_of);
    return newest;
}

}  // namespace

int parse_price_age(const std::string& text) {
    const auto days = day_count(text);
    if (!days)
        fail("--max-price-age: '" + text +
             "' is not a number of days or weeks; for example --max-price-age 180d");
    return *days;
}

std::string parse_day(const std::string& text, const std::string& flag) {
    constexpr std::time_t seconds_a_day = 86'400;
    if (text == "today") return day_text(static_cast<int>(std::time(nullptr) / seconds_a_day));
    if (text.size() != 10 || !last_day(text))
        fail(flag + ": '" + text + "' is not a day; YYYY-MM-DD, for example " + flag + " 2026-11-01");
    return text;
}

std::vector<std::string> old_prices(const Profile& profile, const Arguments& arguments) {
    std::vector<std::string> old;
    const std::vector<PriceDate> dates = dated_prices(profile);
    if (dates.empty()) return old;
    const int today = arguments.as_of.empty() ? newest_day() : *last_day(arguments.as_of);
    for (const PriceDate& price : dates) {
        const int age = today - last_day(price.as_of).value_or(today);
        if (age <= arguments.max_price_age) continue;
        old.push_back(price.source + ": its price is of " + price.as_of + ", " + std::to_string(age) +
                      " days before " + day_text(today) + "; " + std::to_string(arguments.max_price_age) +
                      " at most (--max-price-age)");
    }
    return old;
}

std::string oldest_day(const Arguments& arguments) {
    const int today = arguments.as_of.empty() ? newest_day() : *last_day(arguments.as_of);
    return day_text(today - arguments.max_price_age);
}

void say_rate(Profile& profile) {
    const std::string& currency = profile.scenario.currency;
    if (currency == "USD" || profile.states("usd_rate")) return;
    const std::string text = "usd_rate is not stated: dollars of the catalogue count as " + currency +
                             " one to one; --set usd_rate=N says how many " + currency + " a dollar is";
    if (std::find(profile.warnings.begin(), profile.warnings.end(), text) == profile.warnings.end())
        profile.warnings.push_back(text);
}

void check_price_ages(Profile& profile, const Arguments& arguments) {
    if (profile.scenario.currency != "USD" && !dated_prices(profile).empty()) say_rate(profile);
    std::vector<std::string> old = old_prices(profile, arguments);
    if (arguments.strict && !old.empty()) throw Failure{Exit::bad_input, std::move(old)};
    profile.warnings.insert(profile.warnings.end(), old.begin(), old.end());
}

}  // namespace aicost
