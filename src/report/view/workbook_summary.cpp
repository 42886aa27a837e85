// The first sheet: the answer, as live formulas, and its assumptions.
#include <algorithm>

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/compare_words.hpp"
#include "report/view/verdict.hpp"
#include "report/view/workbook_sheets.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr std::size_t first_row = 8, line_width = 120;
enum Columns : std::size_t {
    option = 1,
    kind,
    upfront,
    first_month,
    total,
    npv,
    per_mtok,
    saves,
    wins,
    ranks
};

SheetCell cell_of(std::variant<std::monostate, std::string, double, FormulaCell> content,
                  CellLook look = CellLook::plain, std::string format = {}) {
    SheetCell cell;
    cell.content = std::move(content);
    cell.look = look;
    cell.number_format = std::move(format);
    return cell;
}

std::string fixed_at(std::size_t column, std::size_t row) {
    return "$" + column_name(column) + "$" + std::to_string(row);
}
std::string at(std::size_t column, std::size_t row) { return column_name(column) + std::to_string(row); }

struct SummaryVerdict {
    std::string formula, now;
};

// The winner, by the columns `option` and `ranks` of the rows up to `last`.
SummaryVerdict verdict(const WorkbookView& view, std::size_t last) {
    const Comparison& comparison = view.comparison;
    const Scenario& scenario = view.profile.scenario;
    const auto column = [&](std::size_t c) { return fixed_at(c, first_row) + ":" + fixed_at(c, last); };
    const std::string costs = column(ranks), names = column(option);
    const auto named = [&](const std::string& cost) {
        return "INDEX(" + names + ",MATCH(" + cost + "," + costs + ",0))";
    };
    const std::string best = "MIN(" + costs + ")", second = "SMALL(" + costs + ",2)";
    const std::string sign = currency_sign(scenario.currency);
    const std::string over = " over " + months_word(comparison.horizon_months);
    const char* none = "No option can serve the workload and meets the requirements.";
    const char* alone = " is the only option that can win.";
    const char* tie = "The two cheapest cost the same.";
    SummaryVerdict out;
    out.formula = "IF(COUNT(" + costs + ")=0," + formula_text(none) + ",IF(COUNT(" + costs + ")=1," +
                  named(best) + "&" + formula_text(alone) + ",IF(" + second + "-" + best + "<=0.005," +
                  formula_text(tie) + "," + named(best) + "&" + formula_text(" wins: " + sign) + "&FIXED(" +
                  second + "-" + best + ",2)&" + formula_text(" less than ") + "&" + named(second) + "&" +
                  formula_text(over + " in today's money.") + ")))";
    const auto& options = comparison.options;
    const auto able = std::count_if(options.begin(), options.end(),
                                    [](const OptionResult& result) { return result.can_win(); });
    if (!comparison.winner) {
        out.now = none;
    } else if (able == 1) {
        out.now = options[*comparison.winner].label + alone;
    } else if (comparison.tie || !comparison.runner_up || !comparison.margin) {
        out.now = tie;
    } else {
        out.now = options[*comparison.winner].label +
                  " wins: " + money_text(comparison.margin->value(), scenario.currency, 2) + " less than " +
                  options[*comparison.runner_up].label + over + " in today's money.";
    }
    return out;
}

