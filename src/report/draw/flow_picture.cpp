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

Lines router_picture(const std::string& top, const std::vector<Branch>& branches) {
    constexpr std::size_t gap = 6;
    const std::size_t head = text_width(top) + 2;
    std::vector<std::size_t> inner, mids;
    std::size_t from = 0, most_words = 0;
    for (const Branch& branch : branches) {
        inner.push_back(std::max(text_width(branch.name), widest(branch.words)) + 2);
        mids.push_back(from + (inner.back() + 2) / 2);
        from += inner.back() + 2 + gap;
        most_words = std::max(most_words, branch.words.size());
    }
    const std::size_t mid = (mids.front() + mids.back()) / 2;
    const std::size_t stem = mid - std::min(mid, (head + 2) / 2);  // of the box's left edge
    const std::string indent(stem, ' ');
    Lines lines{indent + line("┌", "┐", head), indent + "│ " + top + " │"};
    lines.push_back(indent + "└" + repeat("─", mid - stem - 1) + "┬" + repeat("─", head - (mid - stem)) +
                    "┘");
    std::string fork(mids.front(), ' '), heads(mids.front(), ' ');
    for (std::size_t at = mids.front(), next = 0; at <= mids.back(); ++at) {
        const bool branch = at == mids[next];
        if (branch) ++next;
        fork += at == mids.front()    ? "┌"
                : at == mids.back()   ? "┐"
                : branch && at == mid ? "┼"
                : branch              ? "┬"
                : at == mid           ? "┴"
                                      : "─";
        heads += branch ? "▼" : " ";
    }
    lines.push_back(fork);
    lines.push_back(heads);
    const std::string between(gap, ' ');
    const auto row = [&](const auto& cell) {
        std::string text;
        for (std::size_t i = 0; i < branches.size(); ++i) text += (i > 0 ? between : "") + cell(i);
        lines.push_back(text);
    };
    row([&](std::size_t i) { return line("┌", "┐", inner[i]); });
    row([&](std::size_t i) { return "│" + centred(branches[i].name, inner[i]) + "│"; });
    for (std::size_t word = 0; word < most_words; ++word)
        row([&](std::size_t i) {
            const Lines& words = branches[i].words;
            return "│" + centred(word < words.size() ? words[word] : "", inner[i]) + "│";
        });
    row([&](std::size_t i) { return line("└", "┘", inner[i]); });
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
