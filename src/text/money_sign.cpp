#include "text/money_sign.hpp"

namespace aicost {

std::string_view money_sign(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    for (const std::string_view sign : {"$", "€", "£", "¥", "₹"}) {
        if (text.starts_with(sign)) return text.substr(0, sign.size());
    }
    return {};
}

bool has_sign(std::string_view currency, std::string_view sign) {
    if (sign == "$") return currency.ends_with('D') || currency == "MXN" || currency == "CLP";
    return currency == (sign == "€"   ? "EUR"
                        : sign == "£" ? "GBP"
                        : sign == "₹" ? "INR"
                                      : "JPY") ||
           (sign == "¥" && currency == "CNY");
}

}  // namespace aicost
