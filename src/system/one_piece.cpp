#include "system/one_piece.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <mutex>
#include <utility>

namespace aicost::one_piece {

namespace {

// Of addresses: what is not touched costs nothing.
constexpr std::size_t large_page = std::size_t{2} << 20U;
constexpr std::size_t size = 32 * large_page, of_another = 4 * large_page;

// What is left for other threads. A span without an end is not there, or a thread has it.
std::mutex handing;
std::array<Span, 2> others;

}  // namespace

void open() {
    if (whole.at != nullptr) return;
    void* map = ::mmap(nullptr, size + large_page, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (map == MAP_FAILED) return;
    const std::size_t rest = reinterpret_cast<std::uintptr_t>(map) % large_page;
    whole.at = static_cast<char*>(map) + (rest == 0 ? 0 : large_page - rest);
    whole.end = whole.at + size;
#ifdef MADV_HUGEPAGE
    ::madvise(whole.at, size, MADV_HUGEPAGE);  // a wish
#endif
    mine = whole;
    for (Span& span : others) {
        span = {mine.end - of_another, mine.end};
        mine.end = span.at;
    }
}

Joined::Joined() : has_joined_(mine.end == nullptr) {
    if (!has_joined_) return;
    const std::scoped_lock lock(handing);
    for (Span& span : others) {
        if (mine.end == nullptr) std::swap(mine, span);
    }
}

Joined::~Joined() {
    if (!has_joined_) return;
    if (next.end != nullptr) mine = next;
    const std::scoped_lock lock(handing);
    for (Span& span : others) {
        if (span.end == nullptr) std::swap(mine, span);
    }
    mine = next = {};
    freed = {};
}

}  // namespace aicost::one_piece
