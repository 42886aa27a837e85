// Memory for a command that makes many small things, once, and then ends: one piece of the system's, of large pages where
// it has them, so that the kernel is asked a few times and not for each page. What is taken from it is given back with
// the process; only the thread that opened it takes any. The program's `operator new` (src/cli/memory.cpp) asks here
// first; where it is not linked, nothing is taken.
#pragma once

#include <cstddef>

namespace aicost::one_piece {

struct Span {
    char* at = nullptr;
    char* end = nullptr;
};
inline constinit thread_local Span mine;  // what is left of it
inline constinit Span whole;

// From now on this thread's memory comes from there, until it is used up. Nothing changes where the system has none.
void open();

// Null: it is not open, or it is used up.
inline void* take(std::size_t size) {
    constexpr std::size_t grain = 16;  // what any object may need; the piece is a multiple of it
    const auto left = static_cast<std::size_t>(mine.end - mine.at);
    if (size > left || left == 0) return nullptr;
    char* taken = mine.at;
    mine.at += size == 0 ? grain : (size + grain - 1) & ~(grain - 1);
    return taken;
}

inline bool holds(const void* memory) {
    const auto* at = static_cast<const char*>(memory);
    return at >= whole.at && at < whole.end;
}

}  // namespace aicost::one_piece
