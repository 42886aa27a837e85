// Shared by all charts of a page: a frame with title, legend, picture and the numbers as a table. Horizontal
// positions are shares of the width, so that a picture fits phone and paper without a script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/document.hpp"
#include "report/number.hpp"

namespace aicost::html {

struct Context {
    const std::string& currency;
    int section = 0;
    int number = 0;  // of the chart in its section
};

// A chart's id on its page: "chart-3-1".
std::string id_of(const Context& context);

// A range of numbers, and the position of one in it: 0 … 1.
struct Span {
    double low = 0.0, high = 0.0;
    [[nodiscard]] double at(double value) const { return share_of(value, low, high, 0.5); }
};

struct Key {
    int pen = 0;
    std::string name;
    std::string fill = {};  // a pattern instead of the pen's colour
};

struct Picture {
    std::string_view kind;  // how the page's script handles it
    std::string title;
    std::string about;       // for screen readers
    std::string attributes;  // of the frame: data-…
    std::vector<Key> keys;
    std::string_view sample;  // the legend's symbol: "line" or "area"
    int height = 0;
    std::string svg;      // the picture's content
    std::string remarks;  // below it
    std::string table;    // the numbers' rows, with a header
};
std::string figure(const Picture& picture, const Context& context);

// The numbers below an axis at `y`, without those that would overlap.
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
