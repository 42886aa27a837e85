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
    std::string_view command = {};  // the only one that has it; empty: all have
    Part reads = Part::words;
    bool for_terminals = true;
};

std::string render_text(const Document& document, const Style& style);
std::string render_json(const Document& document, const Style& style);
std::string render_csv(const Document& document, const Style& style);
std::string render_markdown(const Document& document, const Style& style);
std::string render_html(const Document& document, const Style& style);
std::string render_junit(const Document& document, const Style& style);
std::string render_github(const Document& document, const Style& style);

inline constexpr Format formats[] = {
    {"table", render_text},
    {"json", render_json, {}, Part::data},
    {"csv", render_csv, {}, Part::rows},
    {"markdown", render_markdown},
    {"html", render_html, {}, Part::words, false},
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
