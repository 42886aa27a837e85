// A sweep's statistics without its rows: wins, and minimum, median and maximum of every metric.
#include <algorithm>
#include <cmath>
#include <span>

#include "aicost/sweep.hpp"
#include "engine/sweep/histogram.hpp"

namespace aicost {

namespace {

class SummaryWorker : public SweepWorker {
public:
    // Up to this many rows the median is exact.
    static constexpr std::uint64_t max_exact = 65536;

    SummaryWorker(const Sweep& sweep, std::uint64_t rows);
    void take(const TileRun& tile, TextBuffer& text) override;
    void add(SummaryWorker& other);
    [[nodiscard]] SweepSummary summary();

private:
    struct Column {
        bool is_winner = false;
        Histogram histogram;
        std::vector<double> exact;
    };
    void count_wins(std::span<const double> codes);
    void take_exactly(Column& column, std::span<const double> values, std::uint64_t times) const;

    const Sweep& sweep_;
    bool exact_;
    std::uint64_t rows_ = 0;
    std::vector<std::uint64_t> wins_;  // none, tie, the options
    std::vector<Column> columns_;
};

SummaryWorker::SummaryWorker(const Sweep& sweep, std::uint64_t rows)
    : sweep_(sweep), exact_(rows <= max_exact), wins_(sweep.scenario.options.size() + 2) {
    for (const std::string& metric : sweep.metrics) columns_.emplace_back().is_winner = metric == "winner";
}

// Option by option: one loop over all counters would stall on dependent increments.
void SummaryWorker::count_wins(std::span<const double> codes) {
    std::uint64_t left = codes.size();
    for (std::size_t i = wins_.size(); i-- > 0 && left > 0;) {
        const double code = static_cast<double>(i) - 2.0;
        std::uint64_t count = 0;
        for (const double one : codes) count += one == code ? 1U : 0U;
        wins_[i] += count;
        left -= count;
    }
}

void SummaryWorker::take_exactly(Column& column, std::span<const double> values, std::uint64_t times) const {
    for (const double value : values) {
        if (!std::isnan(value)) column.exact.insert(column.exact.end(), times, value);
    }
}

void SummaryWorker::take(const TileRun& tile, TextBuffer&) {
    rows_ += tile.lanes();
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        Column& column = columns_[k];
        const bool same = tile.same(k);
        const std::span<const double> values{tile.result(k).data(), same ? 1 : tile.lanes()};
        if (column.is_winner) {
            count_wins({values.data(), tile.lanes()});
        } else if (exact_) {
            take_exactly(column, values, same ? tile.lanes() : 1);
        } else if (same) {
            column.histogram.add(values.front(), tile.lanes());
        } else {
            column.histogram.add(values);
        }
    }
}

void SummaryWorker::add(SummaryWorker& other) {
    rows_ += other.rows_;
    for (std::size_t i = 0; i < wins_.size(); ++i) wins_[i] += other.wins_[i];
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        Column &mine = columns_[k], &theirs = other.columns_[k];
        mine.histogram.add(theirs.histogram);
        mine.exact.insert(mine.exact.end(), theirs.exact.begin(), theirs.exact.end());
    }
}

SweepSummary SummaryWorker::summary() {
    SweepSummary summary;
    summary.count = rows_;
    summary.exact = exact_;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        Column& column = columns_[k];
        if (column.is_winner) {
            summary.wins = wins_;
            continue;
        }
        if (sweep_.metrics[k] == "runner_up") continue;  // a word has no median
        SweepSummary::Metric metric;
        metric.name = sweep_.metrics[k];
        std::vector<double>& sorted = column.exact;
        std::sort(sorted.begin(), sorted.end());
        metric.count = exact_ ? sorted.size() : column.histogram.count();
        if (metric.count > 0) {
            const auto at = [&](std::uint64_t rank) {
                return exact_ ? sorted[rank] : column.histogram.at_rank(rank);
            };
            metric.min = exact_ ? sorted.front() : column.histogram.min();
            metric.max = exact_ ? sorted.back() : column.histogram.max();
            const double middle = 0.5 * (at((metric.count - 1) / 2) + at(metric.count / 2));
            metric.median = std::clamp(middle, *metric.min, *metric.max);
        }
        summary.metrics.push_back(std::move(metric));
    }
    return summary;
}

}  // namespace

std::optional<SweepSummary> sweep_summary(const SweepRun& run) {
    std::vector<SummaryWorker> workers;
    workers.reserve(run.threads);
    for (unsigned i = 0; i < run.threads; ++i) workers.emplace_back(run.sweep, run.rows.to - run.rows.from);
    if (!run_sweep(run, [&](unsigned thread) -> SweepWorker& { return workers[thread]; }))
        return std::nullopt;
    for (unsigned i = 1; i < run.threads; ++i) workers[0].add(workers[i]);
    return workers[0].summary();
}

}  // namespace aicost
