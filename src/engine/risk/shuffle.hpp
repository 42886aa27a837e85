// A permutation of 0 … n-1 with random access: a Feistel network on a grid of about sqrt(n) by sqrt(n), applied again
// to results beyond n (cycle walking).
#pragma once

#include "columns.hpp"

namespace aicost::risk {

class Shuffle {
public:
    static constexpr std::uint64_t largest = 1U << 30U;

    Shuffle(std::uint64_t seed, std::uint32_t stream, std::uint64_t size);  // size <= largest

    // place[i] = the image of first + i.
    void places(std::uint64_t first, std::size_t count, std::uint32_t* place) const;

private:
    std::uint32_t size_;
    Feistel network_;  // rows·columns >= size, with less than a row to spare
};

}  // namespace aicost::risk
