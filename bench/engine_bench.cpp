// The engine alone: one scenario by evaluate(), blocks of scenarios by Batch.
#include <benchmark/benchmark.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "aicost/batch.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/profile.hpp"

namespace {

using namespace aicost;

const Scenario& reference() {
    static const Scenario scenario = [] {
        std::ifstream in(AICOST_BENCH_DIR "/reference.json");
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        Result<Profile> loaded = load_profile({"reference.json", text}, {});
        if (!loaded.value) throw std::runtime_error("reference.json is no profile");
        return loaded->scenario;
    }();
    return scenario;
}

const std::vector<std::string> inputs{"workload.tokens_per_day", "cloud.price_per_mtok",
                                      "workload.growth_per_month", "cloud.price_change_per_year"};
const std::vector<std::string> metrics{
    "cloud.total", "local.total", "cloud.npv", "local.npv", "local.break_even_month", "winner"};

void one_scenario(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(evaluate(reference()));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_scenario);

// `kept`: growth and price change stay what they were, as the inner axes of a sweep do.
void blocks(benchmark::State& state, bool kept) {
    constexpr std::size_t lanes = 100;
    const Batch batch(reference(), inputs, metrics);
    BatchWorkspace workspace = batch.workspace();
    std::vector<std::vector<double>> columns(inputs.size(), std::vector<double>(lanes));
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        const auto i = static_cast<double>(lane);
        columns[0][lane] = 5e5 + 9e4 * i;
        columns[1][lane] = 0.5 + 0.1 * i;
        columns[2][lane] = 0.0009 * i;
        columns[3][lane] = -0.004 * i;
    }
    std::vector<std::vector<double>> results(metrics.size(), std::vector<double>(lanes));
    std::vector<double*> into;
    for (auto& result : results) into.push_back(result.data());
    std::uint64_t revision = 0;
    for (auto _ : state) {
        ++revision;
        const std::uint64_t same = kept ? 1 : revision;
        const BatchInput block[] = {{columns[0].data(), kept, revision},
                                    {columns[1].data(), kept, revision},
                                    {columns[2].data(), false, same},
                                    {columns[3].data(), false, same}};
        if (kept) columns[0][0] = 5e5 + static_cast<double>(revision % 100) * 9e4;
        batch.evaluate(lanes, block, into, workspace);
        benchmark::DoNotOptimize(results[4].data());
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lanes));
}
BENCHMARK_CAPTURE(blocks, months_kept, true);
BENCHMARK_CAPTURE(blocks, everything_moves, false);

}  // namespace

BENCHMARK_MAIN();
