#include "system/one_piece.hpp"

#include <sys/mman.h>

#include <cstdint>

namespace aicost::one_piece {

void open() {
    constexpr std::size_t size = std::size_t{64} << 20U;  // of addresses: what is not touched costs nothing
    constexpr std::size_t large_page = std::size_t{2} << 20U;
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
}

}  // namespace aicost::one_piece
