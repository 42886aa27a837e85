#include "cli/sweep/summary.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace aicost {

namespace {

double double_of(std::uint64_t order) {
    constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
    return std::bit_cast<double>((order & sign) != 0 ? order & ~sign : ~order);
}

}  // namespace

void Histogram::add(const Histogram& other) {
    for (std::size_t power = 0; power < powers_.size(); ++power) {
        if (!other.powers_[power]) continue;
        if (!powers_[power]) powers_[power] = std::make_unique<Classes>();
        for (std::size_t i = 0; i < powers_[power]->size(); ++i)
            (*powers_[power])[i] += (*other.powers_[power])[i];
    }
}

double Histogram::at_rank(std::uint64_t rank) const {
    for (std::size_t power = 0; power < powers_.size(); ++power) {
        if (!powers_[power]) continue;
        for (std::size_t i = 0; i < powers_[power]->size(); ++i) {
            const std::uint64_t count = (*powers_[power])[i];
            if (rank < count) {
                constexpr int rest = 52 - class_bits;
                const std::uint64_t first = std::uint64_t{power} << 52U | std::uint64_t{i} << rest;
                return 0.5 * (double_of(first) + double_of(first + (std::uint64_t{1} << rest) - 1));
            }
            rank -= count;
        }
    }
    return 0.0;
}

SummaryWorker::SummaryWorker(const SweepPlan& plan, std::uint64_t rows)
    : plan_(plan), exact_(rows <= most_exact), wins_(plan.profile.scenario.options.size() + 2) {
    for (const std::string& metric : plan.metrics) {
        columns_.emplace_back();
        columns_.back().is_winner = metric == "winner";
        columns_.back().least = std::numeric_limits<double>::infinity();
        columns_.back().most = -std::numeric_limits<double>::infinity();
    }
}

void SummaryWorker::take_numbers(Column& column, const double* values, std::size_t lanes,
                                 std::uint64_t times) {
    double least = column.least, most = column.most;
    std::uint64_t count = 0;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const double value = values[lane];  // a NaN is neither below nor above
        least = value < least ? value : least;
        most = value > most ? value : most;
        count += std::isnan(value) ? 0U : 1U;
    }
    column.least = least;
    column.most = most;
    column.count += count * times;
    if (!exact_) {
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            if (!std::isnan(values[lane])) column.histogram.add(values[lane], times);
        }
    }
    if (!exact_) return;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        if (!std::isnan(values[lane])) column.exact.insert(column.exact.end(), times, values[lane]);
    }
}

void SummaryWorker::take(const TileRun& tile, TextBuffer&) {
    rows_ += tile.lanes();
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        const double* values = tile.result(k).data();
        if (columns_[k].is_winner) {
            for (std::size_t lane = 0; lane < tile.lanes(); ++lane)
                ++wins_[static_cast<std::size_t>(values[lane] + 2.0)];
        } else if (tile.same(k)) {
            take_numbers(columns_[k], values, 1, tile.lanes());
        } else {
            take_numbers(columns_[k], values, tile.lanes(), 1);
        }
    }
}

void SummaryWorker::add(const SummaryWorker& other) {
    rows_ += other.rows_;
    for (std::size_t i = 0; i < wins_.size(); ++i) wins_[i] += other.wins_[i];
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        Column& mine = columns_[k];
        const Column& theirs = other.columns_[k];
        mine.least = std::min(mine.least, theirs.least);
        mine.most = std::max(mine.most, theirs.most);
        mine.count += theirs.count;
        mine.histogram.add(theirs.histogram);
        mine.exact.insert(mine.exact.end(), theirs.exact.begin(), theirs.exact.end());
    }
}

SweepSummary SummaryWorker::summary() const {
    SweepSummary summary;
    summary.count = rows_;
    summary.exact = exact_;
    for (std::size_t k = 0; k < columns_.size(); ++k) {
        const Column& column = columns_[k];
        if (column.is_winner) {
            summary.wins = wins_;
            continue;
        }
        SweepSummary::Metric metric;
        metric.name = plan_.metrics[k];
        metric.count = column.count;
        if (column.count > 0) {
            std::vector<double> sorted = column.exact;
            std::sort(sorted.begin(), sorted.end());
            const auto at = [&](std::uint64_t rank) {
                return exact_ ? sorted[rank] : column.histogram.at_rank(rank);
            };
            metric.least = column.least;
            metric.most = column.most;
            const double middle = 0.5 * (at((column.count - 1) / 2) + at(column.count / 2));
            metric.median = std::clamp(middle, column.least, column.most);
        }
        summary.metrics.push_back(std::move(metric));
    }
    return summary;
}

}  // namespace aicost
