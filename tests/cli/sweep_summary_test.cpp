#include <algorithm>
#include <cmath>
#include <random>

#include "catch.hpp"
#include "cli/sweep/summary.hpp"

using namespace aicost;

TEST_CASE("a histogram finds ranks to 1/4,096 of the value, of either sign") {
    std::mt19937_64 random(9);
    std::normal_distribution<double> size(0.0, 4.0);
    std::vector<double> values;
    Histogram one, other;
    for (int i = 0; i < 20001; ++i) {
        const double value = std::exp(size(random)) * (random() % 3 == 0 ? -1.0 : 1.0);
        values.push_back(value);
        (i % 2 == 0 ? one : other).add(value);
    }
    one.add(other);
    std::sort(values.begin(), values.end());
    for (const std::size_t rank : {0U, 1U, 500U, 6000U, 10000U, 19999U, 20000U}) {
        INFO(rank);
        CHECK(std::abs(one.at_rank(rank) - values[rank]) <= std::abs(values[rank]) / 4096.0);
    }
}

TEST_CASE("a value counted many times is that many values") {
    Histogram histogram;
    histogram.add(1.0, 10);
    histogram.add(100.0, 11);
    CHECK(std::abs(histogram.at_rank(9) - 1.0) < 1e-3);
    CHECK(std::abs(histogram.at_rank(10) - 100.0) < 0.1);
}
