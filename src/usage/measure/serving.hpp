// Benchmarks of servers read and write at once. Their time is shared out by the time to the first token and
// that of the following ones, so that the two rates give back the measured volume for the measured mix.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

struct ServingRun {
    std::string model;
    std::string load;  // "max_concurrency 16"; runs of one load are repetitions of each other
    double seconds = 0.0;
    double read = 0.0, written = 0.0;  // tokens of all requests
    double completed = 0.0, failed = 0.0;
    double first = 0.0, following = 0.0;  // of a request: seconds to the first token, and of the others
};

// Of several loads the one that writes most counts.
Measurement shared_out(std::string kind, const std::vector<ServingRun>& runs);

}  // namespace aicost::measuring
