// A permutation of 0 … n-1 whose every place can be asked for alone: a Feistel network on a grid of about
// sqrt(n) by sqrt(n), its rounds tables of random words. Places beyond n are walked on from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aicost::risk {

class Shuffle {
public:
    Shuffle(std::uint64_t seed, std::uint32_t stream, std::uint64_t size);

    // place[i] = where first + i goes.
    void places(std::uint64_t first, std::size_t count, std::uint64_t* place) const;

private:
    static constexpr std::size_t rounds = 4;
    [[nodiscard]] std::uint64_t once(std::uint64_t left, std::uint64_t right) const;

    std::uint64_t size_;
    std::uint64_t rows_, columns_;  // rows·columns >= size, with less than a row to spare
    std::vector<std::uint16_t> tables_[rounds];
};

}  // namespace aicost::risk
