// The fit of the efficiencies in src/engine/throughput_efficiency.cpp to the catalogue's measured points.
//
// Each class of engine, architecture and (of llama.cpp) kind of memory has its own two. They are those of a
// grid that make the mean |log(estimate / measured)| least, over decode rates and, where both phases were
// timed apart, prefill rates of the points of set "fit". The points of set "test" are not looked at until the
// error is stated. An efficiency of compute that no point holds down is the upper median of those that are
// held down: of the same engine, else of the same kind of memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/throughput.hpp"

namespace aicost::bench {

struct FittedClass {
    std::string engine;
    bool mixture_of_experts = false;
    std::string memory_kind;  // of the points; empty: any
    std::size_t fit_points = 0;
    std::size_t test_points = 0;
    Efficiency efficiency;  // `error` as the rules below say
    bool compute_determined = true;
    std::optional<double> fit_error, test_error;  // median relative error of the decode rate
};

struct Fit {
    std::vector<FittedClass> classes;
    double test_error = 0.0;  // median over all held-out points of all classes
    std::size_t test_points = 0;
};

// A class with fewer than this many held-out points states the largest error of its engine, or of all.
inline constexpr std::size_t least_test_points = 3;

Fit fit_efficiencies();

}  // namespace aicost::bench
