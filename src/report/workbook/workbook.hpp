// A workbook before it is written: sheets of texts, numbers, and formulas with their current values.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace aicost {

enum class CellLook {
    plain,
    title,    // of a sheet
    heading,  // of a column
    strong,
    quiet,  // a remark, or something that cannot be changed here
    input,  // meant to be changed
};

struct FormulaCell {
    std::string formula;                      // without "="
    std::variant<double, std::string> value;  // its current value
};
struct SheetCell {
    std::variant<std::monostate, std::string, double, FormulaCell> content;
    CellLook look = CellLook::plain;
    std::string number_format;  // in spreadsheet syntax; empty: general
    bool wrap = false;
    bool right = false;  // as numbers are
};

// The values that may be typed into a cell.
struct Validation {
    std::string cell;
    double min, max;
    bool whole = false;
};
// Green marks the winner, and nothing else.
struct WinnerRule {
    std::string range;    // "A7:J9"
    std::string formula;  // as for its first row
};

struct Sheet {
    std::string name;
    std::vector<double> widths;  // of the columns, in characters
    int frozen_rows = 0, frozen_columns = 0;
    std::vector<std::vector<SheetCell>> rows;  // from row 1 on; a row may be empty
    std::vector<Validation> validations;
    std::vector<WinnerRule> winners;
    int heading_row = 0;  // taller than others, and repeated on each page; 0: none

    // Row and column count from 1.
    SheetCell& at(std::size_t row, std::size_t column);
};

struct Workbook {
    std::string title;
    std::vector<Sheet> sheets;
    std::vector<std::pair<std::string, std::string>> names;  // of cells: name, "Inputs!$B$5"
};

// A valid sheet name: at most 31 characters, none of []:*?/\, and different from `taken` ignoring case.
std::string sheet_name(const std::string& wanted, const std::vector<std::string>& taken);
// A reference to a sheet in formulas: "Inputs!", "'my box'!".
std::string sheet_reference(const std::string& name);
// A text in formulas: "a ""b""".
std::string formula_text(const std::string& text);

// The file.
std::string xlsx_file(const Workbook& workbook);

}  // namespace aicost
