// Fits the efficiencies anew and prints them with their errors: the table of
// src/engine/throughput_efficiency.cpp, and what README.md says of it.
#include <cmath>
#include <cstdio>
#include <string>

#include "fit.hpp"

int main() {
    using namespace aicost::bench;
    const Fit fit = fit_efficiencies();
    std::printf("%-13s %-7s %-8s | %4s %5s | %9s %8s | %9s %10s %8s\n", "engine", "model", "memory", "fit",
                "test", "bandwidth", "compute", "error fit", "error test", "stated");
    for (const FittedClass& one : fit.classes) {
        const auto percent = [](const std::optional<double>& error) {
            return error ? std::to_string(std::lround(100 * *error)) + "%" : std::string("-");
        };
        std::printf("%-13s %-7s %-8s | %4zu %5zu | %9.2f %7.2f%s | %9s %10s %8s\n", one.engine.c_str(),
                    one.mixture_of_experts ? "experts" : "dense",
                    one.memory_kind.empty() ? "any" : one.memory_kind.c_str(), one.fit_points,
                    one.test_points, one.efficiency.bandwidth, one.efficiency.compute,
                    one.compute_determined ? " " : "*", percent(one.fit_error).c_str(),
                    percent(one.test_error).c_str(), percent(one.efficiency.error).c_str());
    }
    std::printf("* no point holds it down: from other classes.\n");
    std::printf("median error of the decode rate on all %zu held-out points: %ld %%\n", fit.test_points,
                std::lround(100 * fit.test_error));
    return 0;
}
