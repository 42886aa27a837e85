// Horizontal bars: how far inputs move a result, and what makes up a cost.
#include <algorithm>
#include <cmath>

#include "report/draw/chart.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"

namespace aicost::html {

namespace {

constexpr double row_height = 44, bar_top = 20, bar_height = 16;

std::string rectangle(const std::string& style, double from, double to, double y) {
    return "<rect class=\"" + style + "\" x=\"" + share(std::min(from, to)) + "\" width=\"" +
           share(std::abs(to - from)) + "\" y=\"" + pixels(y) + "\" height=\"" + pixels(bar_height) + "\"/>";
}

std::string upright(std::string_view style, double x, double y1, double y2) {
    return "<line class=\"" + std::string(style) + "\" x1=\"" + share(x) + "\" x2=\"" + share(x) +
           "\" y1=\"" + pixels(y1) + "\" y2=\"" + pixels(y2) + "\"/>\n";
}

// The hover target of a row.
std::string row_open(std::size_t row, double y, double room) {
    return "<g class=\"row\" data-row=\"" + std::to_string(row) +
           "\"><rect class=\"catch\" x=\"0\" width=\"100%\" y=\"" + pixels(y) + "\" height=\"" +
           pixels(room) + "\"/>";
}

std::string number_or(const std::optional<double>& value, Unit unit, const std::string& currency) {
    return value ? number(*value, unit, currency) : "none";
}

}  // namespace

std::string swing_bars(const SwingBars& bars, const Context& context) {
    if (bars.bars.empty()) return {};
    const std::string& currency = context.currency;
    Span x{bars.base, bars.base};
    for (const SwingBar& bar : bars.bars) {
        for (const auto& end : {bar.at_low, bar.at_high}) {
            if (end) x = {std::min(x.low, *end), std::max(x.high, *end)};
        }
    }
    constexpr Span room{0.17, 0.83};  // leaves room for the texts at the ends
    const auto place = [&](double value) { return room.low + (room.high - room.low) * x.at(value); };
    const double bottom = row_height * static_cast<double>(bars.bars.size());
    const double base = place(bars.base);

    Picture picture{"rows",
                    bars.title,
                    {},
                    {},
                    {{0, bars.low_name}, {1, bars.high_name}},
                    "area",
                    static_cast<int>(bottom) + 42,
                    {},
                    {},
                    {}};
    picture.about = "Bars to both sides of " + tick_text(bars.base, bars.axis.unit, currency, false) +
                    ", what it is now; the longest comes first: " + bars.bars.front().label + ".";
    picture.table =
        "<thead><tr><th scope=\"col\">input</th><th scope=\"col\">low end</th><th scope=\"col\" "
        "class=\"n\">" +
        escaped(bars.axis.label) +
        " there</th><th scope=\"col\">high end</th><th scope=\"col\" class=\"n\">" +
        escaped(bars.axis.label) + " there</th></tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < bars.bars.size(); ++i) {
        const SwingBar& bar = bars.bars[i];
        const double y = row_height * static_cast<double>(i);
        picture.svg += row_open(i, y, row_height - 2) + text("0", y + 14, "", bar.label, "name");
        // if both ends are on the same side, the shorter bar is drawn over the longer one
        const auto reach = [&](const std::optional<double>& end) {
            return end ? std::abs(*end - bars.base) : 0.0;
        };
        const bool low_first = reach(bar.at_low) >= reach(bar.at_high);
        double left = base, right = base;
        const auto draw = [&](const std::optional<double>& end, int pen) {
            if (!end) return;
            picture.svg += rectangle("area " + pen_class(pen) + " k" + std::to_string(pen), base, place(*end),
                                     y + bar_top);
            left = std::min(left, place(*end));
            right = std::max(right, place(*end));
        };
        draw(low_first ? bar.at_low : bar.at_high, low_first ? 0 : 1);
        draw(low_first ? bar.at_high : bar.at_low, low_first ? 1 : 0);
        const bool turned = bar.at_low && bar.at_high && *bar.at_low > *bar.at_high;
        const double line = y + bar_top + 12;
        picture.svg += "<svg x=\"" + share(left) + "\" overflow=\"visible\">" +
                       text("-6", line, "end", turned ? bar.high_label : bar.low_label, "tick") + "</svg>";
        picture.svg += "<svg x=\"" + share(right) + "\" overflow=\"visible\">" +
                       text("6", line, "start", turned ? bar.low_label : bar.high_label, "tick") +
                       "</svg></g>\n";
        picture.table += "<tr><th scope=\"row\">" + escaped(bar.label) + "</th><td>" +
                         escaped(bar.low_label) + "</td><td class=\"n\">" +
                         number_or(bar.at_low, bars.axis.unit, currency) + "</td><td>" +
                         escaped(bar.high_label) + "</td><td class=\"n\">" +
                         number_or(bar.at_high, bars.axis.unit, currency) + "</td></tr>\n";
    }
    picture.table += "</tbody>\n";
    picture.svg += upright("axis", base, 18, bottom + 4);
    std::vector<double> ticks{x.low};
    if (base - room.low > 0.25 && room.high - base > 0.25) ticks.push_back(bars.base);
    if (x.high > x.low) ticks.push_back(x.high);
    picture.svg += tick_labels(ticks, x, room, bottom + 18, bars.axis.unit, currency);
    picture.svg += text("100%", bottom + 36, "end", bars.axis.label, "label") + "\n";
    return figure(picture, context);
}

