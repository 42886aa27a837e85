#include "shuffle.hpp"

#include <cmath>

#include "philox.hpp"

namespace aicost::risk {

Shuffle::Shuffle(std::uint64_t seed, std::uint32_t stream, std::uint64_t size) : size_(size) {
    columns_ = static_cast<std::uint64_t>(std::ceil(std::sqrt(static_cast<double>(size))));
    rows_ = (size + columns_ - 1) / columns_;
    std::uint64_t first = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
        // even rounds move the row by a table of the column, odd ones the column by a table of the row
        const std::uint64_t entries = round % 2 == 0 ? columns_ : rows_;
        const std::uint64_t range = round % 2 == 0 ? rows_ : columns_;
        std::vector<std::uint32_t> words((entries + 3) / 4 * 4);
        random_words(seed, Purpose::shuffle, stream, first, words.size(), words.data());
        first += words.size();
        tables_[round].resize(entries);
        for (std::size_t i = 0; i < entries; ++i)
            tables_[round][i] = static_cast<std::uint16_t>((words[i] * range) >> 32U);
    }
}

std::uint64_t Shuffle::once(std::uint64_t row, std::uint64_t column) const {
    for (std::size_t round = 0; round < rounds; round += 2) {
        row += tables_[round][column];
        row -= row >= rows_ ? rows_ : 0;
        column += tables_[round + 1][row];
        column -= column >= columns_ ? columns_ : 0;
    }
    return row * columns_ + column;
}

void Shuffle::places(std::uint64_t first, std::size_t count, std::uint64_t* place) const {
    std::uint64_t row = first / columns_, column = first % columns_;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t to = once(row, column);
        while (to >= size_) to = once(to / columns_, to % columns_);
        place[i] = to;
        if (++column == columns_) {
            column = 0;
            ++row;
        }
    }
}

}  // namespace aicost::risk
