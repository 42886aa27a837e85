// The loops over lanes: what they compute, and that both builds of them compute the same bytes.
#include "engine/batch/lanes.hpp"

#include <cmath>
#include <cstring>
#include <random>
#include <vector>

#include "catch.hpp"

namespace lanes_test {

using namespace aicost;

namespace {

constexpr std::size_t lanes = 101, padded = 104, months = 120;
using Column = std::vector<double>;

// Not to be had where the program was built for another machine: then there is one build alone.
std::vector<const LaneKernels*> builds() {
    std::vector<const LaneKernels*> all{&portable_kernels};
    if (&lane_kernels() != &portable_kernels) all.push_back(&lane_kernels());
    return all;
}

Column random_column(double low, double high, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> between(low, high);
    Column column(padded);
    for (double& value : column) value = between(random);
    return column;
}

bool same_bytes(const Column& a, const Column& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

// What `run` makes of a column, by every build; the first's.
template <class Run>
Column by_all(Run run) {
    Column first;
    for (const LaneKernels* kernels : builds()) {
        Column out(padded * (months + 1));
        run(*kernels, out.data());
        if (first.empty()) first = out;
        CHECK(same_bytes(first, out));
    }
    return first;
}

// A machine against an API: paid at first and month by month, and per token at prices and volumes that
// change.
struct SmallRace {
    Column ratio = random_column(0.9, 1.08, 1), price = random_column(5.0, 400.0, 2);
    Column upfront = random_column(100.0, 9000.0, 3);
    Column running, ones, cumulative, minus_price;
    LaneRace race;
    Column minima;

    SmallRace() {
        for (std::size_t m = 0; m <= months; ++m) running.push_back(30.0 * static_cast<double>(m));
        cumulative.resize(padded * (months + 1));
        portable_kernels.geometric_cumulate(cumulative.data(), padded, {ratio.data(), 1}, months, lanes);
        for (const double one : price) minus_price.push_back(-one);
        for (std::size_t m = 1; m + LaneRace::stretch - 1 <= months; m += LaneRace::stretch)
            minima.push_back(running[m]);
        race.months = months;
        race.shared = running.data();
        race.start = {upfront.data(), 1};
        race.owns = 1;
        race.own[0] = {{minus_price.data(), 1}, {cumulative.data(), padded, 1}, true, nullptr, nullptr};
    }
    // Month by month, with no shortcut.
    [[nodiscard]] std::vector<int> by_hand() const {
        std::vector<int> first;
        for (std::size_t l = 0; l < lanes; ++l) {
            std::size_t m = 1;
            while (m <= months && running[m] + upfront[l] + minus_price[l] * cumulative[m * padded + l] > 0.0)
                ++m;
            first.push_back(static_cast<int>(m));
        }
        return first;
    }
};

}  // namespace

TEST_CASE("powers: those of the library to a few digits at the end, on every machine the same") {
    const Column base = random_column(0.01, 3.0, 4), exponent = random_column(-2.5, 2.5, 5);
    const double twelfth = 1.0 / 12.0;
    const Column roots = by_all([&](const LaneKernels& kernels, double* out) {
        kernels.power(out, {base.data(), 1}, {&twelfth, 0}, lanes);
    });
    const Column powers = by_all([&](const LaneKernels& kernels, double* out) {
        kernels.power(out, {base.data(), 1}, {exponent.data(), 1}, lanes);
    });
    for (std::size_t l = 0; l < lanes; ++l) {
        CHECK(std::abs(roots[l] / std::pow(base[l], twelfth) - 1.0) < 1e-15);
        CHECK(std::abs(powers[l] / std::pow(base[l], exponent[l]) - 1.0) < 4e-15);
    }
    // where the short way does not go: nothing left of a price, and numbers far apart
    for (const auto& [a, b] : {std::pair{0.0, twelfth}, {1e-200, 2.0}, {1.0, 0.0}, {2.0, 50.0}, {0.0, 0.0}}) {
        const Column at = by_all([&, a = a, b = b](const LaneKernels& kernels, double* out) {
            kernels.power(out, {&a, 0}, {&b, 0}, 1);
        });
        CHECK(at[0] == Approx(std::pow(a, b)).epsilon(1e-13).margin(1e-300));
    }
}

TEST_CASE("geometric series: sums, last terms, and all that they come to on the way") {
    const Column ratio = random_column(0.5, 1.3, 6);
    const Column sum = by_all([&](const LaneKernels& kernels, double* out) {
        kernels.geometric_sum(out, {ratio.data(), 1}, 36, lanes);
    });
    const Column all = by_all([&](const LaneKernels& kernels, double* out) {
        kernels.geometric_cumulate(out, padded, {ratio.data(), 1}, 36, lanes);
    });
    for (std::size_t l = 0; l < lanes; ++l) {
        CHECK(all[l] == 0.0);
        CHECK(all[36 * padded + l] == sum[l]);
        CHECK(sum[l] == Approx((std::pow(ratio[l], 36) - 1.0) / (ratio[l] - 1.0)).epsilon(1e-12));
    }
}

TEST_CASE("the first month: with stretches passed over, with series yet to be written, the same month") {
    SmallRace small;
    const std::vector<int> expected = small.by_hand();
    REQUIRE(*std::min_element(expected.begin(), expected.end()) < 4);
    REQUIRE(*std::max_element(expected.begin(), expected.end()) == static_cast<int>(months) + 1);
    for (const LaneKernels* kernels : builds()) {
        for (const bool passes_over : {false, true}) {
            for (const bool unwritten : {false, true}) {
                INFO(passes_over << unwritten);
                Column written(padded * (months + 1), -1.0);
                LaneRace race = small.race;
                race.minima = passes_over ? small.minima.data() : nullptr;
                if (unwritten) {
                    race.own[0].series.at = race.own[0].unwritten = written.data();
                    race.own[0].ratio = small.ratio.data();
                }
                std::vector<int> first(padded);
                kernels->first_month(first.data(), race, lanes);
                first.resize(lanes);
                CHECK(first == expected);
                for (std::size_t l = 0; unwritten && l < lanes; ++l) {
                    for (std::size_t m = 0; m <= months && m <= static_cast<std::size_t>(expected[l]); ++m)
                        REQUIRE(written[m * padded + l] == small.cumulative[m * padded + l]);
                }
            }
        }
    }
}

TEST_CASE("the winner: the least cost of those that may, a tie within half a cent, none") {
    const Column a{100.0, 100.0, 100.0, 100.0, 100.0}, b{99.0, 100.004, 100.006, 99.0, 50.0};
    const Column may{1.0, 1.0, 1.0, 0.0, 0.0};
    const double yes = 1.0, no = 0.0, c = 200.0;
    const LaneValues costs[] = {{a.data(), 1}, {b.data(), 1}, {&c, 0}};
    const LaneValues able[] = {{&yes, 0}, {may.data(), 1}, {&yes, 0}};
    const Column winner =
        by_all([&](const LaneKernels& kernels, double* out) { kernels.winner(out, costs, able, 3, 5); });
    CHECK(Column(winner.begin(), winner.begin() + 5) == Column{1.0, -1.0, 0.0, 0.0, 0.0});
    const LaneValues none[] = {{&no, 0}, {&no, 0}, {&no, 0}};
    CHECK(by_all([&](const LaneKernels& kernels, double* out) {
              kernels.winner(out, costs, none, 3, 5);
          })[4] == -2.0);
}

}  // namespace lanes_test
