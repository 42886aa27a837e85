// "1 month", "2 months", "13.33 months": a regular noun after a number as shown.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace aicost {

inline std::string counted(std::string_view number, std::string_view one) {
    return std::string(number) + " " + std::string(one) + (number == "1" ? "" : "s");
}
template <std::integral Number>
std::string counted(Number number, std::string_view one) {
    return counted(std::to_string(number), one);
}

// The same for a suffix in the plural: " tokens/day" becomes " token/day" after "1". Symbols stay.
inline std::string with_suffix(std::string_view number, std::string_view suffix) {
    const std::size_t noun_end = suffix.substr(0, suffix.find('/')).size();
    constexpr std::size_t longest_symbol = 3;  // " s", " W", " kg", with the blank
    const bool plural = noun_end > longest_symbol && suffix[noun_end - 1] == 's';
    if (number != "1" || !plural) return std::string(number) + std::string(suffix);
    return std::string(number) + std::string(suffix.substr(0, noun_end - 1)) +
           std::string(suffix.substr(noun_end));
}

}  // namespace aicost
