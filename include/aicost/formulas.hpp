// The cost model of a scenario as the formulas of a spreadsheet, which computes everything anew when an input's cell
// is changed.
//
//     const std::vector<FormulaInput> inputs{{"workload.tokens_per_day", "tokens_per_day"}};
//     const FormulaBook book = formulas_of(scenario, inputs, {});
//     book.options[0].items[0].months[1].text;   // of month 1: "…*Steps!$B$6"
//     book.options[0].items[0].months[1].value;  // what that is now
//
// Formulas are in the English of the file formats (OOXML, OpenDocument), without "="; they name cells by `FormulaPlaces`:
// steps are numbers, one below the other; steps by month are series, one beside the other, month 0 in the first row,
// where column A of each sheet with months has the number of the month. Amounts are in the scenario's currency, months
// are from 0 (the start) to the horizon. docs/report.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/unit.hpp"

namespace aicost {

// More inputs than that are not told apart: the rest are numbers within the formulas.
inline constexpr std::size_t most_formula_inputs = 63;

struct FormulaInput {
    std::string path;  // of a number of the scenario
    std::string name;  // what formulas call its cell: a defined name, or an address
};

struct FormulaPlaces {
    std::string steps = "Steps";            // the sheet; the numbers are in column B
    std::string by_month = "StepsByMonth";  // the sheet; the series begin in column B
    int first_row = 6;                      // of steps, and of month 0
};

struct Formula {
    std::string text;  // empty: nothing but `value`
    double value = 0.0;
};
struct FormulaStep {
    std::string name;  // what it is, as `explain` calls it; empty: something between
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
    std::vector<Formula> months;  // from month 0; what is paid between months is in the one that it ends
};
struct OptionFormulas {
    std::vector<ItemFormulas> items;
    // Beside sum(total of a month · worth of it): what is paid within a month is worth more than at its end. A line for each
    // such payment.
    std::vector<Formula> within_months;
    Formula first_month;
    Formula can_win;            // 1: feasible, and no requirement is against it
    Formula discounted_tokens;  // what the net present value is divided by for a price of a token
};
struct FormulaBook {
    std::vector<FormulaStep> steps;
    std::vector<MonthlyFormulaStep> by_month;
    std::vector<Formula> worth;  // of 1 at the end of a month, at t = 0; from month 0
    std::vector<OptionFormulas> options;
    std::vector<bool>
        live;  // by input: does a formula read it? Else the scenario itself would have to be another one
};

// Throws std::invalid_argument where a path is no number of the scenario.
FormulaBook formulas_of(const Scenario& scenario, std::span<const FormulaInput> inputs,
                        const FormulaPlaces& places);

// "A", "Z", "AA", …: of the column 1, 26, 27, …
std::string column_name(std::size_t column);

}  // namespace aicost
