// Prints how far the speed estimate lies from the catalogue's measured points, and what a fit of its families
// to them gives: what README.md says of it, and src/engine/throughput/families.cpp beside what would fit.
#include <cstdio>

#include "fit.hpp"

namespace {

void print(const char* title, const std::vector<aicost::bench::ErrorRow>& rows) {
    std::printf("\n%s\n%-28s %6s %8s %8s %9s\n", title, "class", "points", "error", "program", "in range");
    for (const auto& row : rows) {
        if (row.points == 0) continue;
        std::printf("%-28s %6zu %7.1f%% %7.1f%% %8.1f%%\n", row.name.c_str(), row.points, 100 * row.error,
                    100 * row.used, 100 * row.coverage);
    }
}

}  // namespace

int main() {
    using namespace aicost::bench;
    const auto all = samples();
    std::printf("%-16s %6s %7s | %9s %8s %10s %6s | %9s %8s %10s %6s\n", "family", "points", "sources",
                "bandwidth", "layer us", "arithmetic", "loss", "bandwidth", "layer us", "arithmetic", "loss");
    for (const FittedFamily& one : fit_families(all)) {
        std::printf("%-16s %6zu %7zu | %9.2f %8.0f %10.2f %6.3f | %9.2f %8.0f %10.2f %6.3f\n",
                    one.name.c_str(), one.points, one.sources, one.used.bandwidth,
                    one.used.layer_seconds * 1e6, one.used.arithmetic, one.loss_used, one.fitted.bandwidth,
                    one.fitted.layer_seconds * 1e6, one.fitted.arithmetic, one.loss_fitted);
    }
    std::printf(
        "left: the program's constants; right: fitted to these points alone; loss: mean |log(estimate / "
        "measured)|\n");
    print("decode rates, a whole source left out at a time", cross_validate(all, LeaveOut::source));
    print("decode rates, a tenth of the configurations left out at a time",
          cross_validate(all, LeaveOut::configuration));
    return 0;
}
