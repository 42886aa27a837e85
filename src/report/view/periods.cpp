#include "report/view/periods.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/number.hpp"

namespace aicost {

namespace {

constexpr int months_of_year = 12;

// Years; the last one may be incomplete.
int years_of(int horizon) { return (horizon + months_of_year - 1) / months_of_year; }
int months_in(int year, int horizon) {
    return std::min(months_of_year, horizon - (year - 1) * months_of_year);
}

// The costs of an option or an item by month, with resale kept separate.
struct Paid {
    std::vector<double> months;
    double resale = 0.0;
    double total = 0.0, npv = 0.0;
};

Paid paid_for(const Item& item, int horizon, double rate) {
    Paid paid{by_month(item.flow, horizon), 0.0, total(item.flow, horizon).value(),
              npv(item.flow, horizon, rate).value()};
    if (item.kind == ItemKind::resale) {
        paid.resale = item.flow.at_end.value();
        paid.months.back() -= paid.resale;
    }
    return paid;
}

Paid paid_for(const OptionResult& option, int horizon, double rate) {
    Paid all{std::vector<double>(static_cast<std::size_t>(horizon) + 1, 0.0), 0.0, option.total.value(),
             option.npv.value()};
    for (const Item& item : option.items) {
        const Paid one = paid_for(item, horizon, rate);
        for (std::size_t i = 0; i < all.months.size(); ++i) all.months[i] += one.months[i];
        all.resale += one.resale;
    }
    return all;
}

// The start belongs to the first year.
std::vector<double> by_year(const Paid& paid, int horizon) {
    std::vector<double> years(static_cast<std::size_t>(years_of(horizon)), 0.0);
    years[0] = paid.months[0];
    for (int month = 1; month <= horizon; ++month)
        years[static_cast<std::size_t>((month - 1) / months_of_year)] +=
            paid.months[static_cast<std::size_t>(month)];
    return years;
}

bool resells(const Comparison& comparison) {
    return std::any_of(comparison.options.begin(), comparison.options.end(), [](const OptionResult& option) {
        return std::any_of(option.items.begin(), option.items.end(),
                           [](const Item& item) { return item.kind == ItemKind::resale; });
    });
}

Cell money_cell(double amount) { return number_cell(amount, Unit::money); }

// The number of decimals for a column of all of them.
int decimals_of(const std::vector<double>& amounts) {
    std::vector<Cell> cells;
    for (const double amount : amounts) cells.push_back(money_cell(amount));
    return decimals_for(cells);
}

struct NamedRow {
    std::string option, item;
    std::vector<double> parts;  // years, and resale if there is any
    double total = 0.0, npv = 0.0;
    bool strong = false;
};

}  // namespace

std::vector<double> by_month(const CashFlow& flow, int horizon) {
    std::vector<double> paid(static_cast<std::size_t>(horizon) + 1, 0.0);
    paid[0] = flow.upfront.value();
    for (int month = 1; month <= horizon; ++month) {
        paid[static_cast<std::size_t>(month)] = flow.monthly[static_cast<std::size_t>(month - 1)].value();
    }
    for (const Payment& payment : flow.payments) {
        if (payment.month < horizon)
            paid[static_cast<std::size_t>(std::ceil(payment.month))] += payment.amount.value();
    }
    paid.back() += flow.at_end.value();
    return paid;
}

Table yearly_table(const Profile& profile, const Comparison& comparison,
                   const std::vector<std::size_t>* order, bool items) {
    const int horizon = comparison.horizon_months;
    const double rate = profile.scenario.discount_rate;
    const bool resale = resells(comparison), people = order != nullptr;
    Table table;
    table.audience = people ? Table::Audience::people : Table::Audience::machines;
    table.columns = {{"Option", "option"}};
    if (items) table.columns.push_back({"Item", "item"});
    for (int year = 1; year <= years_of(horizon); ++year) {
        const int months = months_in(year, horizon);
        const std::string number = std::to_string(year);
        table.columns.push_back(
            {"Year " + number + (months < months_of_year ? " (" + months_word(months) + ")" : ""),
             "year_" + number, true});
    }
    if (resale || !people) table.columns.push_back({"Resale", "resale", true});
    table.columns.push_back({"Total", "total", true});
    if (rate != 0.0 || !people) table.columns.push_back({"In today's money", "npv", true});

    std::vector<NamedRow> rows;
    std::vector<double> amounts;
    const auto add = [&](const OptionResult& option, std::string item, const Paid& paid, bool strong) {
        NamedRow row{people ? option.label : option.id,
                     std::move(item),
                     by_year(paid, horizon),
                     paid.total,
                     paid.npv,
                     strong};
        if (resale || !people) row.parts.push_back(paid.resale);
        amounts.insert(amounts.end(), row.parts.begin(), row.parts.end());
        amounts.push_back(row.total);
        if (rate != 0.0) amounts.push_back(row.npv);
        rows.push_back(std::move(row));
    };
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[people ? (*order)[i] : i];
        if (items) {
            for (const Item& item : option.items)
                add(option, item.name(), paid_for(item, horizon, rate), false);
        }
        add(option, "total", paid_for(option, horizon, rate), items);
    }
    const int decimals = decimals_of(amounts);
    for (NamedRow& row : rows) {
        double sum = row.total;
        if (people) {
            row.parts = rounded_to_add_up(row.parts, row.total, decimals);
            sum = std::accumulate(row.parts.begin(), row.parts.end(), 0.0);
        }
        std::vector<Cell> cells{text_cell(row.option)};
        if (items) cells.push_back(text_cell(row.item));
        for (const double part : row.parts) cells.push_back(money_cell(part));
        cells.push_back(money_cell(sum));
        if (rate != 0.0 || !people) cells.push_back(money_cell(row.npv));
        for (Cell& cell : cells) cell.strong = row.strong;
        table.rows.push_back(std::move(cells));
    }
    return table;
}

