#include "system/helper.hpp"

#include <system_error>
#include <utility>

#include "system/one_piece.hpp"

namespace aicost {

Helper::Helper() {
    if (std::thread::hardware_concurrency() < 2) return;
    try {
        thread_ = std::thread([this] { serve(); });
        at_hand = this;
    } catch (const std::system_error&) {
        // no more threads
    }
}

Helper::~Helper() {
    if (!thread_.joinable()) return;
    at_hand = nullptr;
    {
        const std::scoped_lock lock(mutex_);
        ends_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Helper::begin(std::function<void()> work) {
    if (!thread_.joinable()) return work();
    {
        const std::scoped_lock lock(mutex_);
        work_.push_back(std::move(work));
    }
    changed_.notify_all();
}

void Helper::wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return work_.empty(); });
}

void Helper::serve() {
    const one_piece::Joined memory;
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [&] { return ends_ || !work_.empty(); });
        if (work_.empty()) return;
        const std::function<void()>& work = work_.front();
        lock.unlock();
        work();
        lock.lock();
        work_.pop_front();
        changed_.notify_all();
    }
}

}  // namespace aicost
