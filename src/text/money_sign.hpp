// Currency signs before amounts.
#pragma once

#include <string_view>

namespace aicost {

// "$", "€", "£", "¥" or "₹" at the beginning of an amount, after + or -; empty: none.
std::string_view money_sign(std::string_view text);
// Does the currency use that sign? "$" stands for several.
bool has_sign(std::string_view currency, std::string_view sign);

}  // namespace aicost
