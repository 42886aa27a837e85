#include "report/view/workbook_sheets.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/formatted.hpp"
#include "report/number.hpp"

namespace aicost {

namespace {

constexpr double narrow = 9, number_width = 15, wide = 44;

std::string at(std::size_t column, int row) { return "$" + column_name(column) + "$" + std::to_string(row); }
std::string rows_of(std::size_t column, int from, int to) { return at(column, from) + ":" + at(column, to); }

SheetCell words(std::string text, CellLook look = CellLook::plain) {
    SheetCell cell;
    cell.content = std::move(text);
    cell.look = look;
    return cell;
}
SheetCell live(const Formula& formula, const std::string& format, CellLook look = CellLook::plain) {
    SheetCell cell;
    if (formula.text.empty()) {
        cell.content = formula.value;
    } else {
        cell.content = FormulaCell{formula.text, formula.value};
    }
    cell.look = look;
    cell.number_format = format;
    return cell;
}

std::string in_currency(Unit unit, const std::string& currency) {
    std::string text(symbol(unit));
    const std::string_view word = "currency";
    if (text.starts_with(word)) text = currency + text.substr(word.size());
    return text;
}

// Columns from `numbers` on hold numbers.
void put_headings(Sheet& sheet, int row, const std::vector<std::string>& texts, std::size_t numbers = 2) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
        SheetCell& cell = sheet.at(static_cast<std::size_t>(row), i + 1);
        cell = words(texts[i], CellLook::heading);
        cell.wrap = true;
        cell.right = i + 1 >= numbers;
    }
    sheet.frozen_rows = sheet.heading_row = row;
}

// One row per month, from the start on.
void put_months(Sheet& sheet, int horizon) {
    for (int month = 0; month <= horizon; ++month)
        sheet.at(static_cast<std::size_t>(months_row + month), 1).content = static_cast<double>(month);
    sheet.frozen_columns = 1;
}

double sum_of(const std::vector<double>& amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), 0.0);
}

}  // namespace

std::string money_format(const std::string& currency) {
    const std::string sign = "\"" + currency_sign(currency) + "\"";
    return sign + "#,##0.00;-" + sign + "#,##0.00";
}

std::string number_format_of(Unit unit, double value, const std::string& currency) {
    const std::string sign = "\"" + currency_sign(currency) + "\"";
    const bool whole = std::floor(value) == value;
    switch (info(unit).format) {
        case NumberFormat::money: return money_format(currency);
        case NumberFormat::price: return sign + "#,##0.00######;-" + sign + "#,##0.00######";
        case NumberFormat::percent: return "0.0#####%";
        case NumberFormat::whole:
        case NumberFormat::tokens: return whole ? "#,##0" : "";
        default: return whole && std::abs(value) >= 1e4 ? "#,##0" : "";
    }
}

std::string input_cell(const std::vector<InputCell>& inputs, std::size_t place) {
    const int gap = inputs[place].stated ? 0 : 2;  // an empty row and a heading
    return at(2, first_input_row + static_cast<int>(place) + gap);
}

Sheet inputs_sheet(const std::string& name, const std::vector<InputCell>& inputs, const Profile& profile) {
    Sheet sheet;
    sheet.name = name;
    sheet.widths = {40, 14, 15, 29, 50, 22, 40, 11};
    sheet.at(1, 1) = words("Inputs", CellLook::title);
    sheet.at(2, 1) = words("Yellow cells may be changed: every sheet is computed anew from them.");
    sheet.at(3, 1) =
        words("The others are fixed: change one with --set INPUT=VALUE and write the workbook again.",
              CellLook::quiet);
    put_headings(sheet, first_input_row - 1,
                 {"Input", "Value", "Unit", "To change it", "Meaning", "From", "Source", "As of"}, 9);
    Scenario scenario = profile.scenario;
    bool defaults = false;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const InputCell& one = inputs[i];
        auto row = static_cast<std::size_t>(first_input_row) + i + (one.stated ? 0 : 2);
        if (!one.stated && !defaults) {
            defaults = true;
            sheet.at(row - 1, 1) = words("Defaults: what the profile does not state", CellLook::strong);
        }
        const InputRow& input = one.input;
        sheet.at(row, 1) = words(input.path);
        SheetCell& value = sheet.at(row, 2);
        value.content = input.value;
        value.look = one.live ? CellLook::input : CellLook::quiet;
        value.number_format = number_format_of(input.unit, input.value, scenario.currency);
        sheet.at(row, 3) = words(in_currency(input.unit, scenario.currency), CellLook::quiet);
        sheet.at(row, 4) = words(one.live ? "here" : "fixed: --set, and write it again", CellLook::quiet);
        sheet.at(row, 5) = words(input.help, CellLook::quiet);
        sheet.at(row, 6) = words(place_of(input.origin), CellLook::quiet);
        if (!input.origin.source.empty()) sheet.at(row, 7) = words(input.origin.source, CellLook::quiet);
        if (!input.origin.as_of.empty()) sheet.at(row, 8) = words(input.origin.as_of, CellLook::quiet);
        const auto parameter = find_parameter(scenario, input.path);
        if (!one.live || !parameter) continue;
        const Bounds bound = parameter->bound();
        if (std::isfinite(bound.min) && std::isfinite(bound.max))
            sheet.validations.push_back(
                {column_name(2) + std::to_string(row), bound.min, bound.max, bound.whole});
    }
    return sheet;
}

