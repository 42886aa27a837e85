// Characters, and detection of texts that are not UTF-8, as some editors and shells write them.
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

// "UTF-16" or "UTF-32" if the text begins like one, with or without a byte order mark; else empty.
std::string_view other_encoding(std::string_view text);

// Where the text stops being valid UTF-8; none if it is valid.
std::optional<std::size_t> invalid_utf8(std::string_view text);

// The text with U+FFFD in place of each byte that is not UTF-8.
std::string as_utf8(std::string_view text);

// Why a text (without byte order mark) cannot be read: empty, in another encoding, or damaged. `expected`: "a
// price feed".
struct TextFault {
    int line;  // 0: no particular line
    std::string problem;
};
std::optional<TextFault> fault_of_text(std::string_view text, std::string_view expected);

}  // namespace aicost
