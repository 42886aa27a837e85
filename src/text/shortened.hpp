// What a message quotes of a file: short, whatever stands there.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The first `longest` bytes, or fewer so that no character is cut in two, and an ellipsis where some are left
// out.
inline std::string shortened(std::string_view text, std::size_t longest) {
    if (text.size() <= longest) return std::string(text);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)) + "…";
}

}  // namespace aicost
