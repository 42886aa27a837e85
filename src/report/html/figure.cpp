#include "report/html/figure.hpp"

#include <algorithm>

#include "report/draw/chart.hpp"
#include "report/html/markup.hpp"
#include "text/text_width.hpp"

namespace aicost::html {

namespace {

constexpr int pens = 8;

std::string legend(const Picture& picture) {
    if (picture.keys.empty()) return {};
    std::string out = "<ul class=\"legend\">\n";
    for (const Key& key : picture.keys) {
        const std::string style = pen_class(key.pen);
        out += "<li><svg class=\"sample\" width=\"34\" height=\"14\" aria-hidden=\"true\">";
        out += picture.sample == "line"
                   ? "<line class=\"line " + style + "\" x1=\"1\" y1=\"7\" x2=\"33\" y2=\"7\"/>"
                   : "<rect class=\"" + (key.fill.empty() ? "area " + style : "filled\" fill=\"" + key.fill) +
                         "\" x=\"1\" y=\"1\" width=\"32\" height=\"12\"/>";
        out += "</svg><span>" + breakable(key.name) + "</span></li>\n";
    }
    return out + "</ul>\n";
}

}  // namespace

std::string id_of(const Context& context) {
    return "chart-" + std::to_string(context.section) + "-" + std::to_string(context.number);
}

std::string pen_class(int pen) {
    if (pen < 0) return pen == ChoiceMap::tie ? "tie" : "none";
    const std::string place = std::to_string(pen % pens);
    return "s" + place + " p" + place;
}

std::string text(std::string_view x, double y, std::string_view anchor, std::string_view words,
                 std::string_view style) {
    std::string out = "<text x=\"" + std::string(x) + "\" y=\"" + pixels(y) + "\"";
    if (!anchor.empty() && anchor != "start") out += " text-anchor=\"" + std::string(anchor) + "\"";
    if (!style.empty()) out += " class=\"" + std::string(style) + "\"";
    return out + ">" + escaped(words) + "</text>";
}

std::string tick_labels(const std::vector<double>& values, const Span& span, const Span& place, double y,
                        Unit unit, const std::string& currency) {
    constexpr double sign = 0.024;  // of the width of a phone, with the gap between two numbers
    std::string out;
    double free_from = -1.0;
    for (const double value : values) {
        const double inside = span.at(value);
        const double at = place.low + (place.high - place.low) * inside;
        const std::string words = tick_text(value, unit, currency, false);
        const double width = sign * static_cast<double>(text_width(words) + 1);
        const bool first = at - width / 2 < 0.0, last = at + width / 2 > 1.0;
        const double start = first ? at : last ? at - width : at - width / 2;
        if (start < free_from) continue;
        free_from = start + width;
        out += text(share(at), y, first ? "start" : last ? "end" : "middle", words, "tick") + "\n";
    }
    return out;
}

std::string figure(const Picture& picture, const Context& context) {
    const std::string id = id_of(context);
    return "<figure class=\"chart\" id=\"" + id + "\" data-kind=\"" + std::string(picture.kind) + "\"" +
           picture.attributes + ">\n<figcaption id=\"" + id + "-name\">" + escaped(picture.title) +
           "</figcaption>\n" + legend(picture) +
           "<div class=\"plot\">\n<svg class=\"picture\" role=\"img\" width=\"100%\" height=\"" +
           std::to_string(picture.height) + "\" aria-labelledby=\"" + id + "-title " + id +
           "-desc\">\n<title id=\"" + id + "-title\">" + escaped(picture.title) + "</title>\n<desc id=\"" +
           id + "-desc\">" + escaped(picture.about) + "</desc>\n" + picture.svg + "</svg>\n</div>\n" +
           picture.remarks +
           "<details class=\"numbers\"><summary>Numbers of this chart</summary>\n"
           "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"" +
           id + "-name\">\n<table>\n" + picture.table + "</table>\n</div>\n</details>\n</figure>\n";
}

}  // namespace aicost::html
