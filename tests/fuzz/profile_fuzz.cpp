// Profiles: refused with a message at a line, or evaluated without a NaN; what is drawn of them, too.
#include "aicost/evaluate.hpp"
#include "aicost/risk.hpp"
#include "harness.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

void try_risk(const Profile& profile) {
    if (profile.uncertainty.empty()) return;
    RiskOptions options;
    options.draws = 64;
    options.metrics = {profile.scenario.options.front().name + ".total"};
    const Risk risk = simulate(profile.scenario, profile.uncertainty, profile.correlations, options);
    for (const MetricRisk& metric : risk.metrics) {
        for (const auto& number : {metric.mean, metric.deviation, metric.min, metric.max})
            expect(!number || std::isfinite(*number), "the statistics of draws are finite");
        for (const auto& percentile : metric.percentiles)
            expect(!percentile || std::isfinite(*percentile), "percentiles are finite");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    const Result<Profile> loaded = load_profile({"fuzz.json", text}, {});
    expect(loaded.value.has_value() == loaded.faults.empty(), "a profile, or its faults");
    for (const Fault& fault : loaded.faults) fuzz::expect_message(fault, text);
    if (!loaded.value) return 0;
    const Profile& profile = *loaded;
    const Comparison comparison = evaluate(profile.scenario);
    fuzz::expect_numbers(profile.scenario, comparison);
    for (std::size_t option = 0; option < profile.scenario.options.size(); ++option) {
        expect(std::isfinite(total_cost(profile.scenario, option).value()), "a total is finite");
        if (option == comparison.baseline) continue;
        const auto volume = break_even_volume(profile.scenario, option);
        expect(!volume.tokens_per_day || std::isfinite(volume.tokens_per_day->value()),
               "a break-even volume is finite");
    }
    for (const auto& [path, line] : profile.stated) static_cast<void>(profile.origin(path));
    try_risk(profile);
    return 0;
}
