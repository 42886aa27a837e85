// The rows of a sweep, kept.
#pragma once

#include "cli/sweep/stream.hpp"
#include "report/view/views.hpp"

namespace aicost {

// Keeps every row: for tables and maps, by one thread.
class TableWorker : public SweepWorker {
public:
    explicit TableWorker(const SweepPlan& plan) : plan_(plan) {
        table_.inputs = plan.paths();
        table_.metrics = plan.metrics;
    }
    void take(const TileRun& tile, TextBuffer&) override {
        for (std::size_t lane = 0; lane < tile.lanes(); ++lane) {
            std::vector<double> row;
            for (std::size_t axis = 0; axis < plan_.axes.size(); ++axis) {
                const std::uint64_t index = tile.index(axis, tile.first_lane() + lane);
                for (const SweepInput& input : plan_.axes[axis].inputs) row.push_back(input.range.at(index));
            }
            for (std::size_t k = 0; k < plan_.metrics.size(); ++k) row.push_back(tile.result(k)[lane]);
            table_.rows.push_back(std::move(row));
        }
    }
    [[nodiscard]] const SweepTable& table() const { return table_; }

private:
    const SweepPlan& plan_;
    SweepTable table_;
};

}  // namespace aicost
