#include <algorithm>

#include "report/draw/bars.hpp"
#include "report/draw/chart.hpp"
#include "report/draw/choice_map.hpp"
#include "report/draw/table.hpp"
#include "report/format/formats.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

// The last `width` characters, each one column wide.
std::string tail(const std::string& text, std::size_t width) {
    std::size_t at = 0;
    for (std::size_t has = text_width(text); has > width; --has) next_character(text, at);
    return text.substr(at);
}

struct Renderer {
    const Style& style;
    std::string currency;  // in displayable characters
    std::string out;

    [[nodiscard]] std::size_t width() const { return static_cast<std::size_t>(style.width); }
    // Blocks are separated by an empty line, except for a table right below its heading.
    void part() {
        if (!out.empty()) out += "\n";
    }
    void lines(const std::vector<std::string>& all, const std::string& first, const std::string& next) {
        for (std::size_t i = 0; i < all.size(); ++i) out += (i == 0 ? first : next) + all[i] + "\n";
    }
    // Before anything is measured: an ellipsis or a currency sign is wider in ASCII.
    [[nodiscard]] std::string plain(const std::string& text) const { return shown(text, style.ascii); }
    [[nodiscard]] std::string bold(const std::string& text) const {
        return style.color ? "\x1b[1m" + text + "\x1b[0m" : text;
    }

    void operator()(const Heading& heading) {
        part();
        for (const std::string& line : wrap(plain(heading.text), width())) out += bold(line) + "\n";
    }
    void operator()(const Paragraph& paragraph) {
        for (const std::string& line : wrap(plain(paragraph.text), width()))
            out += (paragraph.strong ? bold(line) : line) + "\n";
    }
    void operator()(const Verbatim& verbatim) {
        part();
        for (const std::string& line : verbatim.lines) out += fit(plain(line), width(), style.ascii) + "\n";
    }
    void operator()(const Table& table) {
        if (table.audience == Table::Audience::machines) return;
        if (table.folded.empty())
            out += render_table(table, currency, style);
        else
            (*this)(Paragraph{table.folded + ".", false});
    }
    void operator()(const Notes& notes) {
        if (notes.lines.empty()) return;
        part();
        if (!notes.title.empty()) out += bold(plain(notes.title)) + "\n";
        for (const std::string& note : notes.lines) lines(wrap(plain(note), width() - 2), "- ", "  ");
    }
    void operator()(const StackedBars& bars) {
        part();
        out += render_bars(bars, currency, style);
    }
    void operator()(const Tree& tree) { branch(shortened(tree), "", ""); }
    // A node's own line, then its children; a long line is wrapped within the tree.
    void branch(const TreeNode& node, const std::string& first, const std::string& next) {
        // on a narrow terminal the branches are cut before the words
        constexpr std::size_t min_room = 12;
        const std::size_t max = width() - std::min(width(), min_room);
        const std::string below = tail(next + (node.children.empty() ? "  " : "│ "), max);
        lines(wrap(plain(node.text), width() - text_width(below)), tail(first, text_width(below)), below);
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            const bool last = i + 1 == node.children.size();
            branch(node.children[i], next + (last ? "└─ " : "├─ "), next + (last ? "   " : "│  "));
        }
    }
    void operator()(const Chart& chart) {
        part();
        out += render_chart(chart, currency, style);
    }
    void operator()(const HistogramChart& histogram) { (*this)(outline_of(histogram)); }
    void operator()(const ChoiceMap& map) {
        part();
        out += bold(fit(plain(map.title), width(), style.ascii)) + "\n\n";
        for (const std::string& line : draw_choice_map(map, currency, style)) out += line + "\n";
    }
    void operator()(const Figures&) {}  // a table has the same numbers
    void operator()(const SwingBars& bars) {
        part();
        out += render_swing_bars(bars, currency, style);
    }
};

}  // namespace

std::string render_text(const Document& document, const Style& style) {
    Renderer renderer{style, shown(document.currency, style.ascii), {}};
    for (const Block& block : document.blocks) std::visit(renderer, block);
    return style.ascii ? as_ascii(renderer.out) : renderer.out;
}

}  // namespace aicost
