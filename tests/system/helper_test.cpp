#include "system/helper.hpp"

#include <atomic>
#include <set>

#include "catch.hpp"

namespace helper_test {

using namespace aicost;

TEST_CASE("the helper does one thing after the other, and the workers of its maker's thread turn to it") {
    std::vector<int> order;
    std::thread::id other;
    {
        Helper helper;
        for (int i = 0; i < 100; ++i) helper.begin([&, i] { order.push_back(i); });
        helper.begin([&] { other = std::this_thread::get_id(); });
        helper.wait();
        CHECK(order.size() == 100);
        CHECK(std::is_sorted(order.begin(), order.end()));
        if (Ready::at_hand == nullptr) return;  // a machine that runs one thread at once
        std::mutex mutex;
        std::set<std::thread::id> threads;
        std::atomic<int> there{0};
        Workers(2).run(2, [&](unsigned) {
            return [&](std::uint64_t) {
                {
                    const std::scoped_lock lock(mutex);
                    threads.insert(std::this_thread::get_id());
                }
                for (++there; there < 2;) std::this_thread::yield();
                Workers(2).run(2, [](unsigned) { return [](std::uint64_t) {}; });  // within its own work
            };
        });
        CHECK(threads == std::set{std::this_thread::get_id(), other});
        std::thread([] { CHECK(Ready::at_hand == nullptr); }).join();
        helper.begin([&] { order.clear(); });
    }
    CHECK(order.empty());
    CHECK(Ready::at_hand == nullptr);
}

TEST_CASE("a failure on the helper is the caller's") {
    const Helper helper;
    CHECK_THROWS_AS(Workers(2).run(2,
                                   [](unsigned) {
                                       return [](std::uint64_t piece) {
                                           if (piece == 1) throw std::runtime_error("no");
                                       };
                                   }),
                    std::runtime_error);
}

}  // namespace helper_test
