#include "report/view/workbook_view.hpp"

#include <algorithm>
#include <cctype>

#include "report/view/verdict.hpp"
#include "report/view/workbook_sheets.hpp"
#include "text/encoding.hpp"
#include "text/lower_case.hpp"

namespace aicost {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "cloud.price_per_mtok" as a cell's name; one that looks like an address ("a1.price") gets a prefix.
std::string cell_name(const std::string& path, const std::vector<InputCell>& others) {
    std::string name;
    for (const char c : path) name += is_letter(c) || is_digit(c) || c == '.' ? c : '_';
    std::size_t letters = 0;
    while (letters < name.size() && is_letter(name[letters])) ++letters;
    if (letters < 4) name.insert(name.begin(), '_');
    const auto is_taken = [&](const std::string& one) {
        return std::any_of(others.begin(), others.end(),
                           [&](const InputCell& other) { return lower_case(other.name) == lower_case(one); });
    };
    std::string free = name;
    for (int n = 2; is_taken(free); ++n) free = name + "_" + std::to_string(n);
    return free;
}

std::vector<InputCell> cells_of(const WorkbookView& view) {
    std::vector<InputCell> cells;
    std::size_t offered = 0;
    for (const bool stated : {true, false}) {
        for (InputRow& row : input_rows(view.profile, stated)) {
            // of the defaults, those about change over time: growth, price changes, discounting
            const bool asked = stated || info(row.unit).kind == UnitKind::change;
            const bool offer = asked && offered < max_formula_inputs && view.stands_alone(row);
            if (offer) ++offered;
            cells.push_back({row, cell_name(row.path, cells), stated, offer, false});
        }
    }
    return cells;
}

}  // namespace

Workbook workbook_view(const WorkbookView& view) {
    Workbook workbook;
    workbook.title = view.title.empty() ? subject_text(view.profile) : view.title;
    std::vector<std::string> names;
    const auto name_of = [&](const std::string& wanted) {
        names.push_back(sheet_name(wanted, names));
        return names.back();
    };
    const std::string summary = name_of("Summary"), inputs = name_of("Inputs"), years = name_of("By year");
    const std::string steps = name_of("Steps"), by_month = name_of("StepsByMonth");

    std::vector<InputCell> cells = cells_of(view);
    std::vector<FormulaInput> offered;
    for (const InputCell& cell : cells) {
        if (cell.offered) offered.push_back({cell.input.path, cell.name});
    }
    const FormulaBook book = formulas_of(view.profile.scenario, offered, {steps, by_month, months_row});
    std::size_t next = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].offered) cells[i].live = book.live[next++];
        if (cells[i].live)
            workbook.names.emplace_back(cells[i].name, sheet_reference(inputs) + input_cell(cells, i));
    }

    const std::string& currency = view.profile.scenario.currency;
    std::vector<OptionSheet> options;
    for (std::size_t i = 0; i < book.options.size(); ++i) {
        const OptionResult& result = view.comparison.options[i];
        options.push_back(option_sheet(name_of(result.id), result.label, book, book.options[i], currency));
    }
    workbook.sheets.push_back(summary_sheet(summary, view, options, book));
    workbook.sheets.push_back(inputs_sheet(inputs, cells, view.profile));
    workbook.sheets.push_back(years_sheet(years, options, view.comparison, currency));
    for (OptionSheet& option : options) workbook.sheets.push_back(std::move(option.sheet));
    workbook.sheets.push_back(steps_sheet(steps, book, currency));
    if (!book.by_month.empty())
        workbook.sheets.push_back(
            monthly_steps_sheet(by_month, book, view.comparison.horizon_months, currency));
    return workbook;
}

}  // namespace aicost
