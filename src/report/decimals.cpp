#include "report/decimals.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "report/digits.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

// From this amount on cents are noise.
constexpr double large_amount = 10000.0;

// Kinds of cells that share their number of decimals in a column; `own`: each has its own, 2M or 1,234.
enum class Sort : unsigned char { words, own, amount, months, percent, plain };

Sort sort_of(const Cell& cell) {
    if (!std::holds_alternative<double>(cell.content)) return Sort::words;
    switch (info(cell.unit).format) {
        case NumberFormat::money:
        case NumberFormat::price: return Sort::amount;
        case NumberFormat::months: return Sort::months;
        case NumberFormat::percent: return Sort::percent;
        case NumberFormat::plain: return Sort::plain;
        default: return Sort::own;
    }
}

bool counts(Sort sort) { return sort > Sort::own; }

// Are they all of one kind?
bool are_alike(const std::vector<Cell>& cells) {
    Sort found = Sort::words;
    for (const Cell& cell : cells) {
        const Sort sort = sort_of(cell);
        if (!counts(sort)) continue;
        if (counts(found) && sort != found) return false;
        found = sort;
    }
    return true;
}

// A share that would round to 0 with one decimal keeps the digits it needs.
bool is_tiny_share(double value) { return value != 0.0 && std::abs(value) < 0.001; }

int decimals_in(std::string_view text) {
    const auto point = text.find('.');
    if (point == std::string_view::npos) return 0;
    const auto end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
    return static_cast<int>(end - point) - 1;
}

int amount_decimals(const std::vector<Cell>& cells) {
    int decimals = 0;
    bool large = false;
    std::vector<double> prices;
    for (const Cell& cell : cells) {
        if (sort_of(cell) != Sort::amount) continue;
        const double amount = std::get<double>(cell.content);
        if (info(cell.unit).format == NumberFormat::money) {
            large = large || std::abs(amount) >= large_amount;
            if (!is_whole(amount)) decimals = std::max(decimals, 2);
        } else {
            prices.push_back(amount);
        }
    }
    if (large) return 0;
    int longest = 0;
    for (const double price : prices) longest = std::max(longest, price_decimals(price));
    // drop zeros at the end of all of them
    const auto ends_in_nought = [&](double price) {
        return formatted("{:.{}f}", price, longest).back() == '0';
    };
    while (longest > 2 && std::all_of(prices.begin(), prices.end(), ends_in_nought)) --longest;
    return std::max(decimals, longest);
}

int plain_decimals(const std::vector<Cell>& cells) {
    int decimals = 0;
    for (const Cell& cell : cells) {
        const Sort sort = sort_of(cell);
        if (!counts(sort)) continue;
        const double value = std::get<double>(cell.content);
        if (sort == Sort::percent && is_tiny_share(value)) continue;
        const std::string text = number_text(value, cell.unit, "USD");
        if (text.find('e') != std::string::npos) return -1;
        decimals = std::max(decimals, decimals_in(text));
    }
    return decimals;
}

std::string with_decimals(double value, Sort sort, int decimals) {
    const double shown = sort == Sort::percent ? 100.0 * value : value;
    const std::string digits = grouped(formatted("{:.{}f}", std::abs(shown), decimals));
    const bool zero = digits.find_first_of("123456789") == std::string::npos;
    return (shown < 0.0 && !zero ? "-" : "") + digits + (sort == Sort::percent ? "%" : "");
}

}  // namespace

int decimals_for(const std::vector<Cell>& cells) {
    const bool amounts = std::any_of(cells.begin(), cells.end(),
                                     [](const Cell& cell) { return sort_of(cell) == Sort::amount; });
    return amounts ? amount_decimals(cells) : are_alike(cells) ? plain_decimals(cells) : -1;
}

std::vector<std::vector<int>> decimals_of(const Table& table) {
    std::vector<std::vector<int>> all;
    for (const auto& row : table.rows) all.emplace_back(row.size(), -1);
    std::vector<std::vector<Cell>> columns(table.columns.size());
    for (const auto& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) columns[i].push_back(row[i]);
    }
    const bool by_column = std::all_of(columns.begin(), columns.end(), are_alike);
    const auto put = [](int& place, const Cell& cell, bool alike, int decimals) {
        if (alike || sort_of(cell) == Sort::amount) place = decimals;
    };
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto& row = table.rows[r];
        const bool alike = are_alike(row);
        const int decimals = by_column ? -1 : decimals_for(row);
        for (std::size_t i = 0; i < row.size() && !by_column; ++i) put(all[r][i], row[i], alike, decimals);
    }
    for (std::size_t i = 0; i < columns.size() && by_column; ++i) {
        const int decimals = decimals_for(columns[i]);
        for (std::size_t r = 0; r < table.rows.size(); ++r) put(all[r][i], columns[i][r], true, decimals);
    }
    return all;
}

std::string cell_text(const Cell& cell, const std::string& currency, int decimals) {
    if (const auto* text = std::get_if<std::string>(&cell.content)) return on_one_line(*text);
    const double value = std::get<double>(cell.content);
    const Sort sort = sort_of(cell);
    if (decimals < 0 || !counts(sort)) return number_text(value, cell.unit, currency);
    if (sort == Sort::amount) return money_text(value, currency, decimals);
    if (std::abs(value) >= longest_plain / 100.0 || (sort == Sort::percent && is_tiny_share(value)))
        return number_text(value, cell.unit, currency);
    return with_decimals(value, sort, decimals);
}

std::vector<std::string> alike_texts(const std::vector<double>& values, Unit unit,
                                     const std::string& currency) {
    std::vector<Cell> cells;
    cells.reserve(values.size());
    for (const double value : values) cells.push_back(number_cell(value, unit));
    const int decimals = decimals_for(cells);
    std::vector<std::string> texts;
    texts.reserve(cells.size());
    for (const Cell& cell : cells) texts.push_back(cell_text(cell, currency, decimals));
    return texts;
}

}  // namespace aicost
