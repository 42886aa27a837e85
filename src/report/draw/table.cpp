#include "report/draw/table.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "report/decimals.hpp"
#include "report/number.hpp"
#include "text/listed.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

std::string bold(const std::string& text, bool on) { return on ? "\x1b[1m" + text + "\x1b[0m" : text; }

// A cell or title of several lines.
using Lines = std::vector<std::string>;

struct Layout {
    std::vector<Lines> titles;
    std::vector<std::vector<Lines>> rows;
    std::vector<std::size_t> widths;

    [[nodiscard]] std::size_t total() const {
        std::size_t sum = widths.empty() ? 0 : 3 * (widths.size() - 1);
        for (const std::size_t width : widths) sum += width;
        return sum;
    }
};

std::size_t widest_of(const Lines& lines) {
    std::size_t width = 0;
    for (const std::string& line : lines) width = std::max(width, text_width(line));
    return width;
}

// Texts are converted to ASCII before measuring, as that may make them wider.
Layout natural_layout(const Table& table, const std::string& currency, const Style& style) {
    Layout layout;
    layout.rows.resize(table.rows.size());
    const auto decimals = decimals_of(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        layout.titles.push_back({table.columns[i].title});
        std::size_t width = std::max(table.columns[i].min_width, text_width(table.columns[i].title));
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            std::string text = cell_text(table.rows[r][i], currency, decimals[r][i]);
            layout.rows[r].push_back({style.ascii ? as_ascii(text) : std::move(text)});
            width = std::max(width, widest_of(layout.rows[r].back()));
        }
        layout.widths.push_back(width);
    }
    return layout;
}

// The longest unbreakable piece of a title. Separators other than a space stay.
std::size_t longest_piece(std::string_view text, std::string_view signs) {
    std::size_t longest = 0;
    while (!text.empty()) {
        const auto sign = text.find_first_of(signs);
        const bool kept = sign != std::string_view::npos && text[sign] != ' ';
        longest = std::max(longest, text_width(text.substr(0, kept ? sign + 1 : sign)));
        text = sign == std::string_view::npos ? std::string_view() : text.substr(sign + 1);
    }
    return longest;
}

// Wraps titles to columns as narrow as their cells and longest piece allow: at spaces, and paths after dots; after any
// character if there is no other way.
void break_titles(Layout& layout, const Table& table, std::size_t width) {
    for (const std::string_view signs : {" ", " .", " ._"}) {
        for (std::size_t i = 0; i < layout.titles.size(); ++i) {
            std::size_t needs = longest_piece(table.columns[i].title, signs);
            for (const auto& row : layout.rows) needs = std::max(needs, widest_of(row[i]));
            layout.titles[i] = wrap(table.columns[i].title, needs);
            layout.widths[i] = needs;
        }
        if (layout.total() <= width) return;
    }
}

constexpr std::size_t min_words_width = 24;

// A column of words gets the room left by the others, if it is enough.
void wrap_column(Layout& layout, const Table& table, std::size_t column, std::size_t width,
                 std::size_t min = min_words_width) {
    if (layout.total() <= width || column >= table.columns.size() || table.columns[column].right) return;
    const std::size_t others = layout.total() - layout.widths[column];
    if (others + min > width) return;
    layout.widths[column] = width - others;
    for (auto& row : layout.rows) row[column] = wrap(row[column].front(), width - others);
}

// How many lines the rows take.
std::size_t height_of(const Layout& layout) {
    std::size_t lines = 0;
    for (const auto& row : layout.rows) {
        std::size_t most = 0;
        for (const Lines& cell : row) most = std::max(most, cell.size());
        lines += most;
    }
    return lines;
}