std::string stacked_bars(const StackedBars& bars, const Context& context) {
    const std::string& currency = context.currency;
    std::vector<std::string> keys = bars.keys;
    std::vector<std::string> seen;
    Span x;
    for (const StackedBar& bar : bars.bars) {
        double sum = 0.0;
        for (const Segment& segment : bar.segments) {
            if (segment.value <= 0.0) continue;  // recovered amounts are not part of a cost
            for (auto* const list : {&keys, &seen}) {
                if (std::find(list->begin(), list->end(), segment.key) == list->end())
                    list->push_back(segment.key);
            }
            sum += segment.value;
        }
        x.high = std::max(x.high, sum);
    }
    if (seen.empty()) return {};
    std::erase_if(
        keys, [&](const std::string& key) { return std::find(seen.begin(), seen.end(), key) == seen.end(); });
    const auto pen_of = [&](const std::string& key) {
        return static_cast<int>(std::find(keys.begin(), keys.end(), key) - keys.begin());
    };
    const double bottom = row_height * static_cast<double>(bars.bars.size());

    Picture picture{"rows",
                    bars.title,
                    "A bar for each option, of the costs that make it up.",
                    {},
                    {},
                    "area",
                    static_cast<int>(bottom) + 24,
                    {},
                    {},
                    {}};
    for (std::size_t i = 0; i < keys.size(); ++i) picture.keys.push_back({static_cast<int>(i), keys[i]});
    picture.table = "<thead><tr><th scope=\"col\">option</th>";
    for (const std::string& key : keys)
        picture.table += "<th scope=\"col\" class=\"n\">" + escaped(key) + "</th>";
    picture.table += "</tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < bars.bars.size(); ++i) {
        const StackedBar& bar = bars.bars[i];
        const double y = row_height * static_cast<double>(i);
        picture.svg += row_open(i, y, row_height - 2) + text("0", y + 14, "", bar.name, "name");
        double from = 0.0;
        std::vector<std::string> cells(keys.size(), "<td></td>");
        for (const Segment& segment : bar.segments) {
            if (segment.value <= 0.0) continue;
            const int pen = pen_of(segment.key);
            picture.svg += rectangle("area " + pen_class(pen) + " k" + std::to_string(pen), x.at(from),
                                     x.at(from + segment.value), y + bar_top);
            from += segment.value;
            cells[static_cast<std::size_t>(pen)] =
                "<td class=\"n\">" + number(segment.value, bars.unit, currency) + "</td>";
        }
        picture.svg += "</g>\n";
        picture.table += "<tr><th scope=\"row\">" + escaped(bar.name) + "</th>";
        for (const std::string& cell : cells) picture.table += cell;
        picture.table += "</tr>\n";
    }
    picture.table += "</tbody>\n";
    picture.svg += upright("axis", x.at(0.0), 18, bottom);
    auto ticks = nice_ticks(x.low, x.high, 4, bars.unit);
    std::erase_if(ticks, [&](double tick) { return tick > x.high; });
    picture.svg += tick_labels(ticks, x, {0.0, 1.0}, bottom + 16, bars.unit, currency);
    return figure(picture, context);
}

}  // namespace aicost::html
