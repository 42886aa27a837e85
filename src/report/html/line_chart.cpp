// Lines over an axis, and histograms.
#include <algorithm>
#include <limits>

#include "report/draw/chart.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"
#include "report/number.hpp"

namespace aicost::html {

namespace {

constexpr double plot_top = 34, depth = 250, bottom = plot_top + depth;
constexpr int height = static_cast<int>(bottom) + 42;

std::string unit_word(Unit unit) {
    switch (info(unit).format) {
        case NumberFormat::money:
        case NumberFormat::price: return "money";
        case NumberFormat::months: return "months";
        case NumberFormat::tokens: return "tokens";
        case NumberFormat::percent: return "percent";
        case NumberFormat::plain:
        case NumberFormat::whole: break;
    }
    return "number";
}

// The axes, for the script.
std::string axes_of(const Axis& x, const Axis& y, const std::string& currency) {
    return " data-x=\"" + unit_word(x.unit) + "\" data-y=\"" + unit_word(y.unit) + "\" data-x-label=\"" +
           escaped(x.label) + "\" data-y-label=\"" + escaped(y.label) + "\" data-sign=\"" +
           escaped(currency_sign(currency)) + "\"";
}

double height_at(const Span& y, double value) { return bottom - depth * y.at(value); }

std::string frame(const Axis& x_axis, const Axis& y_axis, const Span& x, const Span& y,
                  const std::vector<double>& y_ticks, const std::string& currency) {
    std::string out = text("0", 12, "", y_axis.label, "label") + "\n";
    for (const double tick : y_ticks) {
        const std::string at = pixels(height_at(y, tick));
        const bool floor = tick == 0.0 || &tick == &y_ticks.front();
        out += "<line class=\"" + std::string(floor ? "axis" : "grid") + "\" x1=\"0\" x2=\"100%\" y1=\"" +
               at + "\" y2=\"" + at + "\"/>\n";
    }
    auto x_ticks = nice_ticks(x.low, x.high, 8, x_axis.unit);
    std::erase_if(x_ticks, [&](double tick) {
        const double slack = 1e-9 * (x.high - x.low);
        return tick > x.high + slack || tick < x.low - slack;
    });
    out += tick_labels(x_ticks, x, {0.0, 1.0}, bottom + 18, x_axis.unit, currency);
    return out + text("100%", bottom + 36, "end", x_axis.label, "label") + "\n";
}

// The numbers of the vertical axis, on its grid lines and over the curves.
std::string heights(const std::vector<double>& ticks, const Span& y, Unit unit, const std::string& currency) {
    std::string out;
    for (const double tick : ticks)
        out +=
            text("0", height_at(y, tick) - 4, "", tick_text(tick, unit, currency, false), "tick over") + "\n";
    return out;
}

// A row for each x of any series; two for a jump.
std::string table_of(const Chart& chart, const std::string& currency) {
    std::string out = "<thead><tr><th scope=\"col\">" + escaped(chart.x.label) + "</th>";
    for (const Series& series : chart.series)
        out += "<th scope=\"col\" class=\"n\">" + escaped(series.name) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    std::vector<std::size_t> next(chart.series.size(), 0);
    while (true) {
        double x = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < next.size(); ++i) {
            const auto& points = chart.series[i].points;
            if (next[i] < points.size()) x = std::min(x, points[next[i]].x);
        }
        if (x == std::numeric_limits<double>::infinity()) break;
        out += "<tr><th scope=\"row\">" + number(x, chart.x.unit, currency) + "</th>";
        for (std::size_t i = 0; i < next.size(); ++i) {
            const auto& points = chart.series[i].points;
            const bool here = next[i] < points.size() && points[next[i]].x == x;
            out += here ? "<td class=\"n\">" + number(points[next[i]].y, chart.y.unit, currency) + "</td>"
                        : "<td></td>";
            if (here) ++next[i];
        }
        out += "</tr>\n";
    }
    return out + "</tbody>\n";
}

std::string about(const Chart& chart, const Span& x, const std::string& currency) {
    std::string out =
        chart.series.size() == 1 ? "One line, " : std::to_string(chart.series.size()) + " lines, ";
    for (std::size_t i = 0; i < chart.series.size(); ++i) out += (i == 0 ? "" : ", ") + chart.series[i].name;
    out += ": " + chart.y.label + " against " + chart.x.label + ", from " +
           tick_text(x.low, chart.x.unit, currency, false) + " to " +
           tick_text(x.high, chart.x.unit, currency, false) + ".";
    for (const Mark& mark : chart.marks) out += " " + mark.label + ".";
    return out;
}

}  // namespace

