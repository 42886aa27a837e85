#include "report/chart.hpp"

#include <algorithm>
#include <cmath>

#include "report/canvas.hpp"
#include "report/number.hpp"
#include "report/text_width.hpp"

namespace aicost {

namespace {

constexpr int chart_rows = 14;
constexpr int least_columns = 20;

struct Extent {
    double low = 0.0;
    double high = 0.0;
    void take(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

// Where a value lies on the dots 0 … dots-1.
int place(double value, const Extent& extent, int dots) {
    if (extent.high == extent.low) return 0;
    return static_cast<int>(std::lround((value - extent.low) / (extent.high - extent.low) * (dots - 1)));
}

void draw(Canvas& canvas, const Series& series, const Extent& x, const Extent& y, int pen) {
    int phase = 0;
    for (std::size_t i = 1; i < series.points.size(); ++i) {
        const Point& from = series.points[i - 1];
        const Point& to = series.points[i];
        canvas.line(place(from.x, x, canvas.dots_across()), place(from.y, y, canvas.dots_down()),
                    place(to.x, x, canvas.dots_across()), place(to.y, y, canvas.dots_down()), pen, phase);
    }
}

// The numbers below the axis, each centred under its tick as far as there is room.
std::string tick_line(const std::vector<double>& ticks, const Extent& x, int columns, std::size_t margin,
                      Unit unit, const std::string& currency, bool ascii) {
    std::string line(margin, ' ');
    for (const double tick : ticks) {
        const std::string text = tick_text(tick, unit, currency, ascii);
        const auto centre = static_cast<std::size_t>(place(tick, x, columns)) + margin;
        const std::size_t width = text_width(text);
        std::size_t start = centre >= width / 2 ? centre - width / 2 : 0;
        start = std::min(start, margin + static_cast<std::size_t>(columns) - width);
        const std::size_t has = text_width(line);
        if (has > margin && start < has + 1) continue;
        if (start > has) line.append(start - has, ' ');
        line += text;
    }
    return line;
}

}  // namespace

std::string tick_text(double value, Unit unit, const std::string& currency, bool ascii) {
    const std::string text =
        unit == Unit::money && std::abs(value) >= 1e6
            ? (value < 0.0 ? "-" : "") + currency_sign(currency) + tokens_text(std::abs(value))
            : number_text(value, unit, currency);
    return ascii ? as_ascii(text) : text;
}

std::vector<double> nice_ticks(double low, double high, int wanted, Unit unit) {
    if (!(high > low)) high = low + 1.0;
    const double raw = (high - low) / wanted;
    double step = 0.0;
    if (unit == Unit::months && raw > 0.5) {
        for (const double months : {1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 60.0, 120.0}) {
            step = months;
            if (months >= raw) break;
        }
    } else {
        const double size = std::pow(10.0, std::floor(std::log10(raw)));
        for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0}) {
            step = factor * size;
            if (step >= raw * (1.0 - 1e-9)) break;
        }
    }
    std::vector<double> ticks;
    const double first = std::floor(low / step + 1e-9);
    for (double i = first; ticks.empty() || ticks.back() < high - 1e-9 * step; i += 1.0)
        ticks.push_back(i * step);
    return ticks;
}

std::string render_chart(const Chart& chart, const std::string& currency, const Style& style) {
    const auto plain = [&](const std::string& text) {
        return style.ascii ? as_ascii(text) : on_one_line(text);
    };
    Extent x{}, y{};
    bool first = true;
    for (const Series& series : chart.series) {
        for (const Point& point : series.points) {
            if (first) x = {point.x, point.x};
            first = false;
            x.take(point.x);
            y.take(point.y);
        }
    }
    if (first) return {};
    const auto y_ticks = nice_ticks(y.low, y.high, 5, chart.y.unit);
    y.take(y_ticks.front());
    y.take(y_ticks.back());

    std::size_t margin = 0;
    for (const double tick : y_ticks)
        margin = std::max(margin, text_width(tick_text(tick, chart.y.unit, currency, style.ascii)));
    const int columns = std::max(least_columns, std::min(style.width, 160) - static_cast<int>(margin) - 3);
    Canvas canvas(columns, chart_rows, style.ascii);
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        draw(canvas, chart.series[i], x, y, static_cast<int>(i));
    const std::string mark_sign = style.ascii ? "X" : "●";
    for (const Mark& mark : chart.marks) {
        canvas.sign(place(mark.at.x, x, canvas.dots_across()), place(mark.at.y, y, canvas.dots_down()),
                    mark_sign);
    }

    std::vector<std::string> labels(chart_rows);
    for (const double tick : y_ticks) {
        const int row = chart_rows - 1 - place(tick, y, canvas.dots_down()) * chart_rows / canvas.dots_down();
        labels[static_cast<std::size_t>(std::clamp(row, 0, chart_rows - 1))] =
            tick_text(tick, chart.y.unit, currency, style.ascii);
    }
    const std::string_view wall = style.ascii ? "|" : "│";
    const std::string_view tick_wall = style.ascii ? "+" : "┤";
    const std::string_view floor_line = style.ascii ? "-" : "─";
    const std::string_view corner = style.ascii ? "+" : "└";

    std::string out = fit(plain(chart.title), static_cast<std::size_t>(style.width), style.ascii) + "\n";
    out += fit(plain(chart.y.label), static_cast<std::size_t>(style.width), style.ascii) + "\n";
    const auto lines = canvas.lines(style.color);
    for (std::size_t row = 0; row < lines.size(); ++row) {
        out += pad_left(labels[row], margin) + " " + std::string(labels[row].empty() ? wall : tick_wall) +
               lines[row] + "\n";
    }
    out += std::string(margin + 1, ' ') + std::string(corner) +
           repeat(floor_line, static_cast<std::size_t>(columns)) + "\n";
    auto x_ticks = nice_ticks(x.low, x.high, std::max(2, columns / 10), chart.x.unit);
    std::erase_if(x_ticks, [&](double tick) { return tick > x.high * (1.0 + 1e-9) || tick < x.low; });
    out += tick_line(x_ticks, x, columns, margin + 2, chart.x.unit, currency, style.ascii) + "\n";
    out += pad_left(plain(chart.x.label), margin + 2 + static_cast<std::size_t>(columns)) + "\n";

    std::string legend;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const std::string sample = Canvas::sample(static_cast<int>(i), style.ascii);
        const std::string name =
            fit(plain(chart.series[i].name), static_cast<std::size_t>(style.width) - 3 - text_width(sample),
                style.ascii);
        const std::string entry =
            "  " + (style.color ? Canvas::colored(sample, static_cast<int>(i)) : sample) + " " + name;
        const std::size_t width = 2 + text_width(sample) + 1 + text_width(name);
        const auto last_break = legend.rfind('\n');
        std::size_t used = 0;  // of the current line, escapes not counted
        for (std::size_t at = last_break == std::string::npos ? 0 : last_break + 1; at < legend.size();) {
            if (legend[at] == '\x1b') {
                at = legend.find('m', at) + 1;
            } else {
                used += static_cast<std::size_t>(character_width(next_character(legend, at)));
            }
        }
        if (used > 0 && used + width > static_cast<std::size_t>(style.width)) legend += "\n";
        legend += entry;
    }
    out += legend + "\n";
    for (const Mark& mark : chart.marks) {
        std::string before = "  " + mark_sign + " ";
        for (const std::string& line : wrap(plain(mark.label), static_cast<std::size_t>(style.width) - 4)) {
            out += before + line + "\n";
            before.assign(4, ' ');
        }
    }
    return out;
}

Chart outline_of(const HistogramChart& histogram) {
    Chart chart;
    chart.title = histogram.title;
    chart.x = histogram.axis;
    chart.y = {"share of the draws", Unit::percent};
    if (histogram.bins.empty()) return chart;
    Series series{histogram.axis.label, {{histogram.bins.front().from, 0.0}}};
    for (const Bin& bin : histogram.bins) {
        series.points.push_back({bin.from, bin.share});
        series.points.push_back({bin.to, bin.share});
    }
    series.points.push_back({histogram.bins.back().to, 0.0});
    chart.series.push_back(std::move(series));
    return chart;
}

}  // namespace aicost
