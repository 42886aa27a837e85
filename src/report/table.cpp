#include "report/table.hpp"

#include <algorithm>

#include "report/number.hpp"
#include "report/text_width.hpp"

namespace aicost {

namespace {

std::string bold(const std::string& text, bool on) { return on ? "\x1b[1m" + text + "\x1b[0m" : text; }

std::string side_by_side(const Table& table, const std::vector<std::vector<std::string>>& texts,
                         const std::vector<std::size_t>& widths, std::size_t total, const Style& style) {
    const std::string separator = style.ascii ? " | " : " │ ";
    const std::string rule = repeat(style.ascii ? "-" : "─", total) + "\n";
    const auto line = [&](const std::vector<std::string>& cells, const std::vector<Cell>* row) {
        std::string out;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) out += separator;
            std::string text = table.columns[i].right ? pad_left(cells[i], widths[i]) : cells[i];
            if (i + 1 < cells.size()) text = pad_right(text, widths[i]);
            out += bold(text, style.color && row != nullptr && (*row)[i].strong);
        }
        return out + "\n";
    };
    std::string out = rule;
    std::vector<std::string> titles;
    for (const Column& column : table.columns) titles.push_back(column.title);
    out += line(titles, nullptr) + rule;
    for (std::size_t r = 0; r < texts.size(); ++r) out += line(texts[r], &table.rows[r]);
    return out + rule;
}

std::string one_below_the_other(const Table& table, const std::vector<std::vector<std::string>>& texts,
                                const Style& style) {
    std::size_t widest = 0;
    for (const Column& column : table.columns) widest = std::max(widest, text_width(column.title));
    const auto width = static_cast<std::size_t>(style.width);
    widest = std::min(widest, width / 2);
    const std::size_t room = width - widest - 2;
    std::string out;
    for (std::size_t r = 0; r < texts.size(); ++r) {
        if (r > 0) out += "\n";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            // what a cell lacks is not listed, what is too long goes on below
            std::string title = pad_right(fit(table.columns[i].title, widest, style.ascii), widest) + "  ";
            if (texts[r][i].empty()) continue;
            for (const std::string& line : wrap(texts[r][i], room)) {
                out += title + line + "\n";
                title.assign(widest + 2, ' ');
            }
        }
    }
    return out;
}

}  // namespace

std::string render_table(const Table& table, const std::string& currency, const Style& style) {
    const auto plain = [&](std::string text) { return style.ascii ? as_ascii(text) : text; };
    std::vector<std::vector<std::string>> texts(table.rows.size());
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        std::vector<Cell> column;
        for (const auto& row : table.rows) column.push_back(row[i]);
        const int decimals = decimals_for(column);
        std::size_t width = std::max(table.columns[i].least_width, text_width(table.columns[i].title));
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            texts[r].push_back(plain(cell_text(table.rows[r][i], currency, decimals)));
            width = std::max(width, text_width(texts[r].back()));
        }
        widths.push_back(width);
    }
    std::size_t total = widths.empty() ? 0 : 3 * (widths.size() - 1);
    for (const std::size_t width : widths) total += width;
    if (total > static_cast<std::size_t>(style.width)) return one_below_the_other(table, texts, style);
    return side_by_side(table, texts, widths, total, style);
}

}  // namespace aicost