std::string line_chart(const Chart& chart, const Context& context) {
    const std::string& currency = context.currency;
    Span x, y;
    bool first = true;
    for (const Series& series : chart.series) {
        for (const Point& point : series.points) {
            if (first) x = {point.x, point.x};
            first = false;
            x = {std::min(x.low, point.x), std::max(x.high, point.x)};
            y = {std::min(y.low, point.y), std::max(y.high, point.y)};
        }
    }
    if (first) return {};
    const auto y_ticks = nice_ticks(y.low, y.high, 5, chart.y.unit);
    y = {y_ticks.front(), y_ticks.back()};

    Picture picture{"lines",
                    chart.title,
                    about(chart, x, currency),
                    axes_of(chart.x, chart.y, currency),
                    {},
                    "line",
                    height,
                    {},
                    {},
                    {}};
    picture.svg = frame(chart.x, chart.y, x, y, y_ticks, currency);
    picture.svg += "<svg class=\"lines\" x=\"0\" y=\"" + pixels(plot_top) + "\" width=\"100%\" height=\"" +
                   pixels(depth) + "\" viewBox=\"0 0 1000 " + pixels(depth) +
                   "\" preserveAspectRatio=\"none\" overflow=\"visible\">\n";
    std::string pens;
    for (std::size_t i = 0; i < chart.series.size(); ++i) {
        const int pen = chart.series[i].pen < 0 ? static_cast<int>(i) : chart.series[i].pen;
        pens += (i == 0 ? "" : ",") + std::to_string(pen);
        picture.keys.push_back({pen, chart.series[i].name});
        picture.svg += "<polyline class=\"line " + pen_class(pen) + " k" + std::to_string(i) +
                       "\" vector-effect=\"non-scaling-stroke\" points=\"";
        std::string points;
        for (const Point& point : chart.series[i].points)
            points += (points.empty() ? "" : " ") + pixels(1000 * x.at(point.x)) + "," +
                      pixels(height_at(y, point.y) - plot_top);
        picture.svg += points + "\"/>\n";
    }
    picture.svg += "</svg>\n";
    for (const Mark& mark : chart.marks) {
        picture.svg += "<circle class=\"mark\" r=\"5\" data-value=\"" + shortest_text(mark.at.y) +
                       "\" cx=\"" + share(x.at(mark.at.x)) + "\" cy=\"" + pixels(height_at(y, mark.at.y)) +
                       "\"/>\n";
    }
    picture.svg += heights(y_ticks, y, chart.y.unit, currency);
    if (!chart.marks.empty()) {
        picture.remarks = "<ul class=\"marks\">\n";
        for (const Mark& mark : chart.marks) picture.remarks += "<li>" + breakable(mark.label) + "</li>\n";
        picture.remarks += "</ul>\n";
    }
    picture.attributes += " data-pens=\"" + pens + "\"";
    picture.table = table_of(chart, currency);
    return figure(picture, context);
}

std::string histogram(const HistogramChart& histogram, const Context& context) {
    if (histogram.bins.empty()) return {};
    const std::string& currency = context.currency;
    const Axis shares{"share of the draws", Unit::share};
    const Span x{histogram.bins.front().from, histogram.bins.back().to};
    double most = 0.0;
    for (const Bin& bin : histogram.bins) most = std::max(most, bin.share);
    const auto y_ticks = nice_ticks(0.0, most, 4, Unit::share);
    const Span y{y_ticks.front(), y_ticks.back()};

    Picture picture{"histogram", histogram.title,
                    {},          axes_of(histogram.axis, shares, currency),
                    {},          "area",
                    height,      {},
                    {},          {}};
    picture.about = "A histogram of " + histogram.axis.label + " from " +
                    tick_text(x.low, histogram.axis.unit, currency, false) + " to " +
                    tick_text(x.high, histogram.axis.unit, currency, false) + ".";
    picture.svg = frame(histogram.axis, shares, x, y, y_ticks, currency);
    picture.table =
        "<thead><tr><th scope=\"col\">from</th><th scope=\"col\">to</th><th scope=\"col\" class=\"n\">" +
        escaped(shares.label) + "</th></tr></thead>\n<tbody>\n";
    for (const Bin& bin : histogram.bins) {
        picture.svg += "<rect class=\"bar\" x=\"" + share(x.at(bin.from)) + "\" width=\"" +
                       share(x.at(bin.to) - x.at(bin.from)) + "\" y=\"" + pixels(height_at(y, bin.share)) +
                       "\" height=\"" + pixels(depth * y.at(bin.share)) + "\"/>\n";
        picture.table += "<tr><th scope=\"row\">" + number(bin.from, histogram.axis.unit, currency) +
                         "</th><td>" + number(bin.to, histogram.axis.unit, currency) +
                         "</td><td class=\"n\">" + number(bin.share, Unit::share, currency) + "</td></tr>\n";
    }
    picture.table += "</tbody>\n";
    if (x.low < 0.0 && x.high > 0.0)
        picture.svg += "<line class=\"zero\" x1=\"" + share(x.at(0.0)) + "\" x2=\"" + share(x.at(0.0)) +
                       "\" y1=\"" + pixels(plot_top) + "\" y2=\"" + pixels(bottom) + "\"/>\n";
    double step = 0.0;  // names on separate lines, as two may be close together
    for (const Mark& mark : histogram.marks) {
        const std::string at = share(x.at(mark.at.x));
        picture.svg += "<line class=\"percentile\" x1=\"" + at + "\" x2=\"" + at + "\" y1=\"" +
                       pixels(plot_top - 8) + "\" y2=\"" + pixels(bottom) + "\"/>\n" +
                       text(at, plot_top - 12 + step, x.at(mark.at.x) > 0.8 ? "end" : "start", mark.label,
                            "label over") +
                       "\n";
    }
    picture.svg += heights(y_ticks, y, Unit::share, currency);
    if (!histogram.marks.empty()) {
        picture.remarks = "<ul class=\"marks\">\n";
        for (const Mark& mark : histogram.marks) {
            picture.about +=
                " " + mark.label + " is " + number_text(mark.at.x, histogram.axis.unit, currency) + ".";
            picture.remarks += "<li>" + escaped(mark.label) + ": " +
                               number(mark.at.x, histogram.axis.unit, currency) + "</li>\n";
        }
        picture.remarks += "</ul>\n";
    }
    return figure(picture, context);
}

}  // namespace aicost::html
