// Shortens what a message quotes from a file.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// At most the first `longest` bytes, without splitting a character, and an ellipsis if anything was cut.
inline std::string shortened(std::string_view text, std::size_t longest) {
    if (text.size() <= longest) return std::string(text);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace aicost
