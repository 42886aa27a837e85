// The map of winners: a field for each pair of values.
#include "report/draw/choice_map.hpp"

#include <algorithm>
#include <cmath>

#include "report/draw/chart.hpp"
#include "report/html/figure.hpp"
#include "report/html/markup.hpp"
#include "report/number.hpp"

namespace aicost::html {

namespace {

constexpr double top = 22;
constexpr double left = 0.17;  // where the fields begin, after the numbers

// So that options differ without colours, too, and on paper.
std::string_view hatching(int pen) {
    constexpr std::string_view shapes[] = {
        "",       "M-2 2L2 -2M0 8L8 0M6 10L10 6", "M1 2h2M5 6h2", "M0 4H8",
        "M4 0V8", "M-2 6L2 10M0 0L8 8M6 -2L10 2", "M0 2H8M0 6H8", "M0 0H8M0 0V8"};
    return shapes[static_cast<std::size_t>(pen) % std::size(shapes)];
}

std::string patterns(const ChoiceMap& map, const std::string& id) {
    std::string out = "<defs>";
    for (std::size_t i = 0; i < map.names.size(); ++i) {
        const int pen = static_cast<int>(i);
        out += "<pattern id=\"" + id + "-p" + std::to_string(i) +
               "\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">" + "<rect class=\"area " +
               pen_class(pen) + "\" width=\"8\" height=\"8\"/><path class=\"hatch\" d=\"" +
               std::string(hatching(pen)) + "\"/></pattern>";
    }
    return out + "</defs>\n";
}

// To three digits, but for what has its own way.
std::string short_text(double value, Unit unit, const std::string& currency) {
    const NumberFormat format = info(unit).format;
    const bool amount = format == NumberFormat::price || format == NumberFormat::money;
    if (amount || (format == NumberFormat::plain && std::abs(value) < 1000.0))
        return (amount ? currency_sign(currency) : "") + plain_text(value, 3);
    return tick_text(value, unit, currency, false);
}

double span_of(std::size_t index, std::size_t count) {
    return static_cast<double>(index) / static_cast<double>(count);
}

// About so many indices along a side, including the ends.
std::vector<std::size_t> some_of(std::size_t count, std::size_t wanted) {
    std::vector<std::size_t> places;
    const std::size_t parts = std::min(wanted, count) - 1;
    if (parts == 0) return {0};
    for (std::size_t i = 0; i <= parts; ++i) places.push_back(i * (count - 1) / parts);
    return places;
}

}  // namespace

std::string choice_map(const ChoiceMap& map, const Context& context) {
    const std::size_t down = map.down.values.size(), across = map.across.values.size();
    if (down == 0 || across == 0) return {};
    const std::string id = id_of(context);
    const std::string& currency = context.currency;
    const double field = std::clamp(300.0 / static_cast<double>(down), 2.0, 40.0);
    const double bottom = top + field * static_cast<double>(down);
    const auto x_of = [&](std::size_t column) { return left + (1.0 - left) * span_of(column, across); };
    const auto y_of = [&](std::size_t row) {
        return bottom - field * static_cast<double>(row + 1);
    };  // smallest at the bottom

    Picture picture{
        "map",
        map.title,
        "The cheapest option for each pair of " + map.down.axis.label + " and " + map.across.axis.label + ".",
        {},
        {},
        "area",
        static_cast<int>(bottom) + 42,
        {},
        {},
        {}};
    picture.attributes = " data-left=\"" + pixels(left) + "\" data-top=\"" + pixels(top) +
                         "\" data-field=\"" + pixels(field) + "\"";
    picture.svg = patterns(map, id) + text("0", 12, "", map.down.axis.label, "label") + "\n";
    std::vector<int> seen;
    for (std::size_t row = 0; row < down; ++row) {
        const auto& choices = map.rows[row];
        for (std::size_t from = 0, to = 0; from < across; from = to) {
            while (to < across && choices[to] == choices[from]) ++to;
            const int choice = choices[from];
            if (std::find(seen.begin(), seen.end(), choice) == seen.end()) seen.push_back(choice);
            picture.svg +=
                "<rect class=\"field " + (choice < 0 ? pen_class(choice) : "k" + std::to_string(choice)) +
                "\" x=\"" + share(x_of(from)) + "\" width=\"" + share(x_of(to) - x_of(from)) + "\" y=\"" +
                pixels(y_of(row)) + "\" height=\"" + pixels(field) + "\"" +
                (choice < 0 ? "" : " fill=\"url(#" + id + "-p" + std::to_string(choice) + ")\"") + "/>\n";
        }
    }
    const double half = 0.5 * field;
    for (const std::size_t row : some_of(down, 6))
        picture.svg += "<svg x=\"" + share(left) + "\" overflow=\"visible\">" +
                       text("-6", y_of(row) + half + 4, "end",
                            short_text(map.down.values[row], map.down.axis.unit, currency), "tick") +
                       "</svg>\n";
    double free_from = 0.0;
    for (const std::size_t column : some_of(across, 5)) {
        const double at = (x_of(column) + x_of(column + 1)) / 2;
        const bool last = column + 1 == across;
        if (at < free_from) continue;
        free_from = at + 0.14;
        picture.svg += text(last ? "100%" : share(at), bottom + 18, last ? "end" : "middle",
                            short_text(map.across.values[column], map.across.axis.unit, currency), "tick") +
                       "\n";
    }
    picture.svg += text("100%", bottom + 36, "end", map.across.axis.label, "label") + "\n";
    if (map.down.present && map.across.present) {
        const std::size_t row = *map.down.present, column = *map.across.present;
        const std::string place = " cx=\"" + share((x_of(column) + x_of(column + 1)) / 2) + "\" cy=\"" +
                                  pixels(y_of(row) + half) + "\" r=\"7\"/>";
        picture.svg += "<circle class=\"halo\"" + place + "<circle class=\"here\"" + place + "\n";
        picture.remarks = "<ul class=\"marks ring\"><li>where the profile stands: " +
                          escaped(choice_name(map, map.rows[row][column])) + "</li></ul>\n";
        picture.about += " The profile stands where " + choice_name(map, map.rows[row][column]) + " wins.";
    }
    std::sort(seen.begin(), seen.end());
    for (int i = 0; i < static_cast<int>(map.names.size()); ++i) {
        const bool wins = std::binary_search(seen.begin(), seen.end(), i);
        picture.keys.push_back({i, map.names[static_cast<std::size_t>(i)] + (wins ? "" : " (nowhere)"),
                                "url(#" + id + "-p" + std::to_string(i) + ")"});
    }
    if (std::binary_search(seen.begin(), seen.end(), ChoiceMap::tie))
        picture.keys.push_back({ChoiceMap::tie, "tie"});
    if (std::binary_search(seen.begin(), seen.end(), ChoiceMap::none))
        picture.keys.push_back({ChoiceMap::none, "none can serve the workload and is allowed"});

    picture.table = "<thead><tr><th scope=\"col\">" + escaped(map.down.axis.label) + " \\ " +
                    escaped(map.across.axis.label) + "</th>";
    for (const double value : map.across.values)
        picture.table +=
            "<th scope=\"col\" class=\"n\">" + number(value, map.across.axis.unit, currency) + "</th>";
    picture.table += "</tr></thead>\n<tbody>\n";
    for (std::size_t row = down; row-- > 0;) {
        picture.table +=
            "<tr><th scope=\"row\">" + number(map.down.values[row], map.down.axis.unit, currency) + "</th>";
        for (const int choice : map.rows[row])
            picture.table += "<td>" + escaped(choice_name(map, choice)) + "</td>";
        picture.table += "</tr>\n";
    }
    picture.table += "</tbody>\n";
    return figure(picture, context);
}

}  // namespace aicost::html
