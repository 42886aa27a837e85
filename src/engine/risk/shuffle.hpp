// A permutation of 0 … n-1 whose every place can be asked for alone: a Feistel network on a grid of about
// sqrt(n) by sqrt(n). Places beyond n are walked on from.
#pragma once

#include "columns.hpp"

namespace aicost::risk {

class Shuffle {
public:
    static constexpr std::uint64_t largest = 1U << 30U;

    Shuffle(std::uint64_t seed, std::uint32_t stream, std::uint64_t size);  // size <= largest

    // place[i] = where first + i goes.
    void places(std::uint64_t first, std::size_t count, std::uint32_t* place) const;

private:
    std::uint32_t size_;
    Feistel network_;  // rows·columns >= size, with less than a row to spare
};

}  // namespace aicost::risk
