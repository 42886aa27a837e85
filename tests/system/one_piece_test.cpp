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

    // what is given back is taken again by what is of its size
    char* const memory = one_piece::whole.at;
    one_piece::give(memory, 100);
    CHECK(one_piece::take(120) == nullptr);
    CHECK(one_piece::take(97) == memory);
    CHECK(one_piece::take(97) == nullptr);
    // a large block has room for many
    one_piece::give(memory, one_piece::min_span);
    CHECK(one_piece::take(5000) == memory);
    CHECK(one_piece::take(16) == memory + 5008);
    CHECK(one_piece::take(one_piece::min_span) == nullptr);
}

TEST_CASE("two other threads have memory of their own, and leave the rest of it to those after them") {
    one_piece::open();
    if (one_piece::whole.at == nullptr) return;
    char* places[4] = {};
    const auto join_and_take = [&](std::size_t i, const auto& meanwhile) {
        std::thread([&] {
            const one_piece::Joined joined;
            places[i] = static_cast<char*>(one_piece::take(1));
            meanwhile();
        }).join();
    };
    const auto nothing = [] {};
    join_and_take(0, [&] { join_and_take(1, [&] { join_and_take(2, nothing); }); });
    REQUIRE(places[0] != nullptr);
    REQUIRE(places[1] != nullptr);
    CHECK(places[0] != places[1]);
    CHECK(places[2] == nullptr);
    join_and_take(3, nothing);
    CHECK((places[3] == places[0] + one_piece::grain || places[3] == places[1] + one_piece::grain));
}

}  // namespace one_piece_test
