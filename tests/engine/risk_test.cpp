#include "aicost/risk.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "aicost/profile.hpp"
#include "catch.hpp"
#include "engine/risk/columns.hpp"
#include "engine/risk/marginal.hpp"
#include "engine/risk/sampler.hpp"
#include "engine/risk/shuffle.hpp"
#include "engine/risk/special.hpp"
#include "engine/risk/spread.hpp"

#ifdef __x86_64__
namespace aicost::risk {
extern const ColumnKernels avx2_columns;
}
#endif

namespace risk_test {

using namespace aicost;

namespace {

Scenario article(const std::string& tokens = "2M") {
    const std::vector<Override> overrides{{"workload.tokens_per_day", tokens}};
    return load_profile(*built_in_profile("article"), overrides)->scenario;
}

const UncertainInput volume{"workload.tokens_per_day", Uniform{1e6, 2e6}};

RiskOptions with(std::uint64_t draws, std::uint64_t seed = 1,
                 RiskOptions::Sampling sampling = RiskOptions::Sampling::latin_hypercube) {
    RiskOptions options;
    options.draws = draws;
    options.seed = seed;
    options.sampling = sampling;
    options.metrics = {"local.savings", "local.break_even_month"};
    return options;
}

// All draws of all inputs.
std::vector<std::vector<double>> draws_of(const Scenario& scenario, const std::vector<UncertainInput>& inputs,
                                          const std::vector<RankCorrelation>& correlations,
                                          const RiskOptions& options) {
    const risk::Sampler sampler(scenario, inputs, correlations, options);
    std::vector<std::vector<double>> all(inputs.size(),
                                         std::vector<double>(options.draws + risk::Sampler::block));
    for (std::uint64_t first = 0; first < options.draws; first += risk::Sampler::block) {
        std::vector<double*> columns;
        for (auto& column : all) columns.push_back(column.data() + first);
        sampler.fill(first, std::min<std::uint64_t>(risk::Sampler::block, options.draws - first), columns);
    }
    for (auto& column : all) column.resize(options.draws);
    return all;
}

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto ranked = [](const std::vector<double>& values) {
        std::vector<std::size_t> order(values.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
        std::vector<double> ranks(values.size());
        for (std::size_t i = 0; i < order.size(); ++i) ranks[order[i]] = static_cast<double>(i);
        return ranks;
    };
    const auto x = ranked(a), y = ranked(b);
    const double mean = (static_cast<double>(a.size()) - 1) / 2;
    double together = 0, alone = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        together += (x[i] - mean) * (y[i] - mean);
        alone += (x[i] - mean) * (x[i] - mean);
    }
    return together / alone;
}

}  // namespace

TEST_CASE("own functions agree with the C library's", "[risk]") {
    double exponential = 0, less_one = 0, logarithm = 0, cdf = 0, quantile = 0;
    for (double x = -50; x < 50; x += 0.0137)
        exponential = std::max(exponential, std::abs(aicost::exponential(x) / std::exp(x) - 1));
    for (double x = 1e-300; x < 600; x *= 1.0173) {
        for (const double at : {x, -x})
            less_one = std::max(less_one, std::abs(aicost::exponential_less_one(at) / std::expm1(at) - 1));
    }
    for (double x = 1e-12; x < 1e12; x *= 1.0173)
        logarithm = std::max(
            logarithm, std::abs(aicost::logarithm(x) - std::log(x)) / std::max(1e-2, std::abs(std::log(x))));
    for (double z = -8; z < 8; z += 0.0093) {
        const double p = 0.5 * std::erfc(-z / std::sqrt(2.0));
        cdf = std::max(cdf, std::abs(risk::normal_cdf(z) / p - 1));
        if (z < 3) quantile = std::max(quantile, std::abs(risk::normal_quantile(p) - z));
    }
    CHECK(exponential < 4e-16);
    CHECK(less_one < 2e-15);
    CHECK(logarithm < 1e-15);
    CHECK(cdf < 2e-13);
    CHECK(quantile < 2e-13);
    CHECK(risk::incomplete_beta(2, 3, 0.3) == Approx(0.3483).epsilon(1e-13));
    CHECK(risk::incomplete_beta(1, 5, 0.9) == Approx(1 - 1e-5).epsilon(1e-14));
}