OptionSheet option_sheet(const std::string& name, const std::string& label, const FormulaBook& book,
                         const OptionFormulas& option, const std::string& currency) {
    OptionSheet out;
    Sheet& sheet = out.sheet;
    sheet.name = name;
    const std::string money = money_format(currency);
    const int horizon = static_cast<int>(book.worth.size()) - 1, last = months_row + horizon;
    sheet.at(1, 1) = words(label, CellLook::title);
    sheet.at(total_row, 1) = words("Total", CellLook::strong);
    sheet.at(npv_row, 1) = words("In today's money", CellLook::strong);
    sheet.at(4, 1) = words("What is due at the end of each month; month 0 is the start.", CellLook::quiet);
    std::vector<std::string> headings{"Month"};
    sheet.widths = {16};
    out.months.assign(book.worth.size(), 0.0);
    put_months(sheet, horizon);
    const auto put_sum = [&](std::size_t column, double value) {
        sheet.at(total_row, column) =
            live({"SUM(" + rows_of(column, months_row, last) + ")", value}, money, CellLook::strong);
    };
    for (std::size_t i = 0; i < option.items.size(); ++i) {
        const ItemFormulas& item = option.items[i];
        const std::size_t column = i + 2;
        headings.push_back(item.name);
        sheet.widths.push_back(number_width);
        std::vector<double> values;
        for (std::size_t month = 0; month < item.months.size(); ++month) {
            sheet.at(months_row + month, column) = live(item.months[month], money);
            values.push_back(item.months[month].value);
            out.months[month] += item.months[month].value;
        }
        put_sum(column, sum_of(values));
        if (item.kind != ItemKind::resale) continue;
        out.resale_columns.push_back(column);
        out.resale += sum_of(values);
    }
    const std::size_t total = option.items.size() + 2, worth = total + 1, within = total + 2;
    out.total_column = total;
    headings.insert(headings.end(), {"Total", "Worth of 1 today"});
    sheet.widths.insert(sheet.widths.end(), {number_width, number_width});
    for (std::size_t month = 0; month < out.months.size(); ++month) {
        const int row = months_row + static_cast<int>(month);
        const std::string sum = total == 2 ? "0"
                                           : "SUM(" + column_name(2) + std::to_string(row) + ":" +
                                                 column_name(total - 1) + std::to_string(row) + ")";
        sheet.at(months_row + month, total) = live({sum, out.months[month]}, money, CellLook::strong);
        sheet.at(months_row + month, worth) = live(book.worth[month], "0.0000");
        out.npv += out.months[month] * book.worth[month].value;
    }
    out.total = sum_of(out.months);
    put_sum(total, out.total);
    std::string npv =
        "SUMPRODUCT(" + rows_of(total, months_row, last) + "," + rows_of(worth, months_row, last) + ")";
    if (!option.within_months.empty()) {
        headings.push_back("For days before a month's end");
        sheet.widths.push_back(number_width);
        for (std::size_t i = 0; i < option.within_months.size(); ++i) {
            sheet.at(months_row + i, within) = live(option.within_months[i], money);
            out.npv += option.within_months[i].value;
        }
        npv += "+SUM(" +
               rows_of(within, months_row, months_row + static_cast<int>(option.within_months.size()) - 1) +
               ")";
    }
    sheet.at(npv_row, total) = live({npv, out.npv}, money, CellLook::strong);
    put_headings(sheet, months_row - 1, headings);
    return out;
}

