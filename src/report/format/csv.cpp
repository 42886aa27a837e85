#include "report/format/formats.hpp"
#include "report/number.hpp"
#include "text/digits.hpp"

namespace aicost {

namespace {

// RFC 4180: quoted if necessary, quotes doubled.
std::string field(std::string text, bool safe) {
    // A spreadsheet would take this for a formula; a leading quote makes it text.
    constexpr std::string_view begins_formula = "=+-@\t\r\n";
    if (safe && !text.empty() && begins_formula.find(text.front()) != begins_formula.npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string value(const Cell& cell, bool safe) {
    if (cell.empty) return "";
    if (const auto* text = std::get_if<std::string>(&cell.content)) return field(*text, safe);
    return shortest_text(without_roundings(std::get<double>(cell.content)));
}

}  // namespace

// The tables, in full precision, with an empty line between two of them.
std::string render_csv(const Document& document, const Style& style) {
    std::string out;
    for (const Block& block : document.blocks) {
        const auto* table = std::get_if<Table>(&block);
        if (table == nullptr || table->audience == Table::Audience::people) continue;
        if (!out.empty()) out += "\n";
        for (std::size_t i = 0; i < table->columns.size(); ++i) {
            const Column& column = table->columns[i];
            out +=
                (i == 0 ? "" : ",") + field(column.key.empty() ? column.title : column.key, style.csv_safe);
        }
        out += "\n";
        for (const auto& row : table->rows) {
            for (std::size_t i = 0; i < row.size(); ++i)
                out += (i == 0 ? "" : ",") + value(row[i], style.csv_safe);
            out += "\n";
        }
    }
    return out;
}

}  // namespace aicost