TEST_CASE("the generator is Philox4x32-10 as published", "[risk]") {
    const std::uint64_t seed = 0x0123456789abcdefU;
    const philox4x32_key_t key{{0x89abcdefU, 0x01234567U}};
    for (const std::uint64_t first : {std::uint64_t{0}, std::uint64_t{4096}, std::uint64_t{0x3fffffff0U}}) {
        std::vector<std::uint32_t> words(2052);
        risk::column_kernels().random_words({seed, risk::Purpose::shuffle, 5}, first, words.size(),
                                            words.data());
        for (std::size_t i = 0; i < words.size(); i += 4) {
            const std::uint64_t place = (first + i) / 4;
            const philox4x32_ctr_t counter{{static_cast<std::uint32_t>(place),
                                            static_cast<std::uint32_t>(place >> 32U), 5,
                                            static_cast<std::uint32_t>(risk::Purpose::shuffle)}};
            const auto drawn = philox4x32(counter, key);
            for (std::size_t k = 0; k < 4; ++k) REQUIRE(words[i + k] == drawn.v[k]);
        }
    }
}

#ifdef __x86_64__
TEST_CASE("the loops of both builds give the same bytes", "[risk]") {
    if (__builtin_cpu_supports("avx2") == 0) return;
    using risk::avx2_columns;
    using risk::portable_columns;
    constexpr std::size_t count = 1003;  // no multiple of anything
    std::vector<std::uint32_t> words(1004), low(1004), place(count), other(count);
    portable_columns.random_words({1, risk::Purpose::place, 0}, 0, 1004, words.data());
    avx2_columns.random_words({1, risk::Purpose::place, 0}, 0, 1004, low.data());
    CHECK(words == low);
    const risk::Feistel network{32, 32, {words[0], words[1], words[2], words[3]}};
    portable_columns.permute(network, 0, count, place.data());
    avx2_columns.permute(network, 0, count, other.data());
    CHECK(place == other);
    const auto both = [&](const auto& work) {
        std::vector<double> one(count), two(count);
        portable_columns.even(one.data(), words.data(), low.data(), count);
        avx2_columns.even(two.data(), words.data(), low.data(), count);
        one[7] = two[7] = 1e-14;  // far out
        work(portable_columns, one.data());
        work(avx2_columns, two.data());
        return one == two;
    };
    CHECK(both([&](const auto& k, double* u) { k.stratified(u, place.data(), words.data(), 1024, count); }));
    CHECK(both([&](const auto& k, double* u) { k.normal_quantiles(u, count); }));
    CHECK(both([&](const auto& k, double* u) { k.exponentials(u, 2.0, 3.0, count); }));
    CHECK(both([&](const auto& k, double* u) { k.affine(u, 2.0, 3.0, count); }));
    CHECK(both([&](const auto& k, double* u) { k.triangle(u, {1, 4, 3, 6, 1.0 / 3}, count); }));
    CHECK(both([&](const auto& k, double* u) { k.clamp(u, 0.25, 0.75, count); }));
    std::vector<double> weighted(count, 0.1);
    CHECK(both([&](const auto& k, double* u) { k.add(u, weighted.data(), 0.3, count); }));
}
#endif

TEST_CASE("normal quantiles by the column are those one by one", "[risk]") {
    std::vector<double> u{1e-300, 1e-14, 1.3e-11, 1.4e-11, 1e-5,   0.0749,
                          0.0751, 0.3,   0.5,     0.9249,  0.9251, 1 - 1e-9};
    std::vector<double> z = u;
    risk::column_kernels().normal_quantiles(z.data(), z.size());
    for (std::size_t i = 0; i < u.size(); ++i) CHECK(z[i] == risk::normal_quantile(u[i]));
}