Notes yearly_notes(const Comparison& comparison) {
    Notes notes;
    const int horizon = comparison.horizon_months, years = years_of(horizon);
    const bool upfront =
        std::any_of(comparison.options.begin(), comparison.options.end(),
                    [](const OptionResult& option) { return option.upfront.value() != 0.0; });
    if (upfront) notes.lines.emplace_back("Year 1 has what is paid at the start.");
    if (const int months = months_in(years, horizon); months < months_of_year)
        notes.lines.push_back("Year " + std::to_string(years) + " ends with the horizon, after " +
                              months_word(months) + ".");
    return notes;
}

DataObject yearly_data(const OptionResult& option, int horizon) {
    DataList years;
    for (int year = 1; year <= years_of(horizon); ++year) {
        DataObject row{{"year", year}, {"months", months_in(year, horizon)}};
        double sum = 0.0;
        for (const Item& item : option.items) {
            if (item.kind == ItemKind::resale) continue;
            const double paid =
                by_year(paid_for(item, horizon, 0.0), horizon)[static_cast<std::size_t>(year - 1)];
            row.emplace_back(item.name(), paid);
            sum += paid;
        }
        row.emplace_back("sum", sum);
        years.emplace_back(std::move(row));
    }
    const Paid paid = paid_for(option, horizon, 0.0);
    return {{"years", std::move(years)},
            {"resale", paid.resale},
            {"total", option.total.value()},
            {"npv", option.npv.value()}};
}

Table months_table(const Profile& profile, const Comparison& comparison,
                   const std::vector<std::size_t>& order) {
    const int horizon = comparison.horizon_months;
    const double rate = profile.scenario.discount_rate;
    const bool resale = resells(comparison);
    std::vector<Paid> paid;
    std::vector<double> amounts;
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Month", "month"}};
    for (const std::size_t i : order) {
        table.columns.push_back({comparison.options[i].label, comparison.options[i].id, true});
        paid.push_back(paid_for(comparison.options[i], horizon, rate));
        amounts.insert(amounts.end(), paid.back().months.begin(), paid.back().months.end());
        amounts.insert(amounts.end(), {paid.back().resale, paid.back().total});
    }
    const int decimals = decimals_of(amounts);
    std::vector<std::vector<double>> columns;
    for (const Paid& one : paid) {
        std::vector<double> parts = one.months;
        parts.push_back(one.resale);
        columns.push_back(rounded_to_add_up(parts, one.total, decimals));
    }
    const auto row = [&](std::string name, const auto& value, bool strong) {
        std::vector<Cell> cells{text_cell(std::move(name))};
        for (std::size_t i = 0; i < columns.size(); ++i) cells.push_back(money_cell(value(i)));
        for (Cell& cell : cells) cell.strong = strong;
        table.rows.push_back(std::move(cells));
    };
    for (std::size_t month = 0; month <= static_cast<std::size_t>(horizon); ++month)
        row(
            month == 0 ? "start" : std::to_string(month), [&](std::size_t i) { return columns[i][month]; },
            false);
    if (resale)
        row(
            "resale", [&](std::size_t i) { return columns[i].back(); }, false);
    row(
        "total", [&](std::size_t i) { return std::accumulate(columns[i].begin(), columns[i].end(), 0.0); },
        true);
    if (rate != 0.0)
        row(
            "in today's money", [&](std::size_t i) { return paid[i].npv; }, true);
    return table;
}

}  // namespace aicost
