// Tables of aligned columns.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost {

// Columns side by side. If they do not fit: wraps titles, then a last column of words, then drops columns by rank,
// naming them below. If that is not enough, each row becomes a list of its values.
std::string render_table(Table table, const std::string& currency, const Style& style);

}  // namespace aicost
