// Room for many numbers, without zeros first. Where the system can, in large pages: the first touch of a
// small page costs as much as drawing the numbers that fit on it.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace aicost::risk {

struct Free {
    void operator()(double* numbers) const { std::free(numbers); }
};
using LargeArray = std::unique_ptr<double[], Free>;

inline LargeArray large_array(std::size_t count) {
    constexpr std::size_t large_page = std::size_t{1} << 21U;
    const std::size_t bytes = count * sizeof(double);
#ifdef __linux__
    if (bytes >= 2 * large_page) {
        const std::size_t whole = (bytes + large_page - 1) / large_page * large_page;
        if (void* room = std::aligned_alloc(large_page, whole)) {
            madvise(room, whole, MADV_HUGEPAGE);  // a wish: small pages do, too
            return LargeArray(static_cast<double*>(room));
        }
    }
#endif
    auto* room = static_cast<double*>(std::malloc(bytes));
    if (room == nullptr && bytes > 0) throw std::bad_alloc();
    return LargeArray(room);
}

}  // namespace aicost::risk
