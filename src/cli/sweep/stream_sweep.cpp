#include "cli/sweep/stream_sweep.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iterator>

#include "cli/terminal.hpp"
#include "report/formatted.hpp"

namespace aicost {

namespace {

volatile std::sig_atomic_t interrupted = 0;
void on_interrupt(int signal) { interrupted = signal; }

class InterruptGuard {
public:
    InterruptGuard() {
        for (std::size_t i = 0; i < std::size(signals); ++i) {
            before_[i] = std::signal(signals[i], on_interrupt);
            // ignored in the background of a script or under nohup: leave it so
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
        // the bar gets the room left by the figures; a full line would wrap
        constexpr int max = 30, brackets = 2;
        const int room = columns_ - 1 - static_cast<int>(figures.size()) - brackets;
        const int width = std::clamp(room, 0, max);
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

void stream_sweep(const SweepStream& stream, const std::function<void(const SweepRun& run)>& run) {
    const InterruptGuard guard;
    Progress progress(stream.progress_columns, stream.rows.to - stream.rows.from);
    const auto sink = [&](std::string_view text, std::uint64_t rows) {
        if (stream.out != nullptr && !stream.out->write(text)) return false;
        progress.done(rows);
        return true;
    };
    run({stream.sweep, stream.rows, stream.threads, sink, [] { return interrupted != 0; }});
}

}  // namespace aicost
