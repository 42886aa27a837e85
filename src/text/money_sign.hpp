// The signs with which amounts of money begin.
#pragma once

#include <string_view>

namespace aicost {

// "$", "€", "£", "¥" or "₹" at the beginning of an amount, behind its own sign; empty: none.
std::string_view money_sign(std::string_view text);
// Does the currency have that sign? "$" is that of many.
bool has_sign(std::string_view currency, std::string_view sign);

}  // namespace aicost
