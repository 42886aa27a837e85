// Documents of any shape, with numbers and words of any kind, in every format: each ends, within its size, in text that
// its readers can read.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <nlohmann/json.hpp>

#include "harness.hpp"
#include "report/format/formats.hpp"
#include "text/encoding.hpp"
#include "text/text_width.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

// What the fuzzer's bytes say, one choice after the other; zeros when there are no more.
class Choices {
public:
    explicit Choices(std::string_view bytes) : bytes_(bytes) {}

    bool more() const { return !bytes_.empty(); }
    std::size_t below(std::size_t count) { return byte() % count; }
    bool flag() { return below(2) == 0; }

    double number() {
        constexpr double min = std::numeric_limits<double>::denorm_min(),
                         max = std::numeric_limits<double>::max();
        constexpr std::array known{0.0,    -0.0, 1.0,     2.0,   24.0,   0.5,  479.76, 1e-9,
                                   1e-300, min,  max,     -max,  1e15,   1e17, 1e300,  -1.0,
                                   1e6,    0.1,  1.0 / 3, 1e-30, 2880.0, 1e12, -1e-310};
        if (flag()) return last_ = known[below(known.size())];
        switch (below(6)) {
            case 0: return last_ = std::nextafter(last_, max);
            case 1: return last_ = std::nextafter(last_, -max);
            case 2: return keep(last_ * (1.0 + 1e-13));
            case 3: return last_ = static_cast<double>(below(256));
            case 4: return keep(-last_);
            default: {
                std::uint64_t bits = 0;
                for (int i = 0; i < 8; ++i) bits = bits << 8U | byte();
                return keep(std::bit_cast<double>(bits));
            }
        }
    }
    std::optional<double> number_or_none() { return below(4) == 0 ? std::nullopt : std::optional(number()); }

    std::string text() {
        static const std::string pieces[] = {
            "local",
            " ",
            "cloud.price_per_mtok",
            "",
            "\xe6\xb0\xb4\xe7\x81\xab",
            "e\xcc\x81",
            "|`*_~<&>[]\\",
            "\x1b[31m",
            "\n",
            "\xff\xfe",
            "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
            "$1,200",
            "::error::",
            "\"quoted\", 'so'",
            "\t",
            "=1+1",
            "\xe2\x80\xae",
            "```",
            "a_name_of_the_greatest_length_that_a_name_may_have_without_a_gap_",
            std::string(300, 'x'),
            std::string(1, '\0'),
            "https://example.com/a",
            "]]>",
            "</script>",
            "\r\n",
            "a few words that can be broken"};
        std::string text;
        for (std::size_t i = 1 + below(4); i > 0; --i) text += pieces[below(std::size(pieces))];
        return text;
    }
    Unit unit() { return static_cast<Unit>(below(static_cast<std::size_t>(Unit::weights) + 1)); }
    Axis axis() { return {text(), unit()}; }
    std::size_t count(std::size_t max) { return below(max + 1); }

private:
    std::uint8_t byte() {
        if (bytes_.empty()) return 0;
        const auto first = static_cast<std::uint8_t>(bytes_.front());
        bytes_.remove_prefix(1);
        return first;
    }
    double keep(double value) {
        if (std::isfinite(value)) last_ = value;
        return last_;
    }

    std::string_view bytes_;
    double last_ = 1.0;
};

Cell cell_of(Choices& from) {
    Cell cell;  // one choice after the other: compilers order a function's arguments as they like
    if (from.flag()) {
        const double value = from.number();
        cell = number_cell(value, from.unit());
    } else {
        cell = text_cell(from.text());
    }
    if (from.below(8) == 0) cell = empty_cell(from.text());
    cell.strong = from.below(8) == 0;
    return cell;
}

Table table_of(Choices& from) {
    Table table;
    table.audience = static_cast<Table::Audience>(from.below(3));
    for (std::size_t i = 1 + from.count(12); i > 0; --i)
        table.columns.push_back({from.text(), from.text(), from.flag(),
                                 from.below(8) == 0 ? from.count(200) : 0, static_cast<int>(from.below(4))});
    table.columns.front().rank = 0;
    for (std::size_t i = from.count(20); i > 0; --i) {
        table.rows.emplace_back();
        for (std::size_t c = 0; c < table.columns.size(); ++c) table.rows.back().push_back(cell_of(from));
    }
    return table;
}

Chart chart_of(Choices& from) {
    Chart chart{from.text(), from.axis(), from.axis(), {}, {}};
    for (std::size_t i = from.count(9); i > 0; --i) {
        Series series{from.text(), {}};
        for (std::size_t k = from.count(12); k > 0; --k)
            series.points.push_back({from.number(), from.number()});
        std::stable_sort(series.points.begin(), series.points.end(),
                         [](const Point& a, const Point& b) { return a.x < b.x; });
        chart.series.push_back(std::move(series));
    }
    for (std::size_t i = from.count(4); i > 0; --i)
        chart.marks.push_back({{from.number(), from.number()}, from.text()});
    return chart;
}

