// The formats: one function each over a Document.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "report/document.hpp"

namespace aicost {

struct Format {
    std::string_view name;
    std::string (*render)(const Document&, const Style&);
    std::string_view commands = {};  // the only ones that have it, separated by spaces; empty: all
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
    {"json", render_json},
    {"csv", render_csv},
    {"markdown", render_markdown},
    {"html", render_html, {}, false},
    {"xlsx", render_xlsx, "compare report", false, true},
    {"jsonl", render_json, "sweep"},
    {"map", render_text, "sweep"},
    {"junit", render_junit, "check"},
    {"github", render_github, "check"},
};

// Kept apart from the functions, of which a page's engine has only a few.
constexpr Part part_read_by(std::string_view format) {
    constexpr std::pair<std::string_view, Part> others[] = {
        {"json", Part::data}, {"jsonl", Part::data}, {"csv", Part::rows}, {"xlsx", Part::workbook}};
    for (const auto& [name, part] : others) {
        if (name == format) return part;
    }
    return Part::words;
}

}  // namespace aicost
