#include "usage/cells.hpp"

namespace aicost::usage {

std::uint32_t Cells::number_of(const Cell& cell) {
    const std::lock_guard guard(lock_);
    const auto [at, added] = numbers_.try_emplace(cell, static_cast<std::uint32_t>(cells_.size()));
    if (added) cells_.push_back(&at->first);
    return at->second;
}

bool Cells::less(std::uint32_t a, std::uint32_t b) const {
    const std::lock_guard guard(lock_);
    return *cells_[a] < *cells_[b];
}

}  // namespace aicost::usage
