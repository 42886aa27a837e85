// A document as the <main> of a page.
#include <algorithm>

#include "report/decimals.hpp"
#include "report/html/content.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"
#include "report/number.hpp"

namespace aicost {

namespace {

using html::escaped;
using html::linked;

// A table that a phone shows as a list per row.
bool has_sentences(const Table& table) {
    constexpr std::size_t sentence = 30;
    for (const auto& row : table.rows) {
        for (std::size_t i = 1; i < row.size(); ++i) {
            const auto* text = std::get_if<std::string>(&row[i].content);
            if (text != nullptr && text->size() > sentence) return true;
        }
    }
    return false;
}

struct HtmlRenderer {
    const Document& document;
    std::string out;
    int sections = 0;
    int charts = 0;  // of the section
    bool drawn = false;
    std::string heading;  // the last one, as a name for what follows
    std::vector<std::string> contents;

    // numbered by section: a part of a report has the same ids alone
    [[nodiscard]] html::Context context() {
        drawn = true;
        return {document.currency, sections, ++charts};
    }

    void close_section() { out += sections == 0 ? "</header>\n" : "</section>\n"; }

    void operator()(const Heading& one) {
        heading = one.text;
        if (one.level == 1) {
            out += "<h1>" + escaped(one.text) + "</h1>\n";
        } else if (one.level == 2) {
            close_section();
            charts = 0;
            const std::string id = "part-" + std::to_string(++sections);
            out += "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + escaped(one.text) +
                   "</h2>\n";
            contents.push_back("<li><a href=\"#" + id + "\">" + escaped(one.text) + "</a></li>\n");
        } else {
            out += "<h3>" + escaped(one.text) + "</h3>\n";
        }
    }
    void operator()(const Paragraph& one) {
        out += one.strong ? "<p class=\"answer\"" : "<p";
        if (!one.of.empty()) out += " data-of=\"" + std::string(one.of) + "\"";
        out += ">";
        out += linked(one.text) + "</p>\n";
    }
    void operator()(const Verbatim& one) {
        out += "<pre class=\"scroll\" tabindex=\"0\">";
        for (const std::string& line : one.lines) out += escaped(line) + "\n";
        out += "</pre>\n";
    }
    void operator()(const Table& table) {
        if (table.audience == Table::Audience::machines || table.rows.empty()) return;
        if (!table.folded.empty())
            out += "<details class=\"fold\"><summary>" + linked(table.folded) + "</summary>\n";
        const auto decimals = decimals_of(table);
        const bool wordy = has_sentences(table);
        out += "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"" +
               escaped("Table: " + heading) + "\">\n<table" + (wordy ? " class=\"words\"" : "") +
               ">\n<thead><tr>";
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            const Column& column = table.columns[i];
            out += column.right ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">";
            out += html::breakable(column.title) + "</th>";
        }
        out += "</tr></thead>\n<tbody>\n";
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const auto& row = table.rows[r];
            out += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i) {
                std::string style = table.columns[i].right ? "n" : "";
                const std::string_view stress = row[i].winner ? "win" : row[i].strong ? "strong" : "";
                if (!stress.empty()) style += (style.empty() ? "" : " ") + std::string(stress);
                if (row[i].empty) style += style.empty() ? "empty" : " empty";
                out += i == 0 ? "<th scope=\"row\"" : "<td";
                if (!style.empty()) out += " class=\"" + style + "\"";
                if (wordy && i > 0) out += " data-label=\"" + escaped(table.columns[i].title) + "\"";
                out += ">" + html::cell(row[i], document.currency, decimals[r][i]) +
                       (i == 0 ? "</th>" : "</td>");
            }
            out += "</tr>\n";
        }
        out += "</tbody>\n</table>\n</div>\n";
        if (!table.folded.empty()) out += "</details>\n";
    }
    void operator()(const Notes& notes) {
        if (notes.lines.empty()) return;
        if (!notes.title.empty()) out += "<p class=\"notes-title\">" + escaped(notes.title) + "</p>\n";
        out += "<ul class=\"notes\">\n";
        for (const std::string& line : notes.lines) out += "<li>" + linked(line) + "</li>\n";
        out += "</ul>\n";
    }
    void operator()(const Figures& figures) {
        if (figures.figures.empty()) return;
        std::vector<Cell> values;
        for (const Figure& figure : figures.figures) values.push_back(figure.value);
        const int decimals = decimals_for(values);
        out += "<dl class=\"figures\">\n";
        for (const Figure& figure : figures.figures) {
            out += figure.value.winner ? "<div class=\"win\">" : "<div>";
            out += "<dt>" + html::breakable(figure.label) + "</dt><dd><strong>" +
                   html::short_cell(figure.value, document.currency, decimals) + "</strong> <span>" +
                   escaped(figure.about) + "</span></dd></div>\n";
        }
        out += "</dl>\n";
    }
    void operator()(const Tree& tree) {
        // open if it is the page's subject
        const bool alone =
            std::count_if(document.blocks.begin(), document.blocks.end(),
                          [](const Block& block) { return std::holds_alternative<Tree>(block); }) == 1;
        out += std::string("<details class=\"tree\"") + (alone ? " open" : "") + "><summary>" +
               linked(tree.root.text) + "</summary>\n";
        branches(tree.root, tree.short_levels);
        out += "</details>\n";
    }
    // `levels`: how many more are shown on paper
    void branches(const TreeNode& node, int levels) {
        if (node.children.empty()) return;
        out += levels == 1 ? "<ul class=\"deep\">\n" : "<ul>\n";
        for (const TreeNode& child : node.children) {
            out += "<li>" + linked(child.text);
            branches(child, levels - 1);
            out += "</li>\n";
        }
        out += "</ul>\n";
    }
    void operator()(const Chart& chart) { out += html::line_chart(chart, context()); }
    void operator()(const HistogramChart& histogram) { out += html::histogram(histogram, context()); }
    void operator()(const ChoiceMap& map) { out += html::choice_map(map, context()); }
    void operator()(const StackedBars& bars) { out += html::stacked_bars(bars, context()); }
    void operator()(const SwingBars& bars) { out += html::swing_bars(bars, context()); }
};

}  // namespace

html::Content html::content(const Document& document) {
    HtmlRenderer renderer{document, "<header class=\"lead\">\n", 0, 0, false, document.title, {}};
    const bool titled = std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) {
        const auto* heading = std::get_if<Heading>(&block);
        return heading != nullptr && heading->level == 1;
    });
    if (!titled) renderer(Heading{document.title, 1});
    for (const Block& block : document.blocks) std::visit(renderer, block);
    renderer.close_section();

    std::string contents;
    if (renderer.contents.size() > 2) {
        contents = "<nav aria-label=\"Contents\"><ol>\n";
        for (const std::string& one : renderer.contents) contents += one;
        contents += "</ol></nav>\n";
    }
    std::string& body = renderer.out;
    const auto end_of_lead = body.find("</header>\n");
    body.insert(end_of_lead + 10, contents);
    return {std::move(body), renderer.drawn};
}

}  // namespace aicost
