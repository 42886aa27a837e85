// A workbook before it is bytes: sheets of texts, numbers and formulas with what they are now.
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
    quiet,  // a remark, or what cannot be changed here
    input,  // to be changed
};

struct FormulaCell {
    std::string formula;                      // without "="
    std::variant<double, std::string> value;  // what it is now
};
struct SheetCell {
    std::variant<std::monostate, std::string, double, FormulaCell> content;
    CellLook look = CellLook::plain;
    std::string number_format;  // as spreadsheets write it; empty: general
    bool wrap = false;
    bool right = false;  // as numbers are
};

// What may be typed into a cell.
struct Validation {
    std::string cell;
    double min, max;
    bool whole = false;
};
// The one meaning of green: the winner.
struct WinnerRule {
    std::string range;    // "A7:J9"
    std::string formula;  // as it is for the first row of it
};

struct Sheet {
    std::string name;
    std::vector<double> widths;  // of the columns, in characters
    int frozen_rows = 0, frozen_columns = 0;
    std::vector<std::vector<SheetCell>> rows;  // from row 1 on; a row may be empty
    std::vector<Validation> validations;
    std::vector<WinnerRule> winners;
    int heading_row = 0;  // higher than others, and on each page; 0: none

    // Row and column from 1.
    SheetCell& at(std::size_t row, std::size_t column);
};

struct Workbook {
    std::string title;
    std::vector<Sheet> sheets;
    std::vector<std::pair<std::string, std::string>> names;  // of cells: name, "Inputs!$B$5"
};

// A sheet's name as spreadsheets take it: at most 31 characters, none of []:*?/\, not one of `taken` in other capitals.
std::string sheet_name(const std::string& wanted, const std::vector<std::string>& taken);
// As formulas name a sheet: "Inputs!", "'my box'!".
std::string sheet_reference(const std::string& name);
// A text as formulas hold it: "a ""b""".
std::string formula_text(const std::string& text);

// The file.
std::string xlsx_file(const Workbook& workbook);

}  // namespace aicost
