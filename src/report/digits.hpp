// Digits of numbers for people, shared by number.cpp and decimals.cpp.
#pragma once

#include <string>

namespace aicost {

// "1234.5" as "1,234.5"
std::string grouped(std::string digits);
// Whole, within half a cent?
bool is_whole(double amount);
// Two decimals, or as many as three significant digits need if two are not exact.
int price_decimals(double amount);
// Larger amounts are easier to read as powers of ten.
inline constexpr double longest_plain = 1e15;

}  // namespace aicost
