#include "report/text_width.hpp"

#include <algorithm>

namespace aicost {

namespace {

struct Range {
    char32_t first, last;
};

// Unicode 15: marks that take no place of their own.
constexpr Range combining[] = {{0x0300, 0x036F}, {0x0483, 0x0489},  {0x0591, 0x05BD}, {0x0610, 0x061A},
                               {0x064B, 0x065F}, {0x0E34, 0x0E3A},  {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF},
                               {0x1DC0, 0x1DFF}, {0x200B, 0x200F},  {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
                               {0xFE20, 0xFE2F}, {0xE0100, 0xE01EF}};
// East Asian wide and fullwidth, and emoji shown as pictures.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2753, 0x2755},
    {0x2795, 0x2797},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t character) {
    return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
        return character >= range.first && character <= range.last;
    });
}

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

int character_width(char32_t character) {
    if (character < 0x300) return 1;
    if (is_in(combining, character)) return 0;
    return is_in(wide, character) ? 2 : 1;
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

// How many bytes of `text` take at most `width` columns.
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
    const std::size_t room = width > text_width(sign) ? width - text_width(sign) : 0;
    return text.substr(0, prefix_of_width(text, room)) + std::string(sign);
}

std::string on_one_line(std::string_view text) {
    std::string line(text);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' ');
    return line;
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
        // a word that is wider than a line: no spaces, as in Chinese, or a long address
        while (used > width) {
            std::size_t end = 0;
            next_character(lines.back(), end);  // at least one
            end = std::max(end, prefix_of_width(lines.back(), width));
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
