#include <algorithm>
#include <cmath>

#include "report/draw/canvas.hpp"
#include "report/draw/chart.hpp"
#include "report/number.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr int max_columns = 160;
constexpr std::size_t usual_columns = 10, min_columns = 3;
constexpr int low_pen = 0, high_pen = 1;

struct Signs {
    std::string_view low, high, base;
};
constexpr Signs unicode_signs{"▒", "█", "│"};
constexpr Signs ascii_signs{"-", "#", "|"};

struct Frame {
    double min = 0.0, max = 0.0;  // of the axis
    std::size_t columns = 0;
    std::size_t label = 0, left = 0, right = 0;  // widths of the texts around the bars
    bool ends = true;                            // is there room for the texts at the ends?

    [[nodiscard]] std::size_t column(double value) const {
        if (one_value(min, max)) return columns / 2;
        return static_cast<std::size_t>(
            std::lround(share_of(value, min, max, 0.5) * static_cast<double>(columns - 1)));
    }
};

// The texts left and right of a bar, of whichever end is on that side.
struct Ends {
    std::string left, right;
};
Ends ends_of(const SwingBar& bar) {
    const bool turned = bar.at_low && bar.at_high ? *bar.at_low > *bar.at_high : false;
    return turned ? Ends{bar.high_label, bar.low_label} : Ends{bar.low_label, bar.high_label};
}

Frame frame_of(const SwingBars& bars, int width) {
    Frame frame;
    frame.min = frame.max = bars.base;
    for (const SwingBar& bar : bars.bars) {
        for (const auto& end : {bar.at_low, bar.at_high}) {
            if (!end) continue;
            frame.min = std::min(frame.min, *end);
            frame.max = std::max(frame.max, *end);
        }
        const Ends ends = ends_of(bar);
        frame.label = std::max(frame.label, text_width(bar.label));
        frame.left = std::max(frame.left, text_width(ends.left));
        frame.right = std::max(frame.right, text_width(ends.right));
    }
    const auto all = static_cast<std::size_t>(std::min(width, max_columns));
    // shorten the labels before the bars, then drop the texts at the ends
    if (frame.left + frame.right + 4 + min_columns > all) {
        frame.left = frame.right = 0;
        frame.ends = false;
    }
    const std::size_t others = frame.left + frame.right + 4;
    frame.label = std::min({frame.label, all / 2, all - std::min(all, others + usual_columns)});
    frame.columns = std::max(min_columns, all - std::min(all, frame.label + others));
    return frame;
}

std::string row_of(const SwingBar& bar, double base, const Frame& frame, const Style& style) {
    const Signs& signs = style.ascii ? ascii_signs : unicode_signs;
    std::vector<int> pens(frame.columns, -1);
    const std::size_t middle = frame.column(base);
    std::size_t first = middle, last = middle;
    const auto fill = [&](const std::optional<double>& end, int pen) {
        if (!end) return;
        const std::size_t at = frame.column(*end);
        for (std::size_t i = std::min(at, middle); i <= std::max(at, middle); ++i) pens[i] = pen;
        first = std::min(first, at);
        last = std::max(last, at);
    };
    // if both ends are on the same side, the shorter bar is drawn over the longer one
    const auto reach = [&](const std::optional<double>& end) { return end ? std::abs(*end - base) : 0.0; };
    const bool low_first = reach(bar.at_low) >= reach(bar.at_high);
    fill(low_first ? bar.at_low : bar.at_high, low_first ? low_pen : high_pen);
    fill(low_first ? bar.at_high : bar.at_low, low_first ? high_pen : low_pen);

    const Ends ends = frame.ends ? ends_of(bar) : Ends{};
    std::string out = pad_right(fit(bar.label, frame.label, style.ascii), frame.label) + " ";
    out += pad_left(ends.left, frame.left + first + 1) + " ";
    for (std::size_t i = first; i <= last; ++i) {
        if (i == middle) {
            out += signs.base;
        } else {
            const std::string sign(pens[i] == low_pen ? signs.low : signs.high);
            out += style.color ? Canvas::colored(sign, pens[i]) : sign;
        }
    }
    return out + (ends.right.empty() ? "" : " ") + ends.right + "\n";
}

// The base below its column, and the ends of the axis if there is room.
std::string axis_line(const SwingBars& bars, const std::string& currency, const Frame& frame,
                      bool ascii_only) {
    const std::size_t margin = frame.label + frame.left + 3;
    std::string line;
    for (const double value : {frame.min, bars.base, frame.max}) {
        const std::string text = tick_text(value, bars.axis.unit, currency, ascii_only);
        const std::size_t centre = margin + frame.column(value);
        const std::size_t whole = margin + frame.columns + frame.right + 1, wide = text_width(text);
        const std::size_t start =
            std::min(centre - std::min(centre, wide / 2), whole - std::min(whole, wide));
        if (!line.empty() && start < text_width(line) + 2) continue;
        line = pad_right(line, start) + text;
    }
    return line + "\n";
}

}  // namespace

std::string render_swing_bars(SwingBars bars, const std::string& currency, const Style& style) {
    if (bars.bars.empty()) return {};
    for (std::string* text : {&bars.title, &bars.low_name, &bars.high_name})
        *text = shown(*text, style.ascii);
    for (SwingBar& bar : bars.bars) {
        for (std::string* text : {&bar.label, &bar.low_label, &bar.high_label})
            *text = shown(*text, style.ascii);
    }
    const Frame frame = frame_of(bars, style.width);
    std::string out = fit(bars.title, static_cast<std::size_t>(style.width), style.ascii) + "\n";
    for (const SwingBar& bar : bars.bars) out += row_of(bar, bars.base, frame, style);
    out += axis_line(bars, currency, frame, style.ascii);
    const Signs& signs = style.ascii ? ascii_signs : unicode_signs;
    const auto sample = [&](std::string_view sign, int pen) {
        const std::string text = repeat(sign, 2);
        return style.color ? Canvas::colored(text, pen) : text;
    };
    // on one line, or on two
    constexpr std::size_t before = 5;
    const auto width = static_cast<std::size_t>(style.width);
    const std::string low = fit(bars.low_name, width - before, style.ascii),
                      high = fit(bars.high_name, width - before, style.ascii);
    const bool two = 2 * before + text_width(low) + text_width(high) > width;
    return out + "  " + sample(signs.low, low_pen) + " " + low + (two ? "\n  " : "  ") +
           sample(signs.high, high_pen) + " " + high + "\n";
}

}  // namespace aicost
