// A command's output before it is text: headings, tables of typed cells, charts as series, notes, and the same
// results as a tree of data. A format (formats.hpp) turns a Document into bytes, and computes nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "aicost/unit.hpp"

namespace aicost {

// ---- data: what JSON shows
// --------------------------------------------------------------------------------------

struct Data;
using DataList = std::vector<Data>;
using DataObject = std::vector<std::pair<std::string, Data>>;  // order kept

struct Data {
    std::variant<std::monostate, bool, double, std::string, DataList, DataObject> value;

    // Not inline: views create hundreds of these, and each would be a lot of code.
    Data();
    Data(bool flag);
    Data(double number);
    Data(int number);
    Data(std::uint64_t count);
    Data(std::string text);
    Data(const char* text);
    Data(DataList list);
    Data(DataObject object);
    template <class T>
    Data(const std::optional<T>& number) : Data(number ? Data(*number) : Data()) {}
    Data(const Data& other);
    Data(Data&& other) noexcept;
    Data& operator=(const Data& other);
    Data& operator=(Data&& other) noexcept;
    ~Data();
};

// ---- what people read
// -------------------------------------------------------------------------------------------

// A table's cell: a text, a number with its unit, or no value, with a word why.
struct Cell {
    std::variant<std::string, double> content;
    Unit unit = Unit::none;
    bool empty = false;   // no value; `content` says why
    bool strong = false;  // emphasised
    bool winner = false;  // strong, for the best option: the only thing that a page shows in green
};
Cell text_cell(std::string text);
Cell number_cell(double value, Unit unit);
Cell number_cell(const std::optional<double>& value, Unit unit, std::string why_not = "-");
Cell empty_cell(std::string why);
// Strong if it is the best option's.
void mark_winner(Cell& cell, bool wins = true);
template <class Quantity>
Cell quantity_cell(const std::optional<Quantity>& quantity, Unit unit) {
    return quantity ? number_cell(quantity->value(), unit) : empty_cell("-");
}
// Null if the cell is empty.
Data data_of(const Cell& cell);

struct Heading {
    std::string text;
    int level = 2;  // 1: of the whole document, 2: of a section, 3: of a part of one
};
struct Paragraph {
    std::string text;
    bool strong = false;
    std::string_view of = {};  // the part of a report whose result it tells before that part
};
// Preformatted text: pictures made of lines, commands to type.
struct Verbatim {
    std::vector<std::string> lines;
    std::string language;  // of a Markdown code block
};
struct Column {
    std::string title;
    std::string key;     // its name in CSV
    bool right = false;  // right-aligned, for numbers
    std::size_t min_width = 0;
    int rank = 0;  // without enough room, columns of the highest rank are dropped first; 0: never
};
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    enum class Audience { all, people, machines };
    Audience audience = Audience::all;  // CSV is for machines, the other formats are for people
    // The summary of a long table that is folded: a page can open it, text and paper leave it out. Empty: not
    // folded.
    std::string folded = {};
};
struct Notes {
    std::string title;
    std::vector<std::string> lines;
};
struct Point {
    double x = 0.0;
    double y = 0.0;
};
struct Series {
    std::string name;
    std::vector<Point> points;  // in order of x; two with the same x are a jump
    int pen = -1;               // a page's colour for it, the same in all charts; -1: by its place
};
struct Mark {
    Point at;
    std::string label;
};
struct Axis {
    std::string label;
    Unit unit = Unit::number;
};
struct Chart {
    std::string title;
    Axis x, y;
    std::vector<Series> series;
    std::vector<Mark> marks;
};

// A histogram of a number.
struct Bin {
    double from = 0.0, to = 0.0;
    double share = 0.0;
};
struct HistogramChart {
    std::string title;
    Axis axis;
    std::vector<Bin> bins;    // adjacent
    std::vector<Mark> marks;  // positions on the axis: at.x
};

// A grid, each cell of which is one of several choices.
struct ChoiceMap {
    struct Side {
        Axis axis;
        std::vector<double> values;
        std::optional<std::size_t> present;  // the value nearest to the present one
    };
    static constexpr int tie = -1, none = -2;
    std::string title;
    Side down, across;
    std::vector<std::string> names;      // names of the choices
    std::vector<std::vector<int>> rows;  // for each value of `down`: choices, ties or none
};

// The key figures.
struct Figure {
    std::string label;
    Cell value;
    std::string about;
};
struct Figures {
    std::vector<Figure> figures;
};

// Stacked bars, one for each name. The segments' keys are shared by all bars.
struct Segment {
    std::string key;
    double value = 0.0;
};
struct StackedBar {
    std::string name;
    std::vector<Segment> segments;
};
struct StackedBars {
    std::string title;
    Unit unit = Unit::money;
    std::vector<StackedBar> bars;
    std::vector<std::string> keys = {};  // in the order of a page's colours; others follow
};

// A tree of lines.
struct TreeNode {
    std::string text;
    std::vector<TreeNode> children;
};
struct Tree {
    TreeNode root;
    int short_levels = 0;  // how many levels text and paper show; 0: all
};
// The root with at most that many levels; an ellipsis marks what was cut.
TreeNode shortened(const Tree& tree);

// Bars to both sides of a value: how far each of several inputs moves it, and at which end.
struct SwingBar {
    std::string label;
    std::string low_label, high_label;      // the labels of the ends
    std::optional<double> at_low, at_high;  // none: no value there
};
struct SwingBars {
    std::string title;
    Axis axis;
    double base = 0.0;
    std::string low_name, high_name;  // the names of the two ends, for the legend
    std::vector<SwingBar> bars;
};

using Block = std::variant<Heading, Paragraph, Verbatim, Table, Notes, Chart, HistogramChart, ChoiceMap,
                           Figures, StackedBars, Tree, SwingBars>;

// What a build server shows next to a line of a file, or as the outcome of a test.
struct Finding {
    enum class Level { passed, warning, failed, broken };
    Level level = Level::passed;
    std::string suite;
    std::string name;
    std::string file;     // empty: none
    int line = 0;         // 0: none
    std::string message;  // why it did not pass
};

// The part of a document that a format uses: a command with expensive parts makes only that one.
enum class Part {
    words,  // the blocks for people
    rows,   // the tables for machines
    data,   // the tree
    workbook,
};

// A profile embedded in a page.
struct CarriedProfile {
    std::string file;  // its file name
    std::string text;
    std::vector<std::string> options;  // the command line's options that override it
    bool engine = true;      // also embed the engine, which recalculates when a reader changes an input
    DataObject inputs = {};  // what its controls begin with, before that answers
};

struct Workbook;  // report/workbook/workbook.hpp

struct Document {
    std::string title;  // the window's title
    std::string currency = "USD";
    std::vector<Block> blocks;
    std::optional<std::size_t> answer = {};  // so many of the blocks are the answer and its table; none: all
    std::vector<Finding> findings;
    DataObject data;  // everything, for JSON
    std::optional<CarriedProfile> profile = {};
    std::shared_ptr<const Workbook> workbook = {};
};

// How to render a document.
struct Style {
    int width = 80;
    bool ascii = false;
    bool color = false;
    bool csv_safe = false;  // CSV: no text that a spreadsheet would take for a formula
};

}  // namespace aicost