void put_option(Sheet& sheet, std::size_t row, const WorkbookView& view, std::size_t place,
                const OptionSheet& costs, const OptionFormulas& formulas) {
    const OptionResult& result = view.comparison.options[place];
    const Scenario& scenario = view.profile.scenario;
    const std::string money = money_format(scenario.currency), reference = sheet_reference(costs.sheet.name);
    const auto amount = [&](int of_row, double value) {
        return cell_of(
            FormulaCell{reference + fixed_at(costs.total_column, static_cast<std::size_t>(of_row)), value},
            CellLook::plain, money);
    };
    sheet.at(row, option) = cell_of(result.label);
    sheet.at(row, kind) = cell_of(std::string(kind_of(scenario.options[place].value)), CellLook::quiet);
    sheet.at(row, upfront) = amount(months_row, result.upfront.value());
    sheet.at(row, first_month) =
        cell_of(FormulaCell{formulas.first_month.text, result.first_month.value()}, CellLook::plain, money);
    sheet.at(row, total) = amount(total_row, costs.total);
    sheet.at(row, npv) = amount(npv_row, costs.npv);
    const std::string tokens = formulas.discounted_tokens.text;
    const std::string sign = "\"" + currency_sign(scenario.currency) + "\"";
    const std::string price = sign + "#,##0.0000;-" + sign + "#,##0.0000";
    sheet.at(row, per_mtok) = cell_of(
        FormulaCell{"IF(" + tokens + ">0," + at(npv, row) + "/(" + tokens + ")*1000000,\"–\")",
                    result.cost_per_mtok ? std::variant<double, std::string>(result.cost_per_mtok->value())
                                         : std::variant<double, std::string>("–")},
        CellLook::plain, price);
    const std::size_t base = first_row + view.comparison.baseline;
    if (place == view.comparison.baseline) {
        sheet.at(row, saves) = cell_of(std::string("baseline"), CellLook::quiet);
        sheet.at(row, saves).right = true;
    } else {
        const double saved =
            view.comparison.options[view.comparison.baseline].npv.value() - result.npv.value();
        sheet.at(row, saves) =
            cell_of(FormulaCell{at(npv, base) + "-" + at(npv, row), saved}, CellLook::plain, money);
    }
    sheet.at(row, wins) = cell_of(FormulaCell{"IF(" + formulas.can_win.text + "=1,\"yes\",\"no\")",
                                              std::string(result.can_win() ? "yes" : "no")});
    sheet.at(row, ranks) = cell_of(FormulaCell{"IF(" + at(wins, row) + "=\"yes\"," + at(npv, row) + ",\"–\")",
                                               result.can_win() ? std::variant<double, std::string>(costs.npv)
                                                                : std::variant<double, std::string>("–")},
                                   CellLook::quiet, money);
}

}  // namespace

Sheet summary_sheet(const std::string& name, const WorkbookView& view,
                    const std::vector<OptionSheet>& options, const FormulaBook& book) {
    Sheet sheet;
    sheet.name = name;
    sheet.widths = {36, 10, 14, 14, 16, 16, 14, 16, 10, 16};
    const Profile& profile = view.profile;
    const std::size_t last = first_row + options.size() - 1;
    const SummaryVerdict answer = verdict(view, last);
    sheet.at(1, 1) = cell_of(view.title.empty() ? subject_text(profile) : view.title, CellLook::title);
    sheet.at(2, 1) = cell_of(FormulaCell{answer.formula, answer.now}, CellLook::strong);
    std::size_t row = 3;
    const auto remark = [&](const std::string& text) {
        for (const std::string& line : wrap(text, line_width))
            sheet.at(row++, 1) = cell_of(line, CellLook::quiet);
    };
    sheet.at(4, 1) = cell_of(
        std::string("Change the yellow cells of Inputs: all figures of the sheets are formulas, and follow."),
        CellLook::quiet);
    row = first_row - 1;
    const std::string baseline = view.comparison.options[view.comparison.baseline].label;
    const std::string headings[] = {"Option",
                                    "Kind",
                                    "Up-front",
                                    "First month",
                                    "Total",
                                    "In today's money",
                                    "Per 1M tokens, levelised",
                                    "Saves against " + baseline,
                                    "Can win",
                                    "Ranked by"};
    for (std::size_t i = 0; i < std::size(headings); ++i) {
        SheetCell& cell = sheet.at(row, i + 1);
        cell = cell_of(headings[i], CellLook::heading);
        cell.wrap = true;
        cell.right = i + 1 >= upfront && i + 1 != wins;
    }
    sheet.frozen_rows = sheet.heading_row = static_cast<int>(row);
    for (std::size_t i = 0; i < options.size(); ++i)
        put_option(sheet, first_row + i, view, i, options[i], book.options[i]);
    const std::string first = std::to_string(first_row);
    const std::string costs = fixed_at(ranks, first_row) + ":" + fixed_at(ranks, last);
    sheet.winners.push_back({"A" + first + ":" + at(ranks, last),
                             "AND($I" + first + "=\"yes\",$J" + first + "=MIN(" + costs + "),IF(COUNT(" +
                                 costs + ")>1,SMALL(" + costs + ",2)-MIN(" + costs + ")>0.005,TRUE))"});

    row = last + 2;
    sheet.at(row++, 1) = cell_of(std::string("As it was when the workbook was written"), CellLook::strong);
    remark(verdict_text(profile, view.comparison));
    remark(workload_text(profile, view.comparison));
    for (const std::string& line : option_notes(view.comparison).lines) remark("- " + line);
    if (const std::string assumed = assumed_text(profile); !assumed.empty()) remark("- " + assumed);
    ++row;
    sheet.at(row++, 1) = cell_of(std::string("How it was made"), CellLook::strong);
    for (const auto& [what, text] : provenance_words(profile, view.made)) remark(what + ": " + text);
    return sheet;
}

}  // namespace aicost
