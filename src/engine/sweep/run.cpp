// Computes a span of rows on several threads, and hands the results over in order.
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

#include "aicost/sweep.hpp"
#include "system/workers.hpp"

namespace aicost {

namespace {

constexpr std::uint64_t rows_of_a_turn =
    2048;  // about: large enough that turns are rare, small enough to stay in cache

// A turn is the tiles that one thread takes at a time; texts are handed over in order of turns.
class Turns {
public:
    Turns(const SweepRun& run, const Tiling& tiling)
        : run_(run),
          tiling_(tiling),
          first_tile_(tiling.tile_of(run.rows.from)),
          last_tile_(tiling.tile_of(run.rows.to - 1)) {
        const RowSpan one = tiling.rows(first_tile_);
        tiles_of_a_turn_ =
            std::max(std::uint64_t{1}, rows_of_a_turn / std::max(std::uint64_t{1}, one.to - one.from));
    }

    [[nodiscard]] std::uint64_t count() const { return (last_tile_ - first_tile_) / tiles_of_a_turn_ + 1; }

    // False: take no more.
    bool take(std::uint64_t now, TileRun& tile, SweepWorker& worker, TextBuffer& text) {
        if (run_.stop && run_.stop()) stop_ = true;
        text.clear();
        const std::uint64_t from = first_tile_ + now * tiles_of_a_turn_;
        const std::uint64_t to = std::min(from + tiles_of_a_turn_, last_tile_ + 1);
        std::uint64_t reached = run_.rows.from;
        guarded([&] {
            for (std::uint64_t id = from; id < to && !stop_; ++id) {
                RowSpan rows = tiling_.rows(id);
                rows = {std::max(rows.from, run_.rows.from), std::min(rows.to, run_.rows.to)};
                tile.evaluate(id, rows);
                if (tile.lanes() > 0) worker.take(tile, text);
                reached = rows.to;
            }
        });
        for (std::uint64_t at = turn_; at != now; at = turn_) turn_.wait(at);
        guarded([&] {
            if (!stop_ && run_.sink && !run_.sink(text.text(), reached - run_.rows.from)) stop_ = true;
        });
        // always pass the turn on, so that no thread is left waiting after a stop
        turn_ = now + 1;
        turn_.notify_all();
        return !stop_;
    }

    bool complete() {
        if (failure_) std::rethrow_exception(failure_);
        return !stop_;
    }

private:
    // A failed turn still counts as done, so that no thread waits for it.
    template <class Step>
    void guarded(Step step) {
        try {
            step();
        } catch (...) {
            const std::scoped_lock lock(failing_);
            if (!failure_) failure_ = std::current_exception();
            stop_ = true;
        }
    }

    const SweepRun& run_;
    const Tiling& tiling_;
    std::uint64_t first_tile_, last_tile_, tiles_of_a_turn_ = 1;
    std::atomic<std::uint64_t> turn_{0};
    std::atomic<bool> stop_{false};
    std::exception_ptr failure_;
    std::mutex failing_;
};

}  // namespace

bool run_sweep(const SweepRun& run, const std::function<SweepWorker&(unsigned thread)>& worker) {
    if (run.rows.from == run.rows.to) return true;
    const Batch batch(run.sweep.scenario, run.sweep.paths(), run.sweep.evaluated());
    const Tiling tiling(run.sweep.axes);
    Turns turns(run, tiling);
    Workers(run.threads).run(turns.count(), [&](unsigned thread) {
        return
            [&turns, &mine = worker(thread), tile = TileRun(run.sweep, tiling, batch),
             text = TextBuffer()](std::uint64_t turn) mutable { return turns.take(turn, tile, mine, text); };
    });
    return turns.complete();
}

void run_rows(const Sweep& sweep, std::span<const std::uint64_t> rows, SweepWorker& worker,
              TextBuffer& text) {
    if (rows.empty()) return;
    const Batch batch(sweep.scenario, sweep.paths(), sweep.evaluated());
    const Tiling tiling(sweep.axes);
    TileRun tile(sweep, tiling, batch);
    for (const std::uint64_t row : rows) {
        tile.evaluate(tiling.tile_of(row), {row, row + 1});
        if (tile.lanes() > 0) worker.take(tile, text);
    }
}

}  // namespace aicost
