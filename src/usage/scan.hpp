// The first look at a line: where it ends, whether it can hold a use at all, whether it is text.
#pragma once

#include <cstddef>

namespace aicost::usage {

// What lies after the last byte of every buffer that is scanned, and may be read.
inline constexpr std::size_t padding = 64;

struct LineScan {
    const char* end = nullptr;    // its newline, or the end of the buffer
    const char* usage = nullptr;  // the last `"usage"` of it, none: nullptr
    bool assistant = false;       // it has `"assistant"`, as each message with a use does
    bool other = false;           // it has a word of another tool's use
    bool binary = false;          // it has control characters, which JSON does not
};

// The line that begins at `begin`. `"usage"` with its quotes is a key or a whole string: inside a string the
// quotes are escaped.
LineScan scan_line(const char* begin, const char* end);

namespace detail {  // the same by other instructions, for tests
LineScan scan_line_portable(const char* begin, const char* end);
bool has_wide_scan();
LineScan scan_line_wide(const char* begin, const char* end);
}  // namespace detail

}  // namespace aicost::usage
