// How old the catalogue's prices are that a profile uses: --max-price-age, --as-of, --strict.
#pragma once

#include <string>

#include "aicost/profile.hpp"
#include "cli/command.hpp"

namespace aicost {

// "180d" or "180": days, whole and at least 0. Throws Failure.
int parse_price_age(const std::string& text);

// YYYY-MM-DD. Throws Failure.
std::string parse_day(const std::string& text, const std::string& flag);

// The profile's warnings about prices that are older than the arguments allow. Throws Failure where they are
// strict.
void mind_price_ages(Profile& profile, const Arguments& arguments);

}  // namespace aicost
