// The first scan of a line: where it ends, whether it can contain a use, whether it is text.
#pragma once

#include <cstddef>

namespace aicost::usage {

// Readable bytes after the end of every scanned buffer.
inline constexpr std::size_t padding = 64;

struct LineScan {
    const char* end = nullptr;    // its newline or the end of the buffer
    const char* usage = nullptr;  // the last `"usage"` of it, none: nullptr
    bool assistant = false;       // contains `"assistant"`, as each message with a use does
    bool other = false;           // contains a word of another tool's use
    bool binary = false;          // contains control characters, unlike JSON
};

// Scans the line that begins at `begin`. `"usage"` with its quotes is a key or a whole string: inside a string the
// quotes would be escaped.
LineScan scan_line(const char* begin, const char* end);

namespace detail {  // other implementations of the same, for tests
LineScan scan_line_portable(const char* begin, const char* end);
bool has_wide_scan();
LineScan scan_line_wide(const char* begin, const char* end);
}  // namespace detail

}  // namespace aicost::usage
