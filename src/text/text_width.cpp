#include "text/text_width.hpp"

#include <algorithm>

namespace aicost {

namespace {

bool is_ascii(char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; }

}  // namespace

char32_t next_character(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    if (more == 0) return first;
    char32_t character = first & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i) {
        if (at >= text.size() || (byte(at) & 0xC0U) != 0x80U) return 0xFFFD;
        character = (character << 6U) | (byte(at++) & 0x3FU);
    }
    return character;
}

std::size_t text_width(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return is_ascii(c); });
    if (plain) return text.size();
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();)
        width += static_cast<std::size_t>(character_width(next_character(text, at)));
    return width;
}

std::string repeat(std::string_view what, std::size_t times) {
    std::string out;
    out.reserve(what.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += what;
    return out;
}

std::string pad_right(std::string text, std::size_t width) {
    const std::size_t has = text_width(text);
    if (has < width) text.append(width - has, ' ');
    return text;
}

std::string pad_left(const std::string& text, std::size_t width) {
    const std::size_t has = text_width(text);
    return has < width ? std::string(width - has, ' ') + text : text;
}

// The number of bytes of `text` that fit into `width` columns.
static std::size_t prefix_of_width(std::string_view text, std::size_t width) {
    std::size_t used = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        std::size_t next = end;
        used += static_cast<std::size_t>(character_width(next_character(text, next)));
        if (used > width) break;
        end = next;
    }
    return end;
}

std::string fit(const std::string& text, std::size_t width, bool ascii) {
    if (text_width(text) <= width) return text;
    const std::string_view sign = ascii ? ".." : "…";
    if (width < text_width(sign)) return {};
    const std::size_t room = width - text_width(sign);
    return text.substr(0, prefix_of_width(text, room)) + std::string(sign);
}

bool controls_terminal(char32_t character) {
    return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x061C ||
           character == 0x200E || character == 0x200F || (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2066 && character <= 0x2069);
}

std::string on_one_line(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    if (plain) return std::string(text);
    std::string line;
    line.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (controls_terminal(next_character(text, at))) {
            line += ' ';
        } else {
            line += text.substr(begin, at - begin);
        }
    }
    return line;
}

std::string shown(std::string_view text, bool ascii) {
    return ascii ? as_ascii(on_one_line(text)) : on_one_line(text);
}

std::vector<std::string> wrap(std::string_view given, std::size_t width) {
    const std::string one_line = on_one_line(given);
    if (text_width(one_line) <= width) return {one_line};
    std::string_view text = one_line;
    std::vector<std::string> lines(1);
    std::size_t used = 0;  // columns of the last line
    while (!text.empty()) {
        const auto space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        const std::size_t wide = text_width(word);
        text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
        if (lines.back().empty()) {
            lines.back() = word;
            used = wide;
        } else if (used + 1 + wide <= width) {
            (lines.back() += ' ') += word;
            used += 1 + wide;
        } else {
            lines.emplace_back(word);
            used = wide;
        }
        // a word wider than a line: Chinese text without spaces, or a long URL
        while (used > width) {
            std::size_t end = 0;
            next_character(lines.back(), end);  // at least one
            end = std::max(end, prefix_of_width(lines.back(), width));
            // break a path or URL after a separator, unless that leaves a short piece
            const auto sign = lines.back().find_last_of("._/-:=&", end - 1);
            if (sign != std::string::npos && sign >= end / 4) end = sign + 1;
            if (end == lines.back().size()) break;
            std::string rest = lines.back().substr(end);
            lines.back().resize(end);
            lines.push_back(std::move(rest));
            used = text_width(lines.back());
        }
    }
    return lines;
}

}  // namespace aicost
