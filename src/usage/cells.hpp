// What the use of all messages is summed up by: the hour, and all that a price depends on. A log of a year
// has some ten thousand cells, so a message says which is its own by a number.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "aicost/usage.hpp"

namespace aicost::usage {

struct Cell {
    std::int64_t hour = 0;
    UsageKey key;

    friend auto operator<=>(const Cell&, const Cell&) = default;
};

// Each thread may ask for numbers at any time. Which number a cell gets depends on who comes first; nothing
// that comes out may.
class Cells {
public:
    std::uint32_t number_of(const Cell& cell);
    // Whether one sorts before the other.
    [[nodiscard]] bool less(std::uint32_t a, std::uint32_t b) const;
    // All of them, by number: when the threads are done.
    [[nodiscard]] const std::vector<const Cell*>& all() const { return cells_; }

private:
    mutable std::mutex lock_;
    std::map<Cell, std::uint32_t> numbers_;
    std::vector<const Cell*> cells_;  // the keys of numbers_
};

}  // namespace aicost::usage
