#include "report/decimals.hpp"
#include "report/draw/choice_map.hpp"
#include "report/format/formats.hpp"
#include "report/number.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : on_one_line(text)) {
        if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '>' || c == '[' ||
            c == ']' || c == '~' || c == '&')
            out += '\\';
        out += c;
    }
    return out;
}

struct MarkdownRenderer {
    const Document& document;
    std::string out;

    void operator()(const Heading& heading) {
        out +=
            std::string(static_cast<std::size_t>(heading.level), '#') + " " + escaped(heading.text) + "\n\n";
    }
    void operator()(const Paragraph& paragraph) {
        out +=
            paragraph.strong ? "**" + escaped(paragraph.text) + "**\n\n" : escaped(paragraph.text) + "\n\n";
    }
    void operator()(const Verbatim& verbatim) {
        out += "```" + verbatim.language + "\n";
        for (const std::string& line : verbatim.lines) out += line + "\n";
        out += "```\n\n";
    }
    void operator()(const Table& table) {
        if (table.audience == Table::Audience::machines) return;
        if (!table.folded.empty()) return (*this)(Paragraph{table.folded + ".", false});
        for (const Column& column : table.columns) out += "| " + escaped(column.title) + " ";
        out += "|\n";
        for (const Column& column : table.columns) out += column.right ? "|---:" : "|---";
        out += "|\n";
        const auto decimals = decimals_of(table);
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const auto& row = table.rows[r];
            for (std::size_t i = 0; i < row.size(); ++i) {
                const std::string text = escaped(cell_text(row[i], document.currency, decimals[r][i]));
                out += row[i].strong ? "| **" + text + "** " : "| " + text + " ";
            }
            out += "|\n";
        }
        out += "\n";
    }
    void operator()(const Notes& notes) {
        if (notes.lines.empty()) return;
        if (!notes.title.empty()) out += "**" + escaped(notes.title) + "**\n\n";
        for (const std::string& line : notes.lines) out += "- " + escaped(line) + "\n";
        out += "\n";
    }
    void operator()(const StackedBars&) {}  // a table has the same numbers
    void operator()(const Tree& tree) {
        branch(shortened(tree), 0);
        out += "\n";
    }
    void branch(const TreeNode& node, std::size_t depth) {
        out += std::string(2 * depth, ' ') + "- " + escaped(node.text) + "\n";
        for (const TreeNode& child : node.children) branch(child, depth + 1);
    }
    // A braille chart is useless in Markdown's proportional font, but its marks are worth showing.
    void operator()(const Chart& chart) {
        for (const Mark& mark : chart.marks) out += "- " + escaped(mark.label) + "\n";
        if (!chart.marks.empty()) out += "\n";
    }
    void operator()(const HistogramChart&) {}  // a table has its percentiles
    void operator()(const ChoiceMap& map) {
        out += "**" + escaped(map.title) + "**\n\n";
        (*this)(Verbatim{draw_choice_map(map, document.currency, Style{1000}), ""});
    }
    void operator()(const Figures&) {}    // a table says the same
    void operator()(const SwingBars&) {}  // a table has the same numbers
};

}  // namespace

std::string render_markdown(const Document& document, const Style&) {
    MarkdownRenderer renderer{document, {}};
    for (const Block& block : document.blocks) std::visit(renderer, block);
    while (renderer.out.size() > 1 && renderer.out.substr(renderer.out.size() - 2) == "\n\n")
        renderer.out.pop_back();
    return renderer.out;
}

}  // namespace aicost
