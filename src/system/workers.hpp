// Runs the pieces of one task on several threads. Results must not depend on which thread takes which piece.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <thread>
#include <type_traits>
#include <vector>

namespace aicost {

// A thread that stands ready for work (helper.hpp): it does one thing after the other, and they must not throw.
class Ready {
public:
    virtual void begin(std::function<void()> work) = 0;
    virtual void wait() = 0;  // until all of it is done
    // For the thread that made it; null: there is none.
    inline static constinit thread_local Ready* at_hand = nullptr;

protected:
    ~Ready() = default;
};

class Workers {
public:
    explicit Workers(unsigned threads) : threads_(std::max(1U, threads)) {}
    // As many as the machine runs at once, up to `most`.
    static Workers of_machine(unsigned most) {
        return Workers(std::min(most, std::thread::hardware_concurrency()));
    }
    [[nodiscard]] bool are_several() const { return threads_ > 1; }

    // Calls make_work(thread) once per thread, and the function it returns with each piece 0 … pieces-1 that the
    // thread takes. If that returns false, the thread takes no more.
    template <class MakeWork>
    void run(std::uint64_t pieces, MakeWork make_work) const {
        std::atomic<std::uint64_t> next{0};
        std::vector<std::exception_ptr> failures(threads_);
        const auto take = [&](unsigned thread) {
            try {
                auto work = make_work(thread);
                for (std::uint64_t piece = next++; piece < pieces; piece = next++) {
                    if constexpr (std::is_same_v<decltype(work(piece)), bool>) {
                        if (!work(piece)) return;
                    } else {
                        work(piece);
                    }
                }
            } catch (...) {
                failures[thread] = std::current_exception();
            }
        };
        const auto several = static_cast<unsigned>(std::min<std::uint64_t>(threads_, pieces));
        Ready* const helper = several > 1 ? Ready::at_hand : nullptr;
        if (helper != nullptr) helper->begin([&] { take(1); });
        std::vector<std::thread> others;
        others.reserve(several);
        try {
            for (unsigned i = helper == nullptr ? 1 : 2; i < several; ++i) others.emplace_back(take, i);
        } catch (const std::exception&) {
            // no more threads, or no memory for them: the existing ones take every piece
        }
        take(0);
        if (helper != nullptr) helper->wait();
        for (std::thread& other : others) other.join();
        for (const std::exception_ptr& failure : failures) {
            if (failure) std::rethrow_exception(failure);
        }
    }

private:
    unsigned threads_;
};

}  // namespace aicost
