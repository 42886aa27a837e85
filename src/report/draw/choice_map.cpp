#include "report/draw/choice_map.hpp"

#include <algorithm>

#include "report/draw/canvas.hpp"
#include "report/number.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

std::string sign_of(int choice) {
    if (choice == ChoiceMap::tie) return "=";
    if (choice == ChoiceMap::none) return ".";
    return {static_cast<char>('A' + choice % 26)};
}

std::string painted(int choice, bool color) {
    return color && choice >= 0 ? Canvas::colored(sign_of(choice), choice) : sign_of(choice);
}

}  // namespace

std::string choice_name(const ChoiceMap& map, int choice) {
    if (choice == ChoiceMap::tie) return "tie";
    if (choice == ChoiceMap::none) return "none";
    return map.names[static_cast<std::size_t>(choice)];
}

std::vector<std::string> draw_choice_map(const ChoiceMap& map, const Style& style) {
    const auto width = static_cast<std::size_t>(style.width);
    const auto plain = [&](const std::string& text) {
        return fit(shown(text, style.ascii), width, style.ascii);
    };
    std::vector<std::string> labels;
    std::size_t widest = 0;
    for (const double value : map.down.values) {
        labels.push_back(plain_text(value));
        widest = std::max(widest, labels.back().size());
    }
    const std::size_t margin = widest + 2;
    const std::size_t room = width > margin ? width - margin : 1;
    const std::size_t across = map.across.values.size();
    const bool cut = across > room;

    std::vector<std::string> lines{plain(map.down.axis.label)};
    for (std::size_t row = map.rows.size(); row-- > 0;) {
        std::string line = pad_left(labels[row], widest) + " " + (style.ascii ? "|" : "│");
        const std::size_t shown = cut ? room - std::min<std::size_t>(room, style.ascii ? 3 : 1) : across;
        for (std::size_t i = 0; i < shown; ++i) line += painted(map.rows[row][i], style.color);
        lines.push_back(cut ? line + (style.ascii ? "..." : "…") : line);
    }
    lines.push_back(plain(std::string(widest + 1, ' ') + (style.ascii ? "+" : "└") +
                          repeat(style.ascii ? "-" : "─", across)));
    const std::string first = plain_text(map.across.values.front()),
                      last = plain_text(map.across.values.back());
    const std::size_t gap = across > first.size() + last.size() ? across - first.size() - last.size() : 2;
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
            plain(sign_of(i) + "  " + choice_name(map, i) + (stands(i) ? "" : " (nowhere)"));
        lines.push_back(painted(i, style.color) + line.substr(1));
    }
    if (stands(ChoiceMap::tie)) lines.emplace_back("=  tie");
    if (stands(ChoiceMap::none)) lines.emplace_back(".  none can serve the workload and is allowed");
    return lines;
}

}  // namespace aicost
