// What a command has to say, before it is text: headings, tables of typed cells, charts as series, notes, and
// the same results as a tree of data. A format (formats.hpp) turns a Document into bytes and computes
// nothing.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
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

    // None of these is inline: views make hundreds, and each would be a page of code.
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

// A table's cell: a text, a number with its unit, or nothing, with a word that says why.
struct Cell {
    std::variant<std::string, double> content;
    Unit unit = Unit::none;
    bool empty = false;   // no value; `content` says why
    bool strong = false;  // what the eye should find first
    bool winner = false;  // strong, as it is the best option's: what a page shows in green, and nothing else
};
Cell text_cell(std::string text);
Cell number_cell(double value, Unit unit);
Cell number_cell(const std::optional<double>& value, Unit unit, std::string why_not = "-");
Cell empty_cell(std::string why);
// Strong, where it is the best option's.
void mark_winner(Cell& cell, bool wins = true);
template <class Quantity>
Cell quantity_cell(const std::optional<Quantity>& quantity, Unit unit) {
    return quantity ? number_cell(quantity->value(), unit) : empty_cell("-");
}
// Null where the cell is empty.
Data data_of(const Cell& cell);

struct Heading {
    std::string text;
    int level = 2;  // 1: of the whole document, 2: of a section, 3: of a part of one
};
struct Paragraph {
    std::string text;
    bool strong = false;
};
// Words to be shown letter by letter: pictures made of lines, commands to type.
struct Verbatim {
    std::vector<std::string> lines;
    std::string language;  // of a Markdown code block
};
struct Column {
    std::string title;
    std::string key;     // csv's name for it
    bool right = false;  // numbers
    std::size_t min_width = 0;
    int rank = 0;  // where there is no room the columns of the highest rank go first; 0: stays
};
struct Table {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
    enum class Audience { all, people, machines };
    Audience audience = Audience::all;  // csv is for machines, the other formats for people
    // What a long table of small things says of itself where it is folded: a page opens it, text and paper leave it
    // out. Empty: it is shown.
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
    std::vector<Point> points;  // in order of x; two of one x are a jump
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

// How often a number fell where.
struct Bin {
    double from = 0.0, to = 0.0;
    double share = 0.0;
};
struct HistogramChart {
    std::string title;
    Axis axis;
    std::vector<Bin> bins;    // side by side
    std::vector<Mark> marks;  // places on the axis: at.x
};

// Which of several choices stands at each place of a grid.
struct ChoiceMap {
    struct Side {
        Axis axis;
        std::vector<double> values;
        std::optional<std::size_t> present;  // the value nearest to what is now
    };
    static constexpr int tie = -1, none = -2;
    std::string title;
    Side down, across;
    std::vector<std::string> names;      // of the choices
    std::vector<std::vector<int>> rows;  // a choice, a tie or none, for each value of `down`
};

// The few numbers that say it all.
struct Figure {
    std::string label;
    Cell value;
    std::string about;
};
struct Figures {
    std::vector<Figure> figures;
};

// Amounts that add up, one bar for each name. The keys of the segments are shared by all bars.
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
};

// Lines that hang below each other.
struct TreeNode {
    std::string text;
    std::vector<TreeNode> children;
};
struct Tree {
    TreeNode root;
    int short_levels = 0;  // how many of them text and paper show; 0: all
};
// The root with no more levels than that; what was cut ends in an ellipsis.
TreeNode shortened(const Tree& tree);

// Bars to both sides of a value: how far each of several things moves it, and which end is which.
struct SwingBar {
    std::string label;
    std::string low_label, high_label;      // what stands at each end
    std::optional<double> at_low, at_high;  // none: no value there
};
struct SwingBars {
    std::string title;
    Axis axis;
    double base = 0.0;
    std::string low_name, high_name;  // of the two ends, for the legend
    std::vector<SwingBar> bars;
};

using Block = std::variant<Heading, Paragraph, Verbatim, Table, Notes, Chart, HistogramChart, ChoiceMap,
                           Figures, StackedBars, Tree, SwingBars>;

// What a build server shows beside a line of a file, or as the outcome of a test.
struct Finding {
    enum class Level { passed, warning, failed, broken };
    Level level = Level::passed;
    std::string suite;
    std::string name;
    std::string file;     // empty: none
    int line = 0;         // 0: none
    std::string message;  // why it did not pass
};

// What a format reads of a document: a command whose parts are dear makes that one alone.
enum class Part {
    words,  // the blocks for people
    rows,   // the tables for machines
    data,   // the tree
    workbook,
};

// A profile that a page carries with it.
struct CarriedProfile {
    std::string file;  // what to call it
    std::string text;
    std::vector<std::string>
        options;             // the words of the command line that were put in the place of what it states
    bool engine = true;      // and with it what answers again where its reader changes an input
    DataObject inputs = {};  // what its controls begin with, before that answers
};

struct Workbook;  // report/workbook/workbook.hpp

struct Document {
    std::string title;  // what a window shows of it
    std::string currency = "USD";
    std::vector<Block> blocks;
    std::optional<std::size_t> answer = {};  // so many of the blocks are the answer and its table; none: all
    std::vector<Finding> findings;
    DataObject data;  // the whole, for JSON
    std::optional<CarriedProfile> profile = {};
    std::shared_ptr<const Workbook> workbook = {};
};

// How a document is to be drawn.
struct Style {
    int width = 80;
    bool ascii = false;
    bool color = false;
    bool csv_safe = false;  // csv: no text that a spreadsheet would compute
};

}  // namespace aicost
