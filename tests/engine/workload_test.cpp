#include "aicost/workload.hpp"

#include <cmath>
#include <numeric>

#include "scenarios.hpp"

namespace workload_test {

using namespace aicost;
using namespace aicost::testing;

TEST_CASE("the volume of a month is the day's times the days, grown month by month", "[workload]") {
    Workload work;
    work.tokens_per_day = tokens(2e6);
    CHECK(volume_of_month(work, 30, 1).value() == near(60e6));
    CHECK(volume_of_month(work, 30.4375, 24).value() == near(60.875e6));
    work.growth_per_month = 0.10;
    // 60 M · 1.1^2
    CHECK(volume_of_month(work, 30, 3).value() == near(72.6e6));
    work.growth_per_month = -0.5;
    CHECK(volume_of_month(work, 30, 3).value() == near(15e6));
}

TEST_CASE("requests times their sizes make the volume, and the output share where none is stated",
          "[workload]") {
    Workload work;
    work.requests_per_day = 1000;
    work.input_tokens_per_request = tokens(1800);
    work.output_tokens_per_request = tokens(200);
    CHECK(volume_per_day(work).value() == near(2e6));
    CHECK(output_share(work) == near(0.1));  // 200 of 2,000
    work.output_share = 0.4;
    CHECK(output_share(work) == near(0.4));
}

TEST_CASE("one request size alone, or two of 0, leave the output share at a quarter", "[workload]") {
    Workload work;
    CHECK(output_share(work) == near(0.25));
    work.input_tokens_per_request = tokens(1800);
    CHECK(output_share(work) == near(0.25));
    work.input_tokens_per_request = tokens(0);
    work.output_tokens_per_request = tokens(0);
    CHECK(output_share(work) == near(0.25));
}

TEST_CASE("cache shares are shares of the input, the rest of it is fresh", "[workload]") {
    Workload work;
    work.output_share = 0.2;
    work.cache_read_share = 0.5;
    work.cache_write_share = 0.2;
    work.cache_write_1h_share = 0.1;
    const TokenMix mix = token_mix(work);
    // input is 0.8 of all: C 0.4, W 0.16, X 0.08, F = 0.8 - 0.64
    CHECK(mix.cache_read == near(0.40));
    CHECK(mix.cache_write == near(0.16));
    CHECK(mix.cache_write_1h == near(0.08));
    CHECK(mix.fresh_input == near(0.16));
    CHECK(mix.output == near(0.20));
}

TEST_CASE("shares that use up all input leave none of it fresh, not a negative rest", "[workload]") {
    Workload work;
    work.cache_read_share = 0.1;
    work.cache_write_share = 0.2;
    work.cache_write_1h_share = 0.7;  // 1 - 0.1 - 0.2 - 0.7 is -2.8e-17 in doubles
    CHECK(token_mix(work).fresh_input >= 0.0);
    CHECK(token_mix(work).fresh_input == near(0.0));
}

TEST_CASE("load shapes have mean 1 and the documented peaks", "[workload]") {
    const auto mean = [](const LoadShape& shape) {
        const auto weights = shape.weights();
        return std::accumulate(weights.begin(), weights.end(), 0.0) / 24.0;
    };
    LoadShape shape;
    CHECK(shape.peak() == near(1));

    shape.kind = LoadShape::Kind::business_hours;
    CHECK(shape.peak() == near(3));  // 24 hours' work in 8
    CHECK(mean(shape) == near(1));
    CHECK(shape.weights()[8] == 0.0);
    CHECK(shape.weights()[9] == near(3));
    CHECK(shape.weights()[16] == near(3));
    CHECK(shape.weights()[17] == 0.0);

    shape.kind = LoadShape::Kind::diurnal;
    CHECK(shape.peak() == near(1.8));
    CHECK(mean(shape) == near(1));
    CHECK(shape.weights()[3] == near(0.2));   // least at 3 at night: 1 - 0.8
    CHECK(shape.weights()[9] == near(1.0));   // cos(pi/2) = 0
    CHECK(shape.weights()[15] == near(1.8));  // most at 3 in the afternoon: 1 + 0.8
}

TEST_CASE("own weights are normalised: only their proportions count", "[workload]") {
    LoadShape shape;
    shape.kind = LoadShape::Kind::weights;
    shape.own_weights.fill(0.0);
    shape.own_weights[10] = 5;
    shape.own_weights[11] = 15;
    // sum 20, mean 20/24: the largest is 15·24/20
    CHECK(shape.peak() == near(18));
    CHECK(shape.weights()[10] == near(6));
    CHECK(shape.weights()[0] == 0.0);
}

TEST_CASE("a volume of 0 stays 0 whatever it grows by", "[workload]") {
    Workload work;
    work.tokens_per_day = tokens(0);
    work.growth_per_month = 5;
    CHECK(figures_of(work, 30).tokens_of_month.value() == 0.0);
}

}  // namespace workload_test
