// The formats: one function each over a Document.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "report/document.hpp"

namespace aicost {

struct Format {
    std::string_view name;
    std::string (*render)(const Document&, const Style&);
    std::string_view commands = {};  // the only ones that have it, parted by spaces; empty: all have
    Part reads = Part::words;
    bool for_terminals = true;
    bool binary = false;  // bytes for a file, not text
};

// Is `command` one of `commands`, as a Format has them?
constexpr bool has_command(std::string_view commands, std::string_view command) {
    if (commands.empty()) return true;
    while (!commands.empty()) {
        const auto end = commands.find(' ');
        if (commands.substr(0, end) == command) return true;
        if (end == std::string_view::npos) break;
        commands.remove_prefix(end + 1);
    }
    return false;
}

std::string render_text(const Document& document, const Style& style);
std::string render_json(const Document& document, const Style& style);
std::string render_csv(const Document& document, const Style& style);
std::string render_markdown(const Document& document, const Style& style);
std::string render_html(const Document& document, const Style& style);
std::string render_junit(const Document& document, const Style& style);
std::string render_xlsx(const Document& document, const Style& style);
std::string render_github(const Document& document, const Style& style);

inline constexpr Format formats[] = {
    {"table", render_text},
    {"json", render_json, {}, Part::data},
    {"csv", render_csv, {}, Part::rows},
    {"markdown", render_markdown},
    {"html", render_html, {}, Part::words, false},
    {"xlsx", render_xlsx, "compare report", Part::workbook, false, true},
    {"jsonl", render_json, "sweep", Part::data},
    {"map", render_text, "sweep"},
    {"junit", render_junit, "check"},
    {"github", render_github, "check"},
};

constexpr Part part_read_by(std::string_view format) {
    for (const Format& one : formats) {
        if (one.name == format) return one.reads;
    }
    return Part::words;
}

}  // namespace aicost
