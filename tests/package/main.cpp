// The article's question, asked of the installed library: exit code 0 where the figures are the article's.
#include <aicost/evaluate.hpp>
#include <aicost/profile.hpp>
#include <cmath>
#include <cstdio>
#include <vector>

int main() {
    const std::vector<aicost::Override> overrides{{"workload.tokens_per_day", "2M"}};
    const aicost::Result<aicost::Profile> loaded =
        aicost::load_profile(aicost::built_in_profile("article").value(), overrides);
    for (const aicost::Fault& fault : loaded.faults) std::fprintf(stderr, "%s\n", to_text(fault).c_str());
    if (!loaded.value) return 1;

    const aicost::Comparison comparison = evaluate(loaded->scenario);
    for (const aicost::OptionResult& option : comparison.options) {
        std::printf("%s %.2f\n", option.id.c_str(), option.total.value());
    }
    const aicost::OptionResult& local = comparison.options.at(0);
    const aicost::OptionResult& cloud = comparison.options.at(1);
    const double month = local.against_baseline.value().break_even.month.value();
    std::printf("month %.2f\n", month);

    const auto is = [](double value, double wanted) { return std::abs(value - wanted) < 1e-6; };
    const bool right = is(local.total.value(), 1920) && is(cloud.total.value(), 2880) &&
                       is(month, 40.0 / 3) && comparison.winner == 0U;
    return right ? 0 : 1;
}
