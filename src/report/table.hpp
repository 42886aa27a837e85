// Tables of aligned columns.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost {

// Columns side by side, or, where they do not fit the width, each row as a list of its values.
std::string render_table(const Table& table, const std::string& currency, const Style& style);

}  // namespace aicost
