// Characters, and texts that are not UTF-8, as some editors and shells write them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace aicost {

inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";  // of UTF-8

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }  // whatever the locale says

inline std::string_view without_mark(std::string_view text) {
    return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

// "UTF-16" or "UTF-32" where the text begins like it, with a byte order mark or without; empty: it does not.
std::string_view other_encoding(std::string_view text);

// Where the text stops being UTF-8; none where it is.
std::optional<std::size_t> invalid_utf8(std::string_view text);

// The text with U+FFFD in the place of each byte that is not UTF-8.
std::string as_utf8(std::string_view text);

// Why a text, without its mark, cannot be read: empty, of another encoding, or damaged. `expected`: "a price
// feed".
struct TextFault {
    int line;  // 0: it is about none
    std::string problem;
};
std::optional<TextFault> fault_of_text(std::string_view text, std::string_view expected);

}  // namespace aicost
