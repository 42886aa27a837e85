// Every combination of the values of several inputs: what `aicost sweep` runs. docs/sweep.md.
//
//     std::vector<SweepAxis> axes{{{{"workload.tokens_per_day", *parse_range("1M,2M,5M").range}}},
//                                 {{{"cloud.price_per_mtok", *parse_range("1..3:5").range}}}};
//     const Result<Sweep> sweep = make_sweep(scenario, axes, {"local.total", "winner"});
//     sweep->count;                                              // 15
//     const SweepTable table = sweep_table(*sweep);              // table.rows[0]: 1e6, 1, the two results
//     sweep_summary({*sweep, shard_of(sweep->count, 1, 2)})->count;  // 8: the first of two halves
//
// The first axis moves slowest. Scenarios are numbered in that order from 0. A span of them can be run on its own,
// and concatenated spans equal the whole, byte for byte. Any number of threads gives the same results.
#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aicost/assertion.hpp"
#include "aicost/batch.hpp"
#include "aicost/range.hpp"
#include "aicost/result.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

struct SweepInput {
    std::string path;  // as parameter.hpp names it
    Range range;
};
// One input, or several that move together.
struct SweepAxis {
    std::vector<SweepInput> inputs;  // all of the same length
    [[nodiscard]] std::uint64_t size() const { return inputs.front().range.size(); }
};

struct Sweep {
    Scenario scenario;  // everything that is not varied; check() must find no fault in it
    std::vector<SweepAxis> axes;
    std::vector<std::string> metrics;  // metric.hpp
    std::uint64_t count = 0;           // of combinations
    // A row for which one of them does not hold is left out. They may name varied inputs beside metrics; what has no
    // value holds nothing. assertion.hpp; none is unchanged(…).
    std::vector<Assertion> where = {};

    [[nodiscard]] std::vector<std::string> paths() const;      // of all inputs, in order
    [[nodiscard]] std::vector<std::string> evaluated() const;  // the metrics, then what `where` reads besides
};

// Faults: no axis, inputs of one axis with different numbers of values, a path that is not a number of the scenario
// or is varied twice, values out of bounds, no such metric, more combinations than can be counted. Rules between
// inputs are checked with all at their minimum, and with all at their maximum.
Result<Sweep> make_sweep(Scenario scenario, std::vector<SweepAxis> axes, std::vector<std::string> metrics);

// The metrics and varied inputs that an assertion reads.
std::vector<std::string> names_in(const Assertion& assertion);

// How many combinations; none: more than can be counted.
std::optional<std::uint64_t> count_of(const std::vector<SweepAxis>& axes);

// Scenarios from … to-1.
struct RowSpan {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};
// Part `part` of `parts`, from 1, as even as possible.
RowSpan shard_of(std::uint64_t count, std::uint64_t part, std::uint64_t parts);

// ---- all results at once

// The rows of a small sweep.
struct SweepTable {
    std::vector<std::string> inputs;
    std::vector<std::string> metrics;
    std::vector<std::vector<double>> rows;  // the inputs' values, then the metrics' as batch.hpp has them
};
SweepTable sweep_table(const Sweep& sweep);
SweepTable sweep_table(const Sweep& sweep, RowSpan rows);

// These rows alone, in their order here.
SweepTable sweep_table(const Sweep& sweep, std::span<const std::uint64_t> rows);
// The values of the varied inputs in one row.
std::vector<double> inputs_of_row(const Sweep& sweep, std::uint64_t row);

// A sweep's statistics, without its rows.
struct SweepSummary {
    struct Metric {
        std::string name;
        std::uint64_t count = 0;  // scenarios in which it exists
        std::optional<double> min, median, max;
        std::vector<double> min_at, max_at;  // the varied inputs of the first row that has it
        // Where they are asked for: values, or the middles of their classes, in order, and how often each was met.
        std::vector<std::pair<double, std::uint64_t>> counted;
    };
    std::uint64_t count = 0;
    bool exact = true;                // is the median exact? Else to 1/4,096
    std::vector<std::uint64_t> wins;  // none, tie, then the options; empty unless the winner is asked for
    std::vector<Metric> metrics;
};

// ---- results as they are computed

// The scenarios in order, cut into tiles: a piece of one axis times all later axes, so small that the engine keeps
// what does not change from one tile to the next.
class Tiling {
public:
    static constexpr std::uint64_t max_lanes = 128;

    explicit Tiling(const std::vector<SweepAxis>& axes);

    [[nodiscard]] std::uint64_t tile_of(std::uint64_t row) const;
    [[nodiscard]] RowSpan rows(std::uint64_t tile) const;

private:
    friend class TileRun;
    std::vector<std::uint64_t> sizes_;
    std::size_t cut_ = 0;      // the axis that is cut into pieces
    std::uint64_t inner_ = 1;  // combinations of the later axes
    std::uint64_t piece_ = 1;  // how many of its values are in one tile
    std::uint64_t pieces_ = 1;
};

