// The cell styles of a workbook: each combination once, by number.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "report/workbook/workbook.hpp"

namespace aicost {

class StyleTable {
public:
    StyleTable() { number_of({}); }  // 0: plain
    std::size_t number_of(const SheetCell& cell);
    [[nodiscard]] std::string part() const;  // xl/styles.xml

private:
    using Style = std::tuple<CellLook, std::string, bool, bool>;  // look, number format, wrapped, right
    std::vector<Style> styles_;
    std::vector<std::string> formats_;
};

}  // namespace aicost
