// The program's `operator new`: from the one piece that an import opens, else what the C library has. Of the program
// alone, not of the library; a sanitizer has its own.
#include <cstdlib>
#include <new>

#include "system/one_piece.hpp"

// NOLINTBEGIN(cppcoreguidelines-no-malloc)
void* operator new(std::size_t size) {
    if (void* memory = aicost::one_piece::take(size)) return memory;
    for (;;) {
        if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
        const std::new_handler handler = std::get_new_handler();
        if (handler == nullptr) throw std::bad_alloc();
        handler();
    }
}

void operator delete(void* memory) noexcept {
    if (!aicost::one_piece::holds(memory)) std::free(memory);
}
void operator delete(void* memory, std::size_t size) noexcept {
    if (!aicost::one_piece::holds(memory)) return std::free(memory);
    aicost::one_piece::give(memory, size);
}
// NOLINTEND(cppcoreguidelines-no-malloc)