class RowFilter;

// Evaluates tiles for one thread.
class TileRun {
public:
    TileRun(const Sweep& sweep, const Tiling& tiling, const Batch& batch);

    // Rows `rows` of one tile; lanes are those of them that `where` keeps. The results stay until the next call.
    void evaluate(std::uint64_t tile, RowSpan rows);

    [[nodiscard]] std::size_t lanes() const { return lanes_; }
    [[nodiscard]] std::size_t lane_of_tile(std::size_t lane) const { return first_lane_ + offset(lane); }
    [[nodiscard]] std::uint64_t row(std::size_t lane) const { return first_row_ + offset(lane); }
    [[nodiscard]] const std::vector<double>& result(std::size_t metric) const {
        return filter_ ? kept_results_[metric] : results_[metric];
    }
    [[nodiscard]] bool same(std::size_t metric) const { return workspace_.same(metric); }
    [[nodiscard]] std::uint64_t piece() const { return piece_; }

    // By axis: the index of its value if the same for the whole tile …
    [[nodiscard]] const std::vector<std::uint64_t>& outer() const { return outer_; }
    // … and the first axis for which it is not.
    [[nodiscard]] std::size_t inner_axis() const { return tiling_.cut_; }
    [[nodiscard]] std::uint64_t index(std::size_t axis, std::size_t lane_of_tile) const;
    [[nodiscard]] std::size_t tile_lanes() const { return tile_lanes_; }

private:
    void fill_columns();
    void keep_what_holds();
    [[nodiscard]] std::size_t offset(std::size_t lane) const { return filter_ ? kept_[lane] : lane; }

    const Sweep& sweep_;
    const Tiling& tiling_;
    const Batch& batch_;
    BatchWorkspace workspace_;
    std::vector<std::uint64_t> outer_;
    std::uint64_t piece_ = ~std::uint64_t{0};
    std::size_t lanes_ = 0, first_lane_ = 0, tile_lanes_ = 0;
    std::vector<std::vector<double>> columns_;  // by input
    std::vector<std::vector<double>> results_;
    std::vector<BatchInput> block_;
    std::vector<double*> into_;
    std::uint64_t first_row_ = 0;
    std::shared_ptr<RowFilter> filter_;  // none: every row counts
    std::vector<std::uint32_t> kept_;    // lanes
    std::vector<std::vector<double>> kept_results_;
};

// A text buffer: reserve room for the most that may be written, then commit what was. Not a std::string, which
// would zero the room first.
class TextBuffer {
public:
    // Room for `more` bytes after those used.
    char* reserve(std::size_t more) {
        if (size_ + more > capacity_) {
            const std::size_t larger = (size_ + more) * 2;
            std::unique_ptr<char[]> bytes(new char[larger]);
            if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
            bytes_ = std::move(bytes);
            capacity_ = larger;
        }
        return bytes_.get() + size_;
    }
    void end_at(const char* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }
    void clear() { size_ = 0; }
    [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0, capacity_ = 0;
};

// What one thread does with its tiles.
class SweepWorker {
public:
    virtual ~SweepWorker() = default;
    // One tile has been evaluated; `text` is what goes to the sink, in order of the rows.
    virtual void take(const TileRun& tile, TextBuffer& text) = 0;
};

struct SweepRun {
    const Sweep& sweep;
    RowSpan rows;
    unsigned threads = 1;
    // Receives the texts in order, each with its number of rows; false ends the run. May be empty.
    std::function<bool(std::string_view text, std::uint64_t rows)> sink = {};
    // Polled now and then; true ends the run. May be empty.
    std::function<bool()> stop = {};
    bool keep_counts = false;  // of a summary: it is to be put together with others
};

// Calls worker(thread) once for each thread. False if the sink or `stop` has ended the run.
bool run_sweep(const SweepRun& run, const std::function<SweepWorker&(unsigned thread)>& worker);

// Some rows, one by one, in their order here.
void run_rows(const Sweep& sweep, std::span<const std::uint64_t> rows, SweepWorker& worker, TextBuffer& text);

// None where it was ended. The median is exact where the whole sweep, not the span alone, has few enough rows.
std::optional<SweepSummary> sweep_summary(const SweepRun& run);
// Of the parts of one sweep, with their counts: what the summary of the whole would be.
SweepSummary merged(std::span<const SweepSummary> parts);

struct SweepOrder {
    std::string metric;
    bool most_first = false;
};
// The first `most` rows in an order, equal ones as they come, those without a value last. None where it was ended.
std::optional<std::vector<std::uint64_t>> top_rows(const SweepRun& run, const SweepOrder& order,
                                                   std::uint64_t most);

}  // namespace aicost
