#include "report/draw/flow_picture.hpp"

#include <algorithm>

#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr std::string_view arrow = "──▶";

std::string centred(const std::string& text, std::size_t width) {
    const std::size_t room = width - std::min(width, text_width(text));
    return pad_right(std::string(room / 2, ' ') + text, width);
}

std::string line(std::string_view left, std::string_view right, std::size_t width) {
    return std::string(left) + repeat("─", width) + std::string(right);
}

std::size_t widest(const Lines& lines) {
    std::size_t width = 0;
    for (const std::string& one : lines) width = std::max(width, text_width(one));
    return width;
}

std::string without_end_spaces(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

}  // namespace

Lines flow_picture(const std::vector<std::string>& boxes, std::size_t marked, const std::string& note) {
    std::string top, middle, bottom;
    std::size_t below = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const std::size_t inner = text_width(boxes[i]) + 2;
        if (i == marked) below = text_width(middle) + (i > 0 ? 3 : 0) + inner / 2 + 1;
        const std::string gap = i > 0 ? "   " : "";
        top += gap + line("┌", "┐", inner);
        middle += std::string(i > 0 ? arrow : "") + "│ " + boxes[i] + " │";
        bottom += gap + line("└", "┘", inner);
    }
    const std::string indent(below, ' ');
    const std::size_t half = text_width(note) / 2;
    return {top,          middle,       bottom,
            indent + "│", indent + "▼", std::string(below - std::min(below, half), ' ') + note};
}

Lines router_picture(const std::string& top, const Branch& left, const Branch& right) {
    const auto inner = [](const Branch& branch) {
        return std::max(text_width(branch.name), widest(branch.words)) + 2;
    };
    const std::size_t a = inner(left), b = inner(right), head = text_width(top) + 2;
    constexpr std::size_t gap = 6;
    const std::size_t left_mid = (a + 2) / 2, right_mid = a + 2 + gap + (b + 2) / 2;
    const std::size_t mid = (left_mid + right_mid) / 2;
    const std::string indent(mid - (head + 2) / 2, ' ');
    const std::string before(left_mid, ' ');
    Lines lines{indent + line("┌", "┐", head), indent + "│ " + top + " │"};
    const std::size_t stem = mid - (head + 2) / 2;  // of the box's left edge
    lines.push_back(indent + "└" + repeat("─", mid - stem - 1) + "┬" + repeat("─", head - (mid - stem)) +
                    "┘");
    lines.push_back(before + "┌" + repeat("─", mid - left_mid - 1) + "┴" + repeat("─", right_mid - mid - 1) +
                    "┐");
    lines.push_back(before + "▼" + std::string(right_mid - left_mid - 1, ' ') + "▼");
    const std::string between(gap, ' ');
    lines.push_back(line("┌", "┐", a) + between + line("┌", "┐", b));
    const auto both = [&](const std::string& one, const std::string& other) {
        lines.push_back("│" + centred(one, a) + "│" + between + "│" + centred(other, b) + "│");
    };
    both(left.name, right.name);
    for (std::size_t i = 0; i < std::max(left.words.size(), right.words.size()); ++i)
        both(i < left.words.size() ? left.words[i] : "", i < right.words.size() ? right.words[i] : "");
    lines.push_back(line("└", "┘", a) + between + line("└", "┘", b));
    for (std::string& one : lines) one = without_end_spaces(one);
    return lines;
}

Lines framed(const std::string& title, const Lines& content, std::size_t width) {
    const std::size_t inner = std::max({width, widest(content) + 2, text_width(title) + 2});
    Lines lines{line("┌", "┐", inner), "│ " + pad_right(title, inner - 1) + "│", line("├", "┤", inner)};
    for (const std::string& one : content) lines.push_back("│ " + pad_right(one, inner - 1) + "│");
    lines.push_back(line("└", "┘", inner));
    return lines;
}

}  // namespace aicost
