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
};

std::string render_text(const Document& document, const Style& style);
std::string render_json(const Document& document, const Style& style);
std::string render_csv(const Document& document, const Style& style);
std::string render_markdown(const Document& document, const Style& style);

inline constexpr Format formats[] = {
    {"table", render_text},        {"json", render_json},           {"csv", render_csv},
    {"markdown", render_markdown}, {"jsonl", render_json, "sweep"}, {"map", render_text, "sweep"},
};

}  // namespace aicost