TEST_CASE("a shuffle meets every place once, at any size", "[risk]") {
    for (const std::uint64_t size : {1U, 2U, 3U, 5U, 10U, 99U, 100U, 101U, 1000U, 65'537U}) {
        const risk::Shuffle shuffle(7, 3, size);
        std::vector<std::uint32_t> places(size);
        shuffle.places(0, size, places.data());
        std::vector<bool> met(size);
        for (const std::uint32_t place : places) {
            REQUIRE(place < size);
            CHECK_FALSE(met[place]);
            met[place] = true;
        }
        std::uint32_t last = 0;
        shuffle.places(size - 1, 1, &last);
        CHECK(last == places.back());
    }
}

TEST_CASE("a latin hypercube has one draw in each stratum of each input", "[risk]") {
    const Scenario scenario = article();
    const std::vector<UncertainInput> inputs{volume, {"cloud.price_per_mtok", Uniform{0, 1}}};
    const auto draws = draws_of(scenario, inputs, {}, with(5000));
    for (const auto& [column, low, width] :
         {std::tuple(draws[0], 1e6, 1e6), std::tuple(draws[1], 0.0, 1.0)}) {
        std::vector<bool> met(5000);
        for (const double x : column) {
            const auto stratum = static_cast<std::size_t>((x - low) / width * 5000);
            REQUIRE(stratum < 5000);
            CHECK_FALSE(met[stratum]);
            met[stratum] = true;
        }
    }
    CHECK(std::abs(rank_correlation(draws[0], draws[1])) < 3 / std::sqrt(5000.0));
}

TEST_CASE("quantiles of each distribution are those of theory", "[risk]") {
    const Scenario scenario = article();
    const auto quantiles = [&](const Distribution& distribution) {
        const std::vector<UncertainInput> inputs{{"local.hardware.gpu.unit_price", distribution}};
        auto column = draws_of(scenario, inputs, {}, with(100'000))[0];
        std::sort(column.begin(), column.end());
        return std::array{column[4'999], column[49'999], column[94'999]};
    };
    const auto close = [](const std::array<double, 3>& is, const std::array<double, 3>& expected) {
        for (std::size_t i = 0; i < 3; ++i) CHECK(is[i] == Approx(expected[i]).epsilon(2e-4));
    };
    close(quantiles(Uniform{100, 200}), {105, 150, 195});
    close(quantiles(Normal{1000, 100}), {1000 - 164.4854, 1000, 1000 + 164.4854});
    close(quantiles(LogNormal{1000, 0.5}), {1000 * std::exp(-0.8224268), 1000, 1000 * std::exp(0.8224268)});
    close(quantiles(Triangular{0, 100, 200}),
          {std::sqrt(0.05 * 200 * 100), 100, 200 - std::sqrt(0.05 * 200 * 100)});
    close(quantiles(Pert{0, 100, 200}), {200 * 0.1892590, 100, 200 * (1 - 0.1892590)});  // beta(3, 3)
    close(quantiles(Pert{0, 0, 1}),
          {1 - std::pow(0.95, 0.2), 1 - std::pow(0.5, 0.2), 1 - std::pow(0.05, 0.2)});  // beta(1, 5)
    close(quantiles(Discrete{{{10, 1}, {20, 3}}}), {10, 20, 20});
}

TEST_CASE("what lies beyond an input's bounds is cut off, and the rest keeps its shape", "[risk]") {
    const Scenario scenario = article();
    const std::vector<UncertainInput> inputs{{"workload.cache_read_share", Normal{0.0, 0.1}}};
    CHECK(share_beyond(inputs[0].distribution, bounds::share) == Approx(0.5).epsilon(1e-9));
    auto column = draws_of(scenario, inputs, {}, with(100'000))[0];
    std::sort(column.begin(), column.end());
    CHECK(column.front() >= 0.0);
    CHECK(column[49'999] == Approx(0.06744898).epsilon(1e-3));  // the half-normal's median
    CHECK(share_beyond(Uniform{-2, -1}, bounds::share) == 1.0);
    CHECK(share_beyond(Discrete{{{-1, 1}, {0.5, 3}}}, bounds::share) == 0.25);
    const std::vector<UncertainInput> whole{{"horizon_months", Uniform{12, 36}}};
    const auto draws = draws_of(scenario, whole, {}, with(1000));
    for (const double months : draws[0]) CHECK(std::floor(months) == months);
}

TEST_CASE("correlations come out as stated", "[risk]") {
    const Scenario scenario = article();
    const std::vector<UncertainInput> inputs{volume,
                                             {"cloud.price_per_mtok", LogNormal{2, 0.4}},
                                             {"local.hardware.gpu.unit_price", Pert{1000, 1200, 2000}},
                                             {"local.monthly_costs.electricity", Normal{30, 5}}};
    const std::vector<RankCorrelation> correlations{
        {"workload.tokens_per_day", "cloud.price_per_mtok", -0.5},
        {"cloud.price_per_mtok", "local.hardware.gpu.unit_price", 0.7}};
    REQUIRE(is_possible(inputs, correlations));
    const auto draws = draws_of(scenario, inputs, correlations, with(100'000));
    CHECK(rank_correlation(draws[0], draws[1]) == Approx(-0.5).margin(0.01));
    CHECK(rank_correlation(draws[1], draws[2]) == Approx(0.7).margin(0.01));
    CHECK(rank_correlation(draws[0], draws[3]) == Approx(0.0).margin(0.01));
    auto sorted = draws[0];
    std::sort(sorted.begin(), sorted.end());
    CHECK(sorted[24'999] == Approx(1.25e6).epsilon(5e-3));  // the marginal stays what it was

    const std::vector<RankCorrelation> impossible{
        {"workload.tokens_per_day", "cloud.price_per_mtok", 0.9},
        {"cloud.price_per_mtok", "local.hardware.gpu.unit_price", 0.9},
        {"workload.tokens_per_day", "local.hardware.gpu.unit_price", -0.9}};
    CHECK_FALSE(is_possible(inputs, impossible));
}

TEST_CASE("P(local wins) on the article is 2/3 for a volume between 1M and 2M", "[risk]") {
    const std::vector<UncertainInput> inputs{volume};
    for (const auto sampling : {RiskOptions::Sampling::latin_hypercube, RiskOptions::Sampling::random}) {
        const Risk risk = simulate(article(), inputs, {}, with(10'000, 1, sampling));
        CHECK(std::abs(risk.wins[0].share() - 2.0 / 3.0) <= 3 * risk.wins[0].standard_error());
        CHECK(risk.wins[0].standard_error() == Approx(0.004714).epsilon(0.02));
        CHECK(risk.wins[0].count + risk.wins[1].count + risk.tie.count + risk.no_winner.count == 10'000);
        REQUIRE(risk.break_even_within[0]);
        CHECK(risk.break_even_within[0]->share() == Approx(risk.wins[0].share()).margin(1e-3));
        CHECK_FALSE(risk.break_even_within[1]);
    }
}

TEST_CASE("quantiles of a linear model are those of theory", "[risk]") {
    const std::vector<UncertainInput> inputs{volume};
    const Risk risk = simulate(article(), inputs, {}, with(20'000));
    // savings = 24·30·Q·2e-6 - 1920, Q uniform on 1M .. 2M
    const MetricRisk& savings = risk.metrics[0];
    for (std::size_t i = 0; i < risk_percentiles.size(); ++i)
        CHECK(*savings.percentiles[i] == Approx(-480 + 1440 * risk_percentiles[i] / 100).margin(0.1));
    CHECK(*savings.mean == Approx(240).margin(0.01));
    CHECK(*savings.deviation == Approx(1440 / std::sqrt(12.0)).epsilon(1e-4));
    CHECK(std::accumulate(savings.histogram.begin(), savings.histogram.end(), std::uint64_t{0}) == 19'800);
    // normal price and costs: savings are normal too
    const std::vector<UncertainInput> two{{"cloud.price_per_mtok", Normal{2, 0.1}},
                                          {"local.monthly_costs.electricity", Normal{30, 3}}};
    const MetricRisk normal = simulate(article(), two, {}, with(20'000)).metrics[0];
    const double deviation = std::hypot(1440 * 0.1, 24 * 3);
    CHECK(*normal.mean == Approx(960).margin(0.05));
    CHECK(*normal.deviation == Approx(deviation).epsilon(0.01));
    CHECK(*normal.percentiles[4] == Approx(960 + 1.644854 * deviation).epsilon(0.005));
}

TEST_CASE("a latin hypercube errs less than random sampling", "[risk]") {
    const std::vector<UncertainInput> inputs{volume,
                                             {"cloud.price_per_mtok", LogNormal{2, 0.2}},
                                             {"local.hardware.gpu.unit_price", Triangular{1000, 1200, 1600}}};
    const double mean = 720e-6 * 1.5e6 * 2 * std::exp(0.02) - 720 - 3800.0 / 3;
    const auto error = [&](RiskOptions::Sampling sampling) {
        double squares = 0;
        for (std::uint64_t seed = 1; seed <= 40; ++seed) {
            const double is = *simulate(article(), inputs, {}, with(500, seed, sampling)).metrics[0].mean;
            squares += (is - mean) * (is - mean);
        }
        return std::sqrt(squares / 40);
    };
    const double random = error(RiskOptions::Sampling::random),
                 latin = error(RiskOptions::Sampling::latin_hypercube);
    WARN("error of the mean of 500 draws: random " << random << ", latin hypercube " << latin << ", ratio "
                                                   << random / latin);
    CHECK(random == Approx(28.3).epsilon(0.35));  // the standard deviation of a draw over sqrt(500)
    CHECK(random > 4 * latin);
}

TEST_CASE("the same seed gives the same numbers on any number of threads", "[risk]") {
    const std::vector<UncertainInput> inputs{volume, {"cloud.price_per_mtok", Pert{1, 2, 4}}};
    const std::vector<RankCorrelation> correlations{{"workload.tokens_per_day", "cloud.price_per_mtok", 0.5}};
    for (const auto sampling : {RiskOptions::Sampling::latin_hypercube, RiskOptions::Sampling::random}) {
        RiskOptions options = with(5'001, 5, sampling);
        const Risk one = simulate(article(), inputs, correlations, options);
        for (const unsigned threads : {2U, 7U}) {
            options.threads = threads;
            const Risk other = simulate(article(), inputs, correlations, options);
            CHECK(other.wins[0].count == one.wins[0].count);
            for (std::size_t i = 0; i < one.metrics.size(); ++i) {
                CHECK(other.metrics[i].mean == one.metrics[i].mean);
                CHECK(other.metrics[i].deviation == one.metrics[i].deviation);
                CHECK(other.metrics[i].percentiles == one.metrics[i].percentiles);
                CHECK(other.metrics[i].histogram == one.metrics[i].histogram);
            }
        }
        options.seed = 6;
        CHECK(simulate(article(), inputs, correlations, options).metrics[0].mean != one.metrics[0].mean);
    }
}

TEST_CASE("percentiles are exact: those of a sort", "[risk]") {
    std::vector<double> values;
    std::uint32_t word = 12345;
    for (int i = 0; i < 70'000; ++i) {
        word = word * 1664525U + 1013904223U;
        const double u = (word >> 8U) / 16777216.0;
        // heavy tails, ties, and some without a value
        values.push_back(i % 50 == 0 ? std::nan("") : i % 7 == 0 ? 1.0 : std::pow(u, -2.0));
    }
    const MetricRisk risk = risk::spread_of(values, 20, Workers(2));
    std::vector<double> sorted;
    for (const double value : values) {
        if (!std::isnan(value)) sorted.push_back(value);
    }
    std::sort(sorted.begin(), sorted.end());
    const MetricRisk alone = risk::spread_of(values, 20, Workers(1));
    CHECK(alone.mean == risk.mean);
    CHECK(alone.deviation == risk.deviation);
    CHECK(alone.histogram == risk.histogram);
    CHECK(risk.none.count == 1400);
    CHECK(*risk.min == sorted.front());
    CHECK(*risk.max == sorted.back());
    for (std::size_t i = 0; i < risk_percentiles.size(); ++i) {
        const double rank = risk_percentiles[i] / 100 * 69'999;
        const auto low = static_cast<std::size_t>(rank);
        CHECK(*risk.percentiles[i] ==
              Approx(sorted[low] + (rank - static_cast<double>(low)) * (sorted[low + 1] - sorted[low]))
                  .epsilon(1e-14));
    }
    // draws without a value count as larger than any
    std::fill(values.begin() + 30'000, values.end(), std::nan(""));
    const MetricRisk few = risk::spread_of(values, 20, Workers(1));
    CHECK(few.percentiles[1]);
    CHECK_FALSE(few.percentiles[2]);
    const std::vector<double> none(10, std::nan(""));
    CHECK_FALSE(risk::spread_of(none, 20, Workers(1)).mean);
}

}  // namespace risk_test
