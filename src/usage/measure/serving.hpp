// Server benchmarks read and write at the same time. Their time is divided in proportion to the time to the first token
// and that for the following ones, so that the two rates reproduce the measured volume for the measured mix.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

struct ServingRun {
    std::string model;
    std::string load;  // "max_concurrency 16"; runs of the same load are repetitions
    double seconds = 0.0;
    double read = 0.0, written = 0.0;  // tokens of all requests
    double completed = 0.0, failed = 0.0;
    double first = 0.0, following = 0.0;  // per request: seconds to the first token, and for the others
};

// Of several loads, the one that writes the most is used.
Measurement shared_out(std::string kind, const std::vector<ServingRun>& runs);

}  // namespace aicost::measuring
