#include "report/draw/bars.hpp"

#include <algorithm>
#include <cmath>

#include "report/draw/canvas.hpp"
#include "report/number.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

// Segments differ by their filling, and if possible by colour.
constexpr std::string_view fillings[] = {"█", "▒", "▓", "░", "▚", "▞", "▤", "▥"};
constexpr std::string_view ascii_fillings[] = {"#", "=", "+", ":", "%", "o", "*", "."};

std::string fill(std::size_t key, std::size_t columns, const Style& style) {
    const auto& all = style.ascii ? ascii_fillings : fillings;
    const std::string text = repeat(all[key % std::size(fillings)], columns);
    return style.color && columns > 0 ? Canvas::colored(text, static_cast<int>(key)) : text;
}

}  // namespace

std::string render_bars(const StackedBars& bars, const std::string& currency, const Style& style) {
    const auto width = static_cast<std::size_t>(style.width);
    const auto amount_of = [&](double sum) {
        return shown(number_text(sum, bars.unit, currency), style.ascii);
    };
    std::vector<std::string> keys;
    std::size_t names = 0, amounts = 0;
    double largest = 0.0;
    for (const StackedBar& bar : bars.bars) {
        names = std::max(names, text_width(shown(bar.name, style.ascii)));
        double sum = 0.0;
        for (const Segment& segment : bar.segments) {
            if (segment.value <= 0.0) continue;
            sum += segment.value;
            if (std::find(keys.begin(), keys.end(), segment.key) == keys.end()) keys.push_back(segment.key);
        }
        largest = std::max(largest, sum);
        amounts = std::max(amounts, text_width(amount_of(sum)));
    }
    if (largest <= 0.0) return {};
    // shorten the names before the bars
    const std::size_t min_room = std::min<std::size_t>(10, width / 5);
    names = std::min(names, width - std::min(width, amounts + 4 + min_room));
    const std::size_t room = std::max(min_room, width - std::min(width, names + amounts + 4));

    std::string out;
    for (const std::string& line : wrap(shown(bars.title, style.ascii), width)) out += line + "\n";
    for (const StackedBar& bar : bars.bars) {
        double so_far = 0.0;
        std::size_t drawn = 0;
        std::string line = pad_right(fit(shown(bar.name, style.ascii), names, style.ascii), names) + " ";
        // round the ends, not the lengths, so that roundings do not add up
        for (std::size_t key = 0; key < keys.size(); ++key) {
            for (const Segment& segment : bar.segments) {
                if (segment.key != keys[key] || segment.value <= 0.0) continue;
                so_far += segment.value;
                // sums that overflow have no ratio: draw such a bar full
                const double share = std::min(1.0, so_far / largest) * static_cast<double>(room);
                const std::size_t end = std::max(drawn, static_cast<std::size_t>(std::lround(share)));
                line += fill(key, end - drawn, style);
                drawn = end;
            }
        }
        out += line + " " + amount_of(so_far) + "\n";
    }
    std::string legend;
    std::size_t used = 0;
    for (std::size_t key = 0; key < keys.size(); ++key) {
        const std::string name = shown(keys[key], style.ascii);
        const std::size_t needs = 4 + text_width(name);
        if (used > 0 && used + needs > width) {
            legend += "\n";
            used = 0;
        }
        legend += "  " + fill(key, 1, style) + " " + name;
        used += needs;
    }
    return out + legend + "\n";
}

}  // namespace aicost
