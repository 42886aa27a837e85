#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "catch.hpp"
#include "engine/sweep/histogram.hpp"

namespace histogram_test {

using namespace aicost;

TEST_CASE("a histogram finds ranks to 1/2,048 of the value, of either sign") {
    std::mt19937_64 random(9);
    std::normal_distribution<double> size(0.0, 4.0);
    std::vector<double> values;
    Histogram one, other;
    for (int i = 0; i < 20001; ++i) {
        const double value = std::exp(size(random)) * (random() % 3 == 0 ? -1.0 : 1.0);
        values.push_back(value);
    }
    const std::span<const double> all(values);
    one.add(all.first(7001));
    other.add(all.subspan(7001, 13));
    other.add(all.subspan(7014));
    one.add(other);
    std::sort(values.begin(), values.end());
    CHECK(one.count() == values.size());
    CHECK(one.min() == values.front());
    CHECK(one.max() == values.back());
    for (const std::size_t rank : {0U, 1U, 500U, 6000U, 10000U, 19999U, 20000U}) {
        INFO(rank);
        CHECK(std::abs(one.at_rank(rank) - values[rank]) <= std::abs(values[rank]) / 2048.0);
    }
}

TEST_CASE("a value counted many times is that many values") {
    Histogram histogram;
    histogram.add(1.0, 10);
    histogram.add(100.0, 11);
    CHECK(histogram.count() == 21);
    CHECK(std::abs(histogram.at_rank(9) - 1.0) < 1e-3);
    CHECK(std::abs(histogram.at_rank(10) - 100.0) < 0.1);
}

TEST_CASE("a NaN is no value") {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> values{none, 3.0, -none, 5.0, none, none, 4.0, none, none};
    Histogram histogram;
    histogram.add(values);
    histogram.add(none, 7);
    CHECK(histogram.count() == 3);
    CHECK(histogram.min() == 3.0);
    CHECK(histogram.max() == 5.0);
    CHECK(std::abs(histogram.at_rank(1) - 4.0) < 0.01);

    Histogram empty;
    empty.add(std::vector<double>{none, none});
    CHECK(empty.count() == 0);
}

TEST_CASE("counts go on beyond what 32 bits hold") {
    constexpr std::uint64_t max = std::numeric_limits<std::uint32_t>::max();
    Histogram histogram;
    histogram.add(1.0, max);
    histogram.add(1.0, 5);
    histogram.add(std::vector<double>{1.0, 2.0});
    histogram.add(2.0, 2 * max);
    CHECK(histogram.count() == 3 * max + 7);
    CHECK(std::abs(histogram.at_rank(max + 5) - 1.0) < 1e-3);
    CHECK(std::abs(histogram.at_rank(max + 6) - 2.0) < 2e-3);
}

}  // namespace histogram_test
