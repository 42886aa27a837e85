// How many decimals the cells of a table have.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace aicost {

// Of each cell, by row and column. One rule for a table: by column, or by row where a column holds several sorts of
// numbers. -1: its own.
std::vector<std::vector<int>> decimals_of(const Table& table);

// Numbers that are held against each other, with as many decimals: "$0.60" and "$5.48".
std::vector<std::string> alike_texts(const std::vector<double>& values, Unit unit,
                                     const std::string& currency);

}  // namespace aicost
