// How far the speed estimate lies from the catalogue's measured points, and the fit of its families
// (src/engine/throughput/families.cpp).
//
// A family's three constants are those that make the mean |log(estimate / measured)| least, over decode rates
// and, where both phases were timed apart, prefill rates; self-reported points count half. Errors are stated
// of points that the fit has not seen: a whole source is left out at a time, or a tenth of the configurations
// (GPU, number, model, format, engine). A family of which nothing is left takes the constants of all the
// others like it together.
#pragma once

#include <string>
#include <vector>

#include "aicost/throughput.hpp"

namespace aicost::bench {

struct Sample {
    ThroughputSetup setup;
    double decode = 0.0;            // 0: not measured
    std::optional<double> prefill;  // timed apart from decoding
    bool whole_job = false;         // decode is the output of a job over its whole time
    double input = 0.0, output = 0.0;
    std::optional<int> batch;  // whatever the family; none: no estimate
    double factor = 1.0;       // of the interval, likewise
    double weight = 1.0;
    std::string source, configuration, family;
    bool server = false, experts = false, several = false;
};
std::vector<Sample> samples();

struct Estimated {
    double decode = 0.0;
    std::optional<double> prefill;
    double factor = 1.0;  // the interval's
};
// What estimate_throughput() says, without what it says besides.
std::optional<Estimated> estimated(const Sample& sample, const SpeedFamily& family);

struct FittedFamily {
    std::string name;
    std::size_t points = 0, sources = 0;
    SpeedFamily used, fitted;
    double loss_used = 0.0, loss_fitted = 0.0;  // mean |log(estimate / measured)|
};
std::vector<FittedFamily> fit_families(const std::vector<Sample>& all);

enum class LeaveOut { source, configuration };

// Of a class of points: what the fit says of them without having seen them.
struct ErrorRow {
    std::string name;
    std::size_t points = 0;
    double error = 0.0;     // median |estimate / measured - 1| of decode rates
    double used = 0.0;      // the same with the constants of the program, which have seen them
    double coverage = 0.0;  // share of points within the stated range
};
std::vector<ErrorRow> cross_validate(const std::vector<Sample>& all, LeaveOut what);

}  // namespace aicost::bench
