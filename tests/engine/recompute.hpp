// The arithmetic of an explanation done again: each line's formula, as its text says it, over the lines below it.
#pragma once

#include <string>

#include "aicost/explain.hpp"

namespace aicost::testing {

struct Recomputed {
    int lines = 0;      // with a formula that was worked out
    std::string wrong;  // the first that is not what its line says; empty where all are
};

// `precision`: to how much of itself each figure is given.
Recomputed recompute(const Derivation& root, double precision);

// The tree that `aicost explain` prints, wrapped or not; several below each other are one after the other in `parts`.
Derivation read_tree(const std::string& text);

// The longest formula of the tree, and how many lines it has.
struct TreeSize {
    std::size_t longest = 0;
    int lines = 0;
};
TreeSize size_of(const Derivation& root);

}  // namespace aicost::testing