Sheet years_sheet(const std::string& name, const std::vector<OptionSheet>& options,
                  const Comparison& comparison, const std::string& currency) {
    constexpr int months_of_year = 12, heading_row = 4;
    Sheet sheet;
    sheet.name = name;
    const std::string money = money_format(currency);
    const int horizon = comparison.horizon_months;
    sheet.at(1, 1) = words("Cost by year", CellLook::title);
    sheet.at(2, 1) =
        words("Year 1 has what is paid at the start; what resale brings stands apart.", CellLook::quiet);
    std::vector<std::string> headings{"Option"};
    const int years = (horizon + months_of_year - 1) / months_of_year;
    for (int year = 1; year <= years; ++year) {
        const int months = std::min(months_of_year, horizon - (year - 1) * months_of_year);
        headings.push_back(
            formatted("Year {}{}", year, months < months_of_year ? formatted(" ({} months)", months) : ""));
    }
    headings.insert(headings.end(), {"Resale", "Total", "In today's money"});
    put_headings(sheet, heading_row, headings);
    sheet.frozen_columns = 1;
    sheet.widths.assign(headings.size(), number_width);
    sheet.widths[0] = wide;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const OptionSheet& option = options[i];
        const std::size_t row = heading_row + 1 + i;
        const std::string reference = sheet_reference(option.sheet.name);
        sheet.at(row, 1) = words(comparison.options[i].label);
        std::string resale;
        for (const std::size_t column : option.resale_columns)
            resale += (resale.empty() ? "" : "+") + reference + at(column, total_row);
        for (int year = 1; year <= years; ++year) {
            const int from = year == 1 ? 0 : (year - 1) * months_of_year + 1;
            const int to = std::min(year * months_of_year, horizon);
            double value = 0.0;
            for (int month = from; month <= to; ++month)
                value += option.months[static_cast<std::size_t>(month)];
            std::string formula =
                "SUM(" + reference + rows_of(option.total_column, months_row + from, months_row + to) + ")";
            if (year == years && !resale.empty()) {
                formula += "-(" + resale + ")";
                value -= option.resale;
            }
            sheet.at(row, static_cast<std::size_t>(year) + 1) = live({formula, value}, money);
        }
        const auto after = static_cast<std::size_t>(years) + 2;
        sheet.at(row, after) = live({resale.empty() ? "0" : resale, option.resale}, money);
        sheet.at(row, after + 1) = live({"SUM(" + column_name(2) + std::to_string(row) + ":" +
                                             column_name(after) + std::to_string(row) + ")",
                                         option.total},
                                        money, CellLook::strong);
        sheet.at(row, after + 2) =
            live({reference + at(option.total_column, npv_row), option.npv}, money, CellLook::strong);
    }
    return sheet;
}

Sheet steps_sheet(const std::string& name, const FormulaBook& book, const std::string& currency) {
    Sheet sheet;
    sheet.name = name;
    sheet.widths = {70, 20, 18};
    sheet.at(1, 1) = words("Steps of the calculation", CellLook::title);
    sheet.at(2, 1) =
        words("Numbers between the inputs and the costs; docs/model.md explains them.", CellLook::quiet);
    put_headings(sheet, months_row - 1, {"Step", "Value", "Unit"}, 4);
    for (std::size_t i = 0; i < book.steps.size(); ++i) {
        const FormulaStep& step = book.steps[i];
        sheet.at(months_row + i, 1) = words(step.name.empty() ? "(part of a step below)" : step.name,
                                            step.name.empty() ? CellLook::quiet : CellLook::plain);
        const bool money = info(step.unit).kind == UnitKind::money;
        sheet.at(months_row + i, 2) = live(step.formula, money ? money_format(currency) : std::string());
        sheet.at(months_row + i, 3) =
            words(step.name.empty() ? "" : in_currency(step.unit, currency), CellLook::quiet);
    }
    return sheet;
}

Sheet monthly_steps_sheet(const std::string& name, const FormulaBook& book, int horizon,
                          const std::string& currency) {
    Sheet sheet;
    sheet.name = name;
    sheet.at(1, 1) = words("Steps of the calculation, by month", CellLook::title);
    put_months(sheet, horizon);
    std::vector<std::string> headings{"Month"};
    sheet.widths = {narrow};
    for (std::size_t i = 0; i < book.by_month.size(); ++i) {
        const MonthlyFormulaStep& step = book.by_month[i];
        headings.push_back(step.name.empty() ? "(part of a step)" : step.name);
        sheet.widths.push_back(number_width);
        const bool money = info(step.unit).kind == UnitKind::money;
        for (std::size_t month = 0; month < step.months.size(); ++month)
            sheet.at(months_row + month + 1, i + 2) =
                live(step.months[month], money ? money_format(currency) : std::string());
    }
    put_headings(sheet, months_row - 1, headings);
    return sheet;
}

}  // namespace aicost
