#include "system/one_piece.hpp"

#include <cstdint>
#include <thread>

#include "catch.hpp"

namespace one_piece_test {

using namespace aicost;

TEST_CASE("what is taken from the one piece lies in it, apart from all else, to its very end") {
    CHECK(one_piece::take(1) == nullptr);  // it is not open
    one_piece::open();
    if (one_piece::whole.at == nullptr) return;  // a system without so many addresses
    const char* end = one_piece::whole.at;
    std::size_t count = 0;
    for (std::size_t size = 0;; size = (size * 7 + 1) % 9001) {
        auto* memory = static_cast<char*>(one_piece::take(size));
        if (memory == nullptr) break;
        if (memory < end || memory + size > one_piece::whole.end) FAIL(size);
        if (reinterpret_cast<std::uintptr_t>(memory) % 16 != 0 || !one_piece::holds(memory)) FAIL(size);
        end = memory + (size == 0 ? 1 : size);
        ++count;
    }
    CHECK(count > 1000);
    while (one_piece::take(16) != nullptr) ++count;
    CHECK(one_piece::mine.at == one_piece::mine.end);
    CHECK(one_piece::take(0) == nullptr);
    CHECK(one_piece::take(1) == nullptr);
    CHECK(one_piece::take(SIZE_MAX) == nullptr);
    CHECK_FALSE(one_piece::holds(one_piece::whole.end));
    CHECK_FALSE(one_piece::holds(&count));
    void* elsewhere = &count;
    std::thread([&] { elsewhere = one_piece::take(1); }).join();
    CHECK(elsewhere == nullptr);
}

}  // namespace one_piece_test
