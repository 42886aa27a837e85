#include "report/workbook/workbook.hpp"

#include <algorithm>

#include "text/lower_case.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr std::size_t max_name_length = 31;  // in UTF-16 code units

std::size_t utf16_length(char32_t character) { return character > 0xffff ? 2 : 1; }

// The first characters of a name, at most so many UTF-16 code units.
std::string cut_to(const std::string& name, std::size_t max_length) {
    std::size_t at = 0, end = 0, length = 0;
    while (at < name.size()) {
        length += utf16_length(next_character(name, at));
        if (length > max_length) break;
        end = at;
    }
    return name.substr(0, end);
}

std::string doubled(const std::string& text, char sign) {
    std::string out;
    for (const char c : text) {
        out += c;
        if (c == sign) out += c;
    }
    return out;
}

}  // namespace

SheetCell& Sheet::at(std::size_t row, std::size_t column) {
    if (rows.size() < row) rows.resize(row);
    auto& cells = rows[row - 1];
    if (cells.size() < column) cells.resize(column);
    return cells[column - 1];
}

std::string sheet_name(const std::string& wanted, const std::vector<std::string>& taken) {
    std::string name;
    for (const char c : on_one_line(wanted)) {
        const bool barred = std::string_view("[]:*?/\\").find(c) != std::string_view::npos;
        name += barred ? '-' : c;
    }
    name = cut_to(name, max_name_length);
    // an apostrophe at either end would be taken for a quote
    if (!name.empty() && name.front() == '\'') name.front() = '-';
    if (!name.empty() && name.back() == '\'') name.back() = '-';
    const auto is_taken = [&](const std::string& one) {
        const std::string small = lower_case(one);
        return small.empty() || small == "history" ||
               std::any_of(taken.begin(), taken.end(),
                           [&](const std::string& other) { return lower_case(other) == small; });
    };
    std::string free = name;
    for (int n = 2; is_taken(free); ++n) {
        const std::string number = " (" + std::to_string(n) + ")";
        free = cut_to(name.empty() ? "option" : name, max_name_length - number.size()) + number;
    }
    return free;
}

std::string sheet_reference(const std::string& name) { return "'" + doubled(name, '\'') + "'!"; }

std::string formula_text(const std::string& text) { return "\"" + doubled(text, '"') + "\""; }

}  // namespace aicost
