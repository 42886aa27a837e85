// A model's and a GPU's figures in the estimate's units, with defaults for what is not known.
#pragma once

#include <optional>
#include <string_view>

#include "aicost/throughput.hpp"

namespace aicost::speed {

struct Shape {
    double parameters = 0.0;  // all
    double experts = 0.0;     // in routed experts
    double dense = 0.0;       // the others
    double embedding = 0.0;   // of the input alone
    bool tied = false;
    double expert_share = 1.0;  // experts of a token / experts
    double active = 0.0;
    double layers = 0.0, full_layers = 0.0, hidden = 0.0, query = 0.0;
};
Shape shape_of(const OpenModel& model);

// One GPU; of a server, one of its GPUs.
struct Chip {
    double bandwidth = 0.0;  // bytes per second
    double memory_gib = 0.0;
    std::optional<double> usable_gib;                 // of unified memory: what the system allows
    std::optional<double> fp16, alu, fp8, fp4, int8;  // operations per second
    double link = 0.0;                                // bytes per second
};
Chip chip_of(const Gpu& gpu);

bool is_server(std::string_view engine);
// The number of GPUs in a setup, with each server's counted.
int gpus_of(const ThroughputSetup& setup);

// The memory that weights and caches may use, over all GPUs.
double usable_gib(const ThroughputSetup& setup);
// The memory for a server's sequences, which are seldom all at full length.
double batch_gib(const ThroughputSetup& setup);

}  // namespace aicost::speed
