// What all charts of a page have in common: a frame with title, legend, picture and the numbers as a table.
// Places across are shares of the width, so that a picture fits a phone and a page of paper without a script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/document.hpp"
#include "report/number.hpp"

namespace aicost::html {

struct Context {
    const std::string& currency;
    int number = 0;  // of the chart in its page
};

// A chart's name in its page: "chart-3".
std::string id_of(const Context& context);

// A span of numbers, and where one of them lies in it: 0 … 1.
struct Span {
    double low = 0.0, high = 0.0;
    [[nodiscard]] double at(double value) const { return share_of(value, low, high, 0.5); }
};

struct Key {
    int pen = 0;
    std::string name;
    std::string fill = {};  // a pattern, in the place of the pen's colour
};

struct Picture {
    std::string_view kind;  // what the page's script does with it
    std::string title;
    std::string about;       // for those who do not see it
    std::string attributes;  // of the frame: data-…
    std::vector<Key> keys;
    std::string_view sample;  // how a key looks: "line" or "area"
    int height = 0;
    std::string svg;      // what stands in the picture
    std::string remarks;  // below it
    std::string table;    // rows of the numbers, with their head
};
std::string figure(const Picture& picture, const Context& context);

// The numbers below an axis at `y`, of those given the ones that do not run into each other.
std::string tick_labels(const std::vector<double>& values, const Span& span, const Span& place, double y,
                        Unit unit, const std::string& currency);

std::string text(std::string_view x, double y, std::string_view anchor, std::string_view words,
                 std::string_view style = "");

// "s3 p3": colour and pattern of a pen.
std::string pen_class(int pen);

std::string line_chart(const Chart& chart, const Context& context);
std::string histogram(const HistogramChart& histogram, const Context& context);
std::string swing_bars(const SwingBars& bars, const Context& context);
std::string stacked_bars(const StackedBars& bars, const Context& context);
std::string choice_map(const ChoiceMap& map, const Context& context);

}  // namespace aicost::html
