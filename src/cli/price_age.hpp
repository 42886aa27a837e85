// The age of the catalogue prices that a profile uses: --max-price-age, --as-of, --strict.
#pragma once

#include <string>
#include <vector>

#include "aicost/profile.hpp"
#include "cli/command.hpp"

namespace aicost {

// "180d" or "180": days, whole and at least 0. Throws Failure.
int parse_price_age(const std::string& text);

// YYYY-MM-DD, also for "today" (in UTC). Throws Failure.
std::string parse_day(const std::string& text, const std::string& flag);

// Messages about the profile's catalogue prices that are older than the arguments allow.
std::vector<std::string> old_prices(const Profile& profile, const Arguments& arguments);

// The first day whose prices do not count as old: YYYY-MM-DD.
std::string oldest_day(const Arguments& arguments);

// Adds a warning, once, that dollars count as the profile's currency one to one, where no rate is stated.
void say_rate(Profile& profile);

// Adds them to the profile's warnings. Throws Failure if the arguments are strict.
void check_price_ages(Profile& profile, const Arguments& arguments);

}  // namespace aicost
