// Use is summed up by cell: the hour and everything that a price depends on. A log of a year has some ten thousand
// cells, so a message refers to its cell by number.
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

// Any thread may ask for numbers at any time. The numbering depends on who comes first, so results must not depend
// on it.
class Cells {
public:
    std::uint32_t number_of(const Cell& cell);
    // Does one sort before the other?
    [[nodiscard]] bool less(std::uint32_t a, std::uint32_t b) const;
    // All of them, by number; only when the threads are done.
    [[nodiscard]] const std::vector<const Cell*>& all() const { return cells_; }

private:
    mutable std::mutex lock_;
    std::map<Cell, std::uint32_t> numbers_;
    std::vector<const Cell*> cells_;  // the keys of numbers_
};

}  // namespace aicost::usage
