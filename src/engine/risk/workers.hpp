// Several threads over the pieces of one task. A piece's number says what it is, who takes it does not
// matter.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace aicost::risk {

class Workers {
public:
    explicit Workers(unsigned threads) : threads_(std::max(1U, threads)) {}

    // Calls make_work() once a thread, and what it returns with each piece 0 … pieces-1 that the thread
    // takes.
    template <class MakeWork>
    void run(std::size_t pieces, MakeWork make_work) const {
        std::atomic<std::size_t> next{0};
        std::vector<std::exception_ptr> failures(threads_);
        const auto take = [&](std::size_t thread) {
            try {
                auto work = make_work();
                for (std::size_t piece = next++; piece < pieces; piece = next++) work(piece);
            } catch (...) {
                failures[thread] = std::current_exception();
            }
        };
        const std::size_t several = std::min<std::size_t>(threads_, pieces);
        std::vector<std::thread> others;
        others.reserve(several);
        try {
            for (std::size_t i = 1; i < several; ++i) others.emplace_back(take, i);
        } catch (const std::exception&) {
            // no more threads, or no memory for them: those that are there take every piece
        }
        take(0);
        for (std::thread& other : others) other.join();
        for (const std::exception_ptr& failure : failures) {
            if (failure) std::rethrow_exception(failure);
        }
    }

private:
    unsigned threads_;
};

}  // namespace aicost::risk
