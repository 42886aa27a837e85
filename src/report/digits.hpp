// The digits of numbers for people: of number.cpp and decimals.cpp.
#pragma once

#include <string>

namespace aicost {

// "1234.5" as "1,234.5"
std::string grouped(std::string digits);
// But for half a cent.
bool is_whole(double amount);
// Two, or as many as it takes for three significant digits, where two do not say it all.
int price_decimals(double amount);
// Beyond this an amount is easier to read as a power of ten.
inline constexpr double longest_plain = 1e15;

}  // namespace aicost
