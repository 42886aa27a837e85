// The sheets of a comparison's workbook.
#pragma once

#include <string>
#include <vector>

#include "aicost/formulas.hpp"
#include "report/view/workbook_view.hpp"

namespace aicost {

// An input with its cell.
struct InputCell {
    InputRow input;
    std::string name;  // its name in formulas
    bool stated = true;
    bool offered = false;  // offered to the formulas, which may not use it
    bool live = false;
};
inline constexpr int first_input_row = 6;
// "$B$7", by its index: the stated ones, an empty row, a heading, the defaults.
std::string input_cell(const std::vector<InputCell>& inputs, std::size_t place);

// Number formats of money and of other units.
std::string money_format(const std::string& currency);
std::string number_format_of(Unit unit, double value, const std::string& currency);

Sheet inputs_sheet(const std::string& name, const std::vector<InputCell>& inputs, const Profile& profile);

// An option's sheet, and the cells of its sums.
struct OptionSheet {
    Sheet sheet;
    std::size_t total_column = 0;
    std::vector<std::size_t> resale_columns;
    std::vector<double> months;  // current totals
    double resale = 0.0;         // current; in the last month
    double total = 0.0, npv = 0.0;
};
inline constexpr int total_row = 2, npv_row = 3, months_row = 6;
OptionSheet option_sheet(const std::string& name, const std::string& label, const FormulaBook& book,
                         const OptionFormulas& option, const std::string& currency);

Sheet years_sheet(const std::string& name, const std::vector<OptionSheet>& options,
                  const Comparison& comparison, const std::string& currency);
Sheet steps_sheet(const std::string& name, const FormulaBook& book, const std::string& currency);
Sheet monthly_steps_sheet(const std::string& name, const FormulaBook& book, int horizon,
                          const std::string& currency);
Sheet summary_sheet(const std::string& name, const WorkbookView& view,
                    const std::vector<OptionSheet>& options, const FormulaBook& book);

}  // namespace aicost
