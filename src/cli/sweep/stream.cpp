#include "cli/sweep/stream.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <exception>
#include <iterator>
#include <mutex>
#include <thread>
#include <vector>

#include "cli/terminal.hpp"
#include "report/formatted.hpp"

namespace aicost {

namespace {

constexpr std::uint64_t rows_of_a_turn =
    2048;  // about: enough that a turn is rare, little enough to stay in a cache

volatile std::sig_atomic_t interrupted = 0;
void on_interrupt(int signal) { interrupted = signal; }

class InterruptGuard {
public:
    InterruptGuard() {
        for (std::size_t i = 0; i < std::size(signals); ++i) {
            before_[i] = std::signal(signals[i], on_interrupt);
            // in the background of a script, or under nohup, it is not for us
            if (before_[i] == SIG_IGN) std::signal(signals[i], SIG_IGN);
        }
    }
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;
    ~InterruptGuard() {
        for (std::size_t i = 0; i < std::size(signals); ++i) std::signal(signals[i], before_[i]);
    }

private:
    static constexpr int signals[] = {SIGINT, SIGTERM, SIGHUP};
    void (*before_[std::size(signals)])(int);
};

class Progress {
public:
    Progress(int columns, std::uint64_t count) : columns_(columns), count_(static_cast<double>(count)) {}
    ~Progress() {
        if (drawn_) write_error("\r\x1b[K");
    }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void done(std::uint64_t rows) {
        if (columns_ == 0) return;
        const auto now = Clock::now();
        if (now - last_ < std::chrono::milliseconds(100)) return;
        last_ = now;
        const double seconds = std::chrono::duration<double>(now - start_).count();
        const double rate = static_cast<double>(rows) / seconds;
        const double share = static_cast<double>(rows) / count_;
        const std::string figures = formatted(" {:3.0f}%  {:.3g} million/s  {:.0f} s left", share * 100.0,
                                              rate / 1e6, (count_ - static_cast<double>(rows)) / rate);
        // the bar takes what the figures leave; a line that is full would go on in the next one
        constexpr int most = 30, brackets = 2;
        const int room = columns_ - 1 - static_cast<int>(figures.size()) - brackets;
        const int width = std::clamp(room, 0, most);
        const int filled = static_cast<int>(share * width);
        std::string line = formatted("[{:#<{}}{:.<{}}]", "", filled, "", width - filled) + figures;
        line.resize(std::min(line.size(), static_cast<std::size_t>(columns_ - 1)));
        write_error("\r" + line + "\x1b[K");
        drawn_ = true;
    }

private:
    using Clock = std::chrono::steady_clock;
    int columns_;
    double count_;
    bool drawn_ = false;
    Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace

void obey_interrupt() {
    if (interrupted != 0) std::raise(interrupted);
}

bool run_sweep(const SweepRun& run, const std::function<SweepWorker&(unsigned thread)>& worker) {
    const Batch batch(run.plan.profile.scenario, run.plan.paths(), run.plan.metrics);
    const Tiling tiling(run.plan.axes);
    const InterruptGuard guard;
    Progress progress(run.progress_columns, run.rows.to - run.rows.from);
    if (run.rows.from == run.rows.to) return true;

    const std::uint64_t first_tile = tiling.tile_of(run.rows.from);
    const std::uint64_t last_tile = tiling.tile_of(run.rows.to - 1);
    const RowSpan one = tiling.rows(first_tile);
    const std::uint64_t tiles_of_a_turn =
        std::max(std::uint64_t{1}, rows_of_a_turn / std::max(std::uint64_t{1}, one.to - one.from));
    const std::uint64_t turns = (last_tile - first_tile) / tiles_of_a_turn + 1;

    std::atomic<std::uint64_t> next{0}, turn{0};
    std::atomic<bool> stop{false};
    std::exception_ptr failure;
    std::mutex failing;

    // A turn that fails is taken nevertheless, so that nobody waits for it.
    const auto guarded = [&](auto step) {
        try {
            step();
        } catch (...) {
            const std::scoped_lock lock(failing);
            if (!failure) failure = std::current_exception();
            stop = true;
        }
    };
    const auto work = [&](SweepWorker& mine) {
        TileRun tile(run.plan, tiling, batch);
        TextBuffer text;
        // who has taken a turn passes it on, so that a stop leaves nobody waiting; no other is taken after it
        while (!stop) {
            const std::uint64_t now = next.fetch_add(1);
            if (now >= turns) return;
            if (interrupted != 0) stop = true;
            text.clear();
            const std::uint64_t from = first_tile + now * tiles_of_a_turn;
            const std::uint64_t to = std::min(from + tiles_of_a_turn, last_tile + 1);
            std::uint64_t reached = run.rows.from;
            guarded([&] {
                for (std::uint64_t id = from; id < to && !stop; ++id) {
                    RowSpan rows = tiling.rows(id);
                    rows = {std::max(rows.from, run.rows.from), std::min(rows.to, run.rows.to)};
                    tile.evaluate(id, rows);
                    mine.take(tile, text);
                    reached = rows.to;
                }
            });
            for (std::uint64_t at = turn; at != now; at = turn) turn.wait(at);
            guarded([&] {
                if (!stop && run.out != nullptr && !run.out->write(text.text())) stop = true;
                if (!stop) progress.done(reached - run.rows.from);
            });
            turn = now + 1;
            turn.notify_all();
        }
    };
    const auto threads = static_cast<unsigned>(std::min<std::uint64_t>(run.threads, turns));
    {
        std::vector<std::jthread> others;
        // where no more threads can be made, those that are there take every turn
        try {
            for (unsigned thread = 1; thread < threads; ++thread)
                others.emplace_back([&, thread] { guarded([&] { work(worker(thread)); }); });
        } catch (const std::exception&) {
        }
        guarded([&] { work(worker(0)); });
    }
    if (failure) std::rethrow_exception(failure);
    return !stop;
}

}  // namespace aicost
