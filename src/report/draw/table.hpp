// Tables of aligned columns.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost {

// Columns side by side. Where they do not fit the width: titles on several lines, then a last column of words
// wrapped, then without the columns of a rank, which are named below, and where all that does not help each
// row as a list of its values.
std::string render_table(Table table, const std::string& currency, const Style& style);

}  // namespace aicost