HistogramChart histogram_of(Choices& from) {
    HistogramChart histogram{from.text(), from.axis(), {}, {}};
    std::vector<double> ends{from.number()};
    for (std::size_t i = from.count(12); i > 0; --i) ends.push_back(from.number());
    std::sort(ends.begin(), ends.end());
    for (std::size_t i = 1; i < ends.size(); ++i)
        histogram.bins.push_back({ends[i - 1], ends[i], static_cast<double>(from.below(101)) / 100.0});
    for (std::size_t i = from.count(3); i > 0; --i)
        histogram.marks.push_back({{from.number(), 0.0}, from.text()});
    return histogram;
}

ChoiceMap map_of(Choices& from) {
    ChoiceMap map;
    map.title = from.text();
    for (ChoiceMap::Side* side : {&map.down, &map.across}) {
        side->axis = from.axis();
        for (std::size_t i = 1 + from.count(20); i > 0; --i) side->values.push_back(from.number());
        if (from.flag()) side->present = from.below(side->values.size());
    }
    for (std::size_t i = 1 + from.count(30); i > 0; --i) map.names.push_back(from.text());
    for (std::size_t row = 0; row < map.down.values.size(); ++row) {
        map.rows.emplace_back();
        for (std::size_t i = 0; i < map.across.values.size(); ++i)
            map.rows.back().push_back(static_cast<int>(from.below(map.names.size() + 2)) - 2);
    }
    return map;
}

StackedBars bars_of(Choices& from) {
    StackedBars bars{from.text(), from.unit(), {}};
    for (std::size_t i = from.count(8); i > 0; --i) {
        bars.bars.push_back({from.text(), {}});
        for (std::size_t k = from.count(10); k > 0; --k)
            bars.bars.back().segments.push_back({from.text(), from.number()});
    }
    return bars;
}

SwingBars swings_of(Choices& from) {
    SwingBars bars{from.text(), from.axis(), from.number(), from.text(), from.text(), {}};
    for (std::size_t i = from.count(8); i > 0; --i)
        bars.bars.push_back(
            {from.text(), from.text(), from.text(), from.number_or_none(), from.number_or_none()});
    return bars;
}

TreeNode tree_of(Choices& from, int depth) {
    TreeNode node{from.text(), {}};
    if (depth < 12)
        for (std::size_t i = from.count(3); i > 0; --i) node.children.push_back(tree_of(from, depth + 1));
    return node;
}

Data data_of(Choices& from, int depth) {
    switch (from.below(depth < 6 ? 7 : 5)) {
        case 0: return {};
        case 1: return from.flag();
        case 2: return from.number();
        case 3: return from.text();
        case 4: return static_cast<std::uint64_t>(from.below(256));
        case 5: {
            DataList list;
            for (std::size_t i = from.count(6); i > 0; --i) list.push_back(data_of(from, depth + 1));
            return list;
        }
        default: {
            DataObject object;
            for (std::size_t i = from.count(6); i > 0; --i)
                object.push_back({from.text(), data_of(from, depth + 1)});
            return object;
        }
    }
}

Block block_of(Choices& from) {
    switch (from.below(12)) {
        case 0: return Heading{from.text(), 1 + static_cast<int>(from.below(3))};
        case 1: return Paragraph{from.text(), from.flag()};
        case 2: return Verbatim{{from.text(), from.text()}, from.flag() ? "sh" : ""};
        case 3: return table_of(from);
        case 4: return Notes{from.text(), {from.text(), from.text()}};
        case 5: return chart_of(from);
        case 6: return histogram_of(from);
        case 7: return map_of(from);
        case 8: return Figures{{{from.text(), cell_of(from), from.text()}, {from.text(), cell_of(from), ""}}};
        case 9: return bars_of(from);
        case 10: return Tree{tree_of(from, 0)};
        default: return swings_of(from);
    }
}

Document document_of(Choices& from) {
    Document document;
    document.title = from.text();
    document.currency = from.flag() ? "USD" : from.flag() ? "EUR" : from.text();
    while (from.more() && document.blocks.size() < 12) {
        document.blocks.push_back(block_of(from));
        if (from.below(4) == 0) document.data.push_back({from.text(), data_of(from, 0)});
        if (from.below(8) == 0)
            document.findings.push_back({static_cast<Finding::Level>(from.below(4)), from.text(), from.text(),
                                         from.text(), static_cast<int>(from.below(100)), from.text()});
    }
    return document;
}

void expect_text(const std::string& text, const std::string& format) {
    expect(text.size() < (16U << 20U), format + " is no larger than its document allows");
    expect(text.find('\0') == std::string::npos, format + " holds no zero byte");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Choices from(fuzz::text_of(data, size));
    Style style;
    style.width = 20 + static_cast<int>(from.below(181));
    style.ascii = from.below(3) == 0;
    style.color = from.below(3) == 0;
    const Document document = document_of(from);
    for (const Format& format : formats) {
        if (format.binary) continue;  // a workbook, which stands on no other block
        std::string text = format.render(document, style);
        if (style.ascii) {
            text = as_ascii(text);
            expect(std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; }),
                   std::string(format.name) + " is ASCII where that is asked for");
        }
        if (format.name == "table" || format.name == "json" || format.name == "html")
            expect_text(text, std::string(format.name));
        if (format.name == "json") expect(nlohmann::json::accept(text), "json is JSON");
        if (format.name == "html")
            expect(text.find("=\"nan") == text.npos && text.find("=\"inf") == text.npos &&
                       text.find("nan%") == text.npos,
                   "html draws at places that are numbers");
    }
    return 0;
}
