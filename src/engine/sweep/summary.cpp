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

    explicit SummaryWorker(const Sweep& sweep);
    void take(const TileRun& tile, TextBuffer& text) override;
    void add(SummaryWorker& other);
    [[nodiscard]] SweepSummary summary(bool keep_counts);

private:
    struct Extreme {
        double value = 0.0;
        std::uint64_t row = 0;
        bool is_set = false;
    };
    struct Column {
        bool is_winner = false;
        Histogram histogram;
        std::vector<double> exact;
        Extreme least, most;
    };
    void count_wins(std::span<const double> codes);
    static void note_extremes(Column& column, const TileRun& tile, std::span<const double> values);
    void take_exactly(Column& column, std::span<const double> values, std::uint64_t times) const;

    const Sweep& sweep_;
    bool exact_;
    std::uint64_t rows_ = 0;
    std::vector<std::uint64_t> wins_;  // none, tie, the options
    std::vector<Column> columns_;
};

SummaryWorker::SummaryWorker(const Sweep& sweep)
    : sweep_(sweep), exact_(sweep.count <= max_exact), wins_(sweep.scenario.options.size() + 2) {
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
            continue;
        }
        if (exact_) {
            take_exactly(column, values, same ? tile.lanes() : 1);
        } else if (same) {
            column.histogram.add(values.front(), tile.lanes());
        } else {
            column.histogram.add(values);
        }
        // few tiles have a new one
        const bool may_have = exact_ || !column.least.is_set || column.histogram.min() < column.least.value ||
                              column.histogram.max() > column.most.value;
        if (may_have) note_extremes(column, tile, values);
    }
}

void SummaryWorker::note_extremes(Column& column, const TileRun& tile, std::span<const double> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        if (!column.least.is_set || values[i] < column.least.value)
            column.least = {values[i], tile.row(i), true};
        if (!column.most.is_set || values[i] > column.most.value)
            column.most = {values[i], tile.row(i), true};
    }
}

void SummaryWorker::add(SummaryWorker& other) {
    rows_ += other.rows_;
    for (std::size_t i = 0; i < wins_.size(); ++i) wins_[i] += other.wins_[i];
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        Column &mine = columns_[k], &theirs = other.columns_[k];
        mine.histogram.add(theirs.histogram);
        mine.exact.insert(mine.exact.end(), theirs.exact.begin(), theirs.exact.end());
        const auto take = [](Extreme& one, const Extreme& other, bool better) {
            if (!other.is_set) return;
            if (!one.is_set || better || (other.value == one.value && other.row < one.row)) one = other;
        };
        take(mine.least, theirs.least, theirs.least.value < mine.least.value);
        take(mine.most, theirs.most, theirs.most.value > mine.most.value);
    }
}

// Sorted values, and how often each stands there.
std::vector<std::pair<double, std::uint64_t>> counted_of(const std::vector<double>& sorted) {
    std::vector<std::pair<double, std::uint64_t>> all;
    for (const double value : sorted) {
        if (all.empty() || all.back().first != value) all.emplace_back(value, 0);
        ++all.back().second;
    }
    return all;
}

SweepSummary SummaryWorker::summary(bool keep_counts) {
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
            metric.min_at = inputs_of_row(sweep_, column.least.row);
            metric.max_at = inputs_of_row(sweep_, column.most.row);
        }
        if (keep_counts) metric.counted = exact_ ? counted_of(sorted) : column.histogram.counted();
        summary.metrics.push_back(std::move(metric));
    }
    return summary;
}

}  // namespace

std::optional<SweepSummary> sweep_summary(const SweepRun& run) {
    std::vector<SummaryWorker> workers;
    workers.reserve(run.threads);
    for (unsigned i = 0; i < run.threads; ++i) workers.emplace_back(run.sweep);
    if (!run_sweep(run, [&](unsigned thread) -> SweepWorker& { return workers[thread]; }))
        return std::nullopt;
    for (unsigned i = 1; i < run.threads; ++i) workers[0].add(workers[i]);
    return workers[0].summary(run.keep_counts);
}

namespace {

double value_at(const std::vector<std::pair<double, std::uint64_t>>& counted, std::uint64_t rank) {
    for (const auto& [value, count] : counted) {
        if (rank < count) return value;
        rank -= count;
    }
    return counted.back().first;
}

// What a later part has of a metric, with what those before it have.
void add_part(SweepSummary::Metric& sum, const SweepSummary::Metric& part) {
    sum.count += part.count;
    if (part.min && (!sum.min || *part.min < *sum.min)) {
        sum.min = part.min;
        sum.min_at = part.min_at;
    }
    if (part.max && (!sum.max || *part.max > *sum.max)) {
        sum.max = part.max;
        sum.max_at = part.max_at;
    }
    sum.counted.insert(sum.counted.end(), part.counted.begin(), part.counted.end());
}

}  // namespace

SweepSummary merged(std::span<const SweepSummary> parts) {
    SweepSummary sum = parts.front();
    for (const SweepSummary& part : parts.subspan(1)) {
        sum.count += part.count;
        sum.exact = sum.exact && part.exact;
        for (std::size_t i = 0; i < sum.wins.size(); ++i) sum.wins[i] += part.wins[i];
        for (std::size_t k = 0; k < sum.metrics.size(); ++k) add_part(sum.metrics[k], part.metrics[k]);
    }
    for (SweepSummary::Metric& metric : sum.metrics) {
        std::sort(metric.counted.begin(), metric.counted.end());
        if (metric.count == 0 || metric.counted.empty()) continue;
        const double middle = 0.5 * (value_at(metric.counted, (metric.count - 1) / 2) +
                                     value_at(metric.counted, metric.count / 2));
        metric.median = std::clamp(middle, *metric.min, *metric.max);
        metric.counted.clear();
    }
    return sum;
}

}  // namespace aicost