// Drops columns that may be dropped until the rest fits. Returns their titles, in order. A last column that may be
// dropped is wrapped only where the rows stay a line or two high.
std::vector<std::string> make_room(Layout& layout, Table& table, std::size_t width) {
    std::vector<std::pair<std::size_t, std::string>> gone;
    std::vector<std::size_t> places(table.columns.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    while (layout.total() > width) {
        Layout wrapped = layout;
        wrap_column(wrapped, table, table.columns.size() - 1, width, 2 * min_words_width);
        const bool may_go = !table.columns.empty() && table.columns.back().rank > 0;
        if (wrapped.total() <= width && !(may_go && height_of(wrapped) > 2 * wrapped.rows.size())) {
            layout = std::move(wrapped);
            break;
        }
        const auto next = std::max_element(table.columns.begin(), table.columns.end(),
                                           [](const Column& a, const Column& b) { return a.rank < b.rank; });
        if (next == table.columns.end() || next->rank == 0) break;
        const auto at = next - table.columns.begin();
        gone.emplace_back(places[static_cast<std::size_t>(at)], next->title);
        places.erase(places.begin() + at);
        table.columns.erase(next);
        layout.titles.erase(layout.titles.begin() + at);
        layout.widths.erase(layout.widths.begin() + at);
        for (auto& row : layout.rows) row.erase(row.begin() + at);
        for (auto& row : table.rows) row.erase(row.begin() + at);
    }
    std::sort(gone.begin(), gone.end());
    std::vector<std::string> titles;
    titles.reserve(gone.size());
    for (auto& [place, title] : gone) titles.push_back(std::move(title));
    return titles;
}

std::string no_room_for(const std::vector<std::string>& titles, const Style& style) {
    if (titles.empty()) return {};
    const std::string text = "No room for: " + listed(titles);
    std::string out;
    for (const std::string& line : wrap(text, static_cast<std::size_t>(style.width))) out += line + "\n";
    return out;
}

std::string side_by_side(const Table& table, const Layout& layout, const Style& style) {
    const std::string separator = style.ascii ? " | " : " │ ";
    const std::string rule = repeat(style.ascii ? "-" : "─", layout.total()) + "\n";
    const auto lines = [&](const std::vector<Lines>& cells, const std::vector<Cell>* row) {
        std::size_t height = 1;
        for (const Lines& cell : cells) height = std::max(height, cell.size());
        std::string out;
        for (std::size_t at = 0; at < height; ++at) {
            std::string line;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                // titles are bottom-aligned, cells top-aligned
                const std::size_t above = row == nullptr ? height - cells[i].size() : 0;
                const bool has = at >= above && at - above < cells[i].size();
                std::string text = has ? cells[i][at - above] : "";
                if (table.columns[i].right) text = pad_left(text, layout.widths[i]);
                if (i + 1 < cells.size()) text = pad_right(text, layout.widths[i]);
                if (i > 0) line += separator;
                line += bold(text, style.color && row != nullptr && (*row)[i].strong);
            }
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + "\n";
        }
        return out;
    };
    std::string out = rule + lines(layout.titles, nullptr) + rule;
    for (std::size_t r = 0; r < layout.rows.size(); ++r) out += lines(layout.rows[r], &table.rows[r]);
    return out + rule;
}

std::string row_lists(const Table& table, const Layout& layout, const Style& style) {
    std::size_t indent = 0;
    const auto width = static_cast<std::size_t>(style.width);
    for (const Column& column : table.columns) indent = std::max(indent, text_width(column.title) + 2);
    indent = std::min(indent, width - width / 4);
    std::string out;
    for (std::size_t r = 0; r < layout.rows.size(); ++r) {
        if (r > 0) out += "\n";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (layout.rows[r][i].front().empty()) continue;
            std::string title = fit(table.columns[i].title, indent - 2, style.ascii);
            for (const std::string& line :
                 wrap(layout.rows[r][i].front(), std::max(width, indent + 10) - indent)) {
                out += fit(pad_right(std::exchange(title, ""), indent) + line, width, style.ascii) + "\n";
            }
        }
    }
    return out;
}

}  // namespace

std::string render_table(Table whole, const std::string& currency, const Style& style) {
    const auto width = static_cast<std::size_t>(style.width);
    for (Column& column : whole.columns) column.title = shown(column.title, style.ascii);
    Layout layout = natural_layout(whole, currency, style);
    if (layout.total() <= width) return side_by_side(whole, layout, style);
    break_titles(layout, whole, width);
    Table table = whole;
    const std::vector<std::string> gone = make_room(layout, table, width);
    wrap_column(layout, table, table.columns.size() - 1, width);
    wrap_column(layout, table, 0, width);
    if (layout.total() <= width) return side_by_side(table, layout, style) + no_room_for(gone, style);
    return row_lists(whole, natural_layout(whole, currency, style), style);
}

}  // namespace aicost
