// A model's and a GPU's figures in the units of the estimate, with what is not known filled in.
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

// One GPU, also of a server.
struct Chip {
    double bandwidth = 0.0;  // bytes per second
    double memory_gib = 0.0;
    std::optional<double> usable_gib;                 // unified memory: what the system allows
    std::optional<double> fp16, alu, fp8, fp4, int8;  // operations per second
    double link = 0.0;                                // bytes per second
};
Chip chip_of(const Gpu& gpu);

bool is_server(std::string_view engine);
// GPUs of a setup, those of servers counted.
int gpus_of(const ThroughputSetup& setup);

// What of the memory the weights and caches may take, all GPUs together.
double usable_gib(const ThroughputSetup& setup);
// What a server's sequences share, which are seldom all at their full length.
double batch_gib(const ThroughputSetup& setup);

}  // namespace aicost::speed
