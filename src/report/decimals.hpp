// The number of decimals of a table's cells.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace aicost {

// Of each cell, by row and column: decided per column, or per row if a column holds several kinds of numbers. -1: the
// cell's own.
std::vector<std::vector<int>> decimals_of(const Table& table);

// Numbers to be compared, with the same number of decimals: "$0.60" and "$5.48".
std::vector<std::string> alike_texts(const std::vector<double>& values, Unit unit,
                                     const std::string& currency);

}  // namespace aicost
