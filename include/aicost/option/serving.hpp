// What one unit of a machine can serve. docs/model.md, section 4.
//
//   S_m   = ((F+W+X)/A/input_rate + O/A/output_rate)/(1 - lost)   busy seconds of an active day on one unit (cache reads cost no prefill)
//   rho_m = S_m/(3600·N) · max(p/24, 1/on)                         peak utilisation of N units that are on `on` hours a day
//   feasible iff rho_m <= u in every month
//
// The rates come from a measurement (stated) or from the catalogue's estimate (throughput.hpp).
#pragma once

#include <optional>
#include <string>

#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

struct Serving {
    std::optional<TokenRate> input_tokens_per_second;   // prefill, of one unit that does nothing else
    std::optional<TokenRate> output_tokens_per_second;  // decode, likewise
    double max_utilization = 0.8;
    std::string gpu;  // catalogue ids, from which the rates are estimated
    int gpus = 1;
    std::string model;
    std::string quantization = "q4_k_m";
    std::string engine = "llama.cpp";
    std::optional<int> max_concurrency;
    std::optional<double> seconds_per_request;  // time of a request that runs alone
    std::optional<double> usable_memory_gib;    // of one GPU, instead of what the engine leaves

    static const Record& record();
};

// How many units: a whole number, or as many as the workload needs.
struct Units {
    std::optional<double> count = 1.0;  // none: "auto"

    static constexpr Units automatic() { return {std::nullopt}; }
};

// A model and the memory available for it. Not a hard limit: a note says so if the weights do not fit.
struct ModelMemory {
    double parameters_billion = 0.0;
    double bits_per_weight = 4.0;
    double memory_gib = 0.0;

    static const Record& record();
    [[nodiscard]] double weights_gb() const {
        return parameters_billion * bits_per_weight / 8.0;
    }  // 10^9 bytes
    [[nodiscard]] double weights_gib() const { return weights_gb() * 1e9 / (1024.0 * 1024.0 * 1024.0); }
    [[nodiscard]] bool fits() const { return weights_gib() <= memory_gib; }
};

}  // namespace aicost
