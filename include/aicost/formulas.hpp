// The cost model of a scenario as spreadsheet formulas, so that the spreadsheet recalculates when an input's cell is
// changed.
//
//     const std::vector<FormulaInput> inputs{{"workload.tokens_per_day", "tokens_per_day"}};
//     const FormulaBook book = formulas_of(scenario, inputs, {});
//     book.options[0].items[0].months[1].text;   // of month 1: "…*Steps!$B$6"
//     book.options[0].items[0].months[1].value;  // its current value
//
// Formulas use the English function names of the file formats (OOXML, OpenDocument), without "=". Where cells are is
// up to `FormulaPlaces`: steps are numbers, one per row; steps by month are series, one per column, month 0 in the first
// row. Column A of each sheet with months holds the month's number. Amounts are in the scenario's currency, months run
// from 0 (the start) to the horizon. docs/report.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/unit.hpp"

namespace aicost {

// Only so many inputs get cells of their own: the rest are literal numbers in the formulas.
inline constexpr std::size_t max_formula_inputs = 63;

struct FormulaInput {
    std::string path;  // of a number of the scenario
    std::string name;  // how formulas refer to its cell: a defined name, or an address
};

struct FormulaPlaces {
    std::string steps = "Steps";            // the sheet; the numbers are in column B
    std::string by_month = "StepsByMonth";  // the sheet; the series begin in column B
    int first_row = 6;                      // of steps, and of month 0
};

struct Formula {
    std::string text;  // empty: only `value`
    double value = 0.0;
};
struct FormulaStep {
    std::string name;  // as `explain` calls it; empty: an unnamed intermediate value
    Unit unit = Unit::number;
    Formula formula;
};
struct MonthlyFormulaStep {
    std::string name;
    Unit unit = Unit::number;
    std::vector<Formula> months;  // from month 1
};
struct ItemFormulas {
    std::string name;
    ItemKind kind{};
    std::vector<Formula> months;  // from month 0; what is paid within a month counts at its end
};
struct OptionFormulas {
    std::vector<ItemFormulas> items;
    // Corrections to sum(total of a month · its worth): what is paid within a month is worth more than at its end. One line
    // for each such payment.
    std::vector<Formula> within_months;
    Formula first_month;
    Formula can_win;            // 1: feasible, and not barred by a requirement
    Formula discounted_tokens;  // the divisor of the net present value that gives a cost per token
};
struct FormulaBook {
    std::vector<FormulaStep> steps;
    std::vector<MonthlyFormulaStep> by_month;
    std::vector<Formula> worth;  // the present value of 1 due at the end of a month; from month 0
    std::vector<OptionFormulas> options;
    std::vector<bool> live;  // by input: does a formula read it? Else changing its cell has no effect
};

// Throws std::invalid_argument if a path is not a number of the scenario.
FormulaBook formulas_of(const Scenario& scenario, std::span<const FormulaInput> inputs,
                        const FormulaPlaces& places);

// "A", "Z", "AA", … for column 1, 26, 27, …
std::string column_name(std::size_t column);

}  // namespace aicost
