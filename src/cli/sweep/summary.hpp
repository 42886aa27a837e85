// What a sweep comes to without its rows: wins, and least, median and greatest of every metric.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "cli/sweep/histogram.hpp"
#include "cli/sweep/stream.hpp"
#include "report/view/views.hpp"

namespace aicost {

class SummaryWorker : public SweepWorker {
public:
    // Up to so many rows the median is exact.
    static constexpr std::uint64_t most_exact = 65536;

    SummaryWorker(const SweepPlan& plan, std::uint64_t rows);
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

    const SweepPlan& plan_;
    bool exact_;
    std::uint64_t rows_ = 0;
    std::vector<std::uint64_t> wins_;  // none, tie, the options
    std::vector<Column> columns_;
};

}  // namespace aicost
