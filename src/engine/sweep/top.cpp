// The first rows of a sweep in the order of a metric, in a memory that does not grow with its rows.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "aicost/sweep.hpp"

namespace aicost {

namespace {

class TopWorker : public SweepWorker {
public:
    TopWorker(const SweepOrder& order, std::uint64_t most)
        : sign_(order.most_first ? -1.0 : 1.0), most_(most) {}

    void take(const TileRun& tile, TextBuffer&) override {
        const std::vector<double>& values = tile.result(0);
        for (std::size_t i = 0; i < tile.lanes(); ++i) {
            const double key = std::isnan(values[i]) ? last : sign_ * values[i];
            // rows come in order: of two that are equal the later has no place
            if (heap_.size() == most_ && !(key < heap_.front().first)) continue;
            add({key, tile.row(i)});
        }
    }
    void add(const std::pair<double, std::uint64_t>& row) {
        heap_.push_back(row);
        std::push_heap(heap_.begin(), heap_.end());
        if (heap_.size() <= most_) return;
        std::pop_heap(heap_.begin(), heap_.end());
        heap_.pop_back();
    }
    [[nodiscard]] const std::vector<std::pair<double, std::uint64_t>>& rows() const { return heap_; }

private:
    static constexpr double last = std::numeric_limits<double>::infinity();
    double sign_;
    std::uint64_t most_;
    std::vector<std::pair<double, std::uint64_t>> heap_;  // the last of them in front
};

}  // namespace

std::optional<std::vector<std::uint64_t>> top_rows(const SweepRun& run, const SweepOrder& order,
                                                   std::uint64_t most) {
    Sweep sweep = run.sweep;
    sweep.metrics = {order.metric};
    SweepRun ordered{sweep, run.rows, run.threads, run.sink, run.stop};
    std::vector<TopWorker> workers(std::max(1U, run.threads), TopWorker(order, most));
    if (most == 0) return std::vector<std::uint64_t>();
    if (!run_sweep(ordered, [&](unsigned thread) -> SweepWorker& { return workers[thread]; }))
        return std::nullopt;
    TopWorker& all = workers.front();
    for (std::size_t i = 1; i < workers.size(); ++i) {
        for (const auto& row : workers[i].rows()) all.add(row);
    }
    std::vector<std::pair<double, std::uint64_t>> sorted = all.rows();
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::uint64_t> rows;
    rows.reserve(sorted.size());
    for (const auto& [key, row] : sorted) rows.push_back(row);
    return rows;
}

}  // namespace aicost
