// One more thread for a command of a few milliseconds, for which starting one for each of its parts would take too long:
// it waits for work. The Workers of the thread that made it turn to it before they start threads.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "system/workers.hpp"

namespace aicost {

class Helper final : public Ready {
public:
    // Starts it, where the machine runs two threads at once. One at a time.
    Helper();
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;
    ~Helper();  // after its work

    // Without a thread: at once, on this one.
    void begin(std::function<void()> work) override;
    void wait() override;

private:
    void serve();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> work_;  // the first of them is being done
    bool ends_ = false;
    std::thread thread_;
};

}  // namespace aicost
