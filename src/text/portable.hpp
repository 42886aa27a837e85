// What older standard libraries lack (libc++ 13 of emscripten, libc++ of macOS before 14): numbers as text and back, the
// bits of a number. If the standard library has them, its own are used.
#pragma once

#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>

#if defined(AICOST_STANDARD_CHARCONV)
// for a test that compares the replacements with the standard's own
#elif defined(__GLIBCXX__) || defined(_MSC_VER) || (defined(_LIBCPP_VERSION) && _LIBCPP_VERSION >= 20000)
#define AICOST_STANDARD_CHARCONV 1
#else
#define AICOST_STANDARD_CHARCONV 0
#endif

namespace aicost::portable {

#if AICOST_STANDARD_CHARCONV
using std::from_chars;
using std::to_chars;
#else
inline std::to_chars_result to_chars(char* first, char* last, std::int64_t value) {
    return std::to_chars(first, last, value);
}
// The same bytes as std::to_chars: the shortest text that reads back as the number; so many decimals; so many digits.
std::to_chars_result to_chars(char* first, char* last, double value);
std::to_chars_result to_chars(char* first, char* last, double value, std::chars_format format);
std::to_chars_result to_chars(char* first, char* last, double value, std::chars_format format, int precision);
std::from_chars_result from_chars(const char* first, const char* last, double& value);
#endif

#if defined(_LIBCPP_VERSION) && _LIBCPP_VERSION < 14000
template <class To, class From>
constexpr To bit_cast(const From& from) noexcept {
    return __builtin_bit_cast(To, from);
}
#else
using std::bit_cast;
#endif

}  // namespace aicost::portable
