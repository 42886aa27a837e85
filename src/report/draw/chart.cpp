#include "report/draw/chart.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "report/draw/canvas.hpp"
#include "report/number.hpp"
#include "text/real.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr int chart_rows = 14;
constexpr int min_chart_columns = 5;

struct Extent {
    double low = 0.0;
    double high = 0.0;
    void take(double value) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

// The position of a value on the dots 0 … dots-1.
int place(double value, const Extent& extent, int dots) {
    return static_cast<int>(std::lround(share_of(value, extent.low, extent.high, 0.0) * (dots - 1)));
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

// The axis below: a notch in the exact column of each tick's value, with its number centred below if there is room. A
// tick whose number has no room is left out.
struct FloorTicks {
    std::vector<int> columns;
    std::string numbers;
};
FloorTicks floor_ticks(const Chart& chart, const Extent& x, const Canvas& canvas, int columns,
                       const std::string& currency, bool ascii) {
    FloorTicks found;
    const auto room = static_cast<std::size_t>(columns);
    for (const double tick : nice_ticks(x.low, x.high, std::max(2, columns / 8), chart.x.unit)) {
        if (tick > x.high + 1e-9 * (x.high - x.low) || tick < x.low) continue;
        const std::string text = tick_text(tick, chart.x.unit, currency, ascii);
        const int column = canvas.column_of(place(tick, x, canvas.dots_across()));
        const std::size_t width = text_width(text), has = text_width(found.numbers);
        std::size_t start =
            static_cast<std::size_t>(column) - std::min(static_cast<std::size_t>(column), width / 2);
        start = std::min(start, room - std::min(room, width));
        if (has > 0 && start < has + 1) continue;
        found.columns.push_back(column);
        found.numbers.append(start - has, ' ');
        found.numbers += text;
    }
    return found;
}

// The legend, in as many lines as needed. None for a single series named like one of the axes.
std::string legend_of(const Chart& chart, const Style& style) {
    if (chart.series.size() == 1 &&
        (chart.series[0].name == chart.x.label || chart.series[0].name == chart.y.label))
        return {};
    const auto room = static_cast<std::size_t>(style.width);
    std::string legend;
    std::size_t used = 0;  // width of the current line, without escapes
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const int pen = static_cast<int>(i);
        const std::string sample = Canvas::sample(pen, style.ascii);
        const std::size_t beside = 3 + text_width(sample);
        const std::string name =
            fit(shown(chart.series[i].name, style.ascii), room - std::min(room, beside), style.ascii);
        const std::size_t width = beside + text_width(name);
        if (used > 0 && used + width > room) {
            legend += "\n";
            used = 0;
        }
        legend += "  " + (style.color ? Canvas::colored(sample, pen) : sample) + " " + name;
        used += width;
    }
    return legend + "\n";
}

}  // namespace

std::string tick_text(double value, Unit unit, const std::string& currency, bool ascii) {
    const std::string text =
        info(unit).format == NumberFormat::money && std::abs(value) >= 1e6
            ? (value < 0.0 ? "-" : "") + currency_sign(currency) + tokens_text(std::abs(value))
            : number_text(value, unit, currency);
    return ascii ? as_ascii(text) : text;
}

namespace {

constexpr int max_ticks = 50;

// The round number at or above `raw`.
double tick_step(double raw, Unit unit) {
    constexpr double months[] = {1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 60.0, 120.0};
    if (info(unit).format == NumberFormat::months && raw > 0.5 && raw <= *std::rbegin(months))
        return *std::lower_bound(std::begin(months), std::end(months), raw);
    const double size = power_of_ten(decimal_exponent(raw));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * size >= raw * (1.0 - 1e-9)) return factor * size;
    }
    return 10.0 * size;
}

}  // namespace

std::vector<double> nice_ticks(double low, double high, int wanted, Unit unit) {
    if (!(high > low) || one_value(low, high)) high = low + std::max(1.0, 1e-3 * std::abs(low));
    const double step = tick_step(high / wanted - low / wanted, unit);
    if (!(step > 0.0) || !std::isfinite(step)) return {low};  // at the limits of a double
    // multiplied, not accumulated: beyond 2^53 adding a step may change nothing
    const double first = std::floor(low / step + 1e-9);
    const double steps = std::ceil(high / step - 1e-9) - first;
    std::vector<double> ticks;
    for (int i = 0; i < max_ticks && (i == 0 || i <= steps); ++i) ticks.push_back((first + i) * step);
    std::erase_if(ticks, [](double tick) { return !std::isfinite(tick); });
    if (ticks.empty()) ticks.push_back(low);
    return ticks;
}

std::string render_chart(const Chart& chart, const std::string& currency, const Style& style) {
    const auto plain = [&](const std::string& text) { return shown(text, style.ascii); };
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
    const int columns =
        std::max(min_chart_columns, std::min(style.width, 160) - static_cast<int>(margin) - 3);
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
        const int row = chart_rows - 1 - canvas.row_of(place(tick, y, canvas.dots_down()));
        labels[static_cast<std::size_t>(row)] = tick_text(tick, chart.y.unit, currency, style.ascii);
    }
    const std::string_view wall = style.ascii ? "|" : "│";
    const std::string_view tick_wall = style.ascii ? "+" : "┤";
    const std::string_view floor_line = style.ascii ? "-" : "─";
    const std::string_view corner = style.ascii ? "+" : "└";
    const std::string_view notch = style.ascii ? "+" : "┬";

    std::string out = fit(plain(chart.title), static_cast<std::size_t>(style.width), style.ascii) + "\n";
    out += fit(plain(chart.y.label), static_cast<std::size_t>(style.width), style.ascii) + "\n";
    const auto lines = canvas.lines(style.color);
    for (std::size_t row = 0; row < lines.size(); ++row) {
        out += pad_left(labels[row], margin) + " " + std::string(labels[row].empty() ? wall : tick_wall) +
               lines[row] + "\n";
    }
    const FloorTicks ticks = floor_ticks(chart, x, canvas, columns, currency, style.ascii);
    out += std::string(margin + 1, ' ') + std::string(corner);
    for (int column = 0; column < columns; ++column)
        out += std::find(ticks.columns.begin(), ticks.columns.end(), column) == ticks.columns.end()
                   ? floor_line
                   : notch;
    out += "\n" + std::string(margin + 2, ' ') + ticks.numbers + "\n";
    const std::size_t whole = margin + 2 + static_cast<std::size_t>(columns);
    out += pad_left(fit(plain(chart.x.label), whole, style.ascii), whole) + "\n";

    out += legend_of(chart, style);
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
    chart.y = {"share of the draws", Unit::share};
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
