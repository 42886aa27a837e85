#include "report/draw/choice_map.hpp"

#include <algorithm>

#include "report/decimals.hpp"
#include "report/draw/canvas.hpp"
#include "report/number.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

// A letter for each choice: its first one, else the next free one of its name, else any.
std::vector<char> letters_of(const ChoiceMap& map) {
    std::vector<char> letters;
    const auto is_free = [&](char letter) {
        return letter >= 'A' && letter <= 'Z' &&
               std::find(letters.begin(), letters.end(), letter) == letters.end();
    };
    for (const std::string& name : map.names) {
        std::string wanted = name;
        for (char& c : wanted) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        for (char c = 'A'; c <= 'Z'; ++c) wanted += c;
        const auto found = std::find_if(wanted.begin(), wanted.end(), is_free);
        letters.push_back(found == wanted.end() ? static_cast<char>('A' + letters.size() % 26) : *found);
    }
    return letters;
}

std::string sign_of(int choice, const std::vector<char>& letters) {
    if (choice == ChoiceMap::tie) return "=";
    if (choice == ChoiceMap::none) return ".";
    return {letters[static_cast<std::size_t>(choice)]};
}

std::string painted(int choice, const std::vector<char>& letters, bool color) {
    return color && choice >= 0 ? Canvas::colored(sign_of(choice, letters), choice)
                                : sign_of(choice, letters);
}

}  // namespace

std::string choice_name(const ChoiceMap& map, int choice) {
    if (choice == ChoiceMap::tie) return "tie";
    if (choice == ChoiceMap::none) return "none";
    return map.names[static_cast<std::size_t>(choice)];
}

std::vector<std::string> draw_choice_map(const ChoiceMap& map, const std::string& currency,
                                         const Style& style) {
    const std::vector<char> letters = letters_of(map);
    const bool placed = map.down.present && map.across.present;
    const std::string here = style.ascii ? "@" : "◉";
    const auto width = static_cast<std::size_t>(style.width);
    const auto plain = [&](const std::string& text) {
        return fit(shown(text, style.ascii), width, style.ascii);
    };
    std::vector<std::string> labels;
    std::size_t widest = 0;
    for (const std::string& text : alike_texts(map.down.values, map.down.axis.unit, currency)) {
        labels.push_back(shown(text, style.ascii));
        widest = std::max(widest, text_width(labels.back()));
    }
    const std::size_t margin = widest + 2;
    const std::size_t room = width > margin ? width - margin : 1;
    const std::size_t across = map.across.values.size();
    const bool cut = across > room;

    std::vector<std::string> lines{plain(map.down.axis.label)};
    for (std::size_t row = map.rows.size(); row-- > 0;) {
        std::string line = pad_left(labels[row], widest) + " " + (style.ascii ? "|" : "│");
        const std::size_t seen = cut ? room - std::min<std::size_t>(room, style.ascii ? 3 : 1) : across;
        for (std::size_t i = 0; i < seen; ++i)
            line += placed && row == *map.down.present && i == *map.across.present
                        ? here
                        : painted(map.rows[row][i], letters, style.color);
        lines.push_back(cut ? line + (style.ascii ? "..." : "…") : line);
    }
    lines.push_back(plain(std::string(widest + 1, ' ') + (style.ascii ? "+" : "└") +
                          repeat(style.ascii ? "-" : "─", across)));
    const auto ends_across =
        alike_texts({map.across.values.front(), map.across.values.back()}, map.across.axis.unit, currency);
    const std::string first = shown(ends_across.front(), style.ascii),
                      last = shown(ends_across.back(), style.ascii);
    const std::size_t ends = text_width(first) + text_width(last);
    const std::size_t gap = across > ends ? across - ends : 2;
    lines.push_back(plain(std::string(margin, ' ') + first + std::string(gap, ' ') + last));
    lines.push_back(plain(std::string(margin, ' ') + map.across.axis.label));
    lines.emplace_back();

    const auto stands = [&](int choice) {
        return std::any_of(map.rows.begin(), map.rows.end(), [&](const auto& row) {
            return std::find(row.begin(), row.end(), choice) != row.end();
        });
    };
    for (int i = 0; i < static_cast<int>(map.names.size()); ++i) {
        const std::string line =
            plain(sign_of(i, letters) + "  " + choice_name(map, i) + (stands(i) ? "" : " (nowhere)"));
        lines.push_back(painted(i, letters, style.color) + line.substr(1));
    }
    if (placed) {
        const int there = map.rows[*map.down.present][*map.across.present];
        lines.push_back(plain(here + "  the profile as it is: " + choice_name(map, there)));
    }
    if (stands(ChoiceMap::tie)) lines.emplace_back("=  tie");
    if (stands(ChoiceMap::none)) lines.emplace_back(".  none can serve the workload and is allowed");
    return lines;
}

}  // namespace aicost
