// The times of a decode step and of reading a prompt. docs/model.md, section 5.
#pragma once

#include <optional>

#include "engine/throughput/shape.hpp"

namespace aicost::speed {

class Timing {
public:
    Timing(const ThroughputSetup& setup, const SpeedFamily& family);

    // Tokens per second of `batch` requests whose caches hold `context` tokens on average.
    [[nodiscard]] double decode(int batch, double context) const;
    // Tokens per second of prompts of `tokens`, for so many requests at once; none: arithmetic not known.
    [[nodiscard]] std::optional<double> prefill(double tokens, int requests) const;
    // What one GPU of the setup reads for a request.
    [[nodiscard]] double bandwidth() const { return bandwidth_; }

private:
    [[nodiscard]] double step_seconds(int batch, double context) const;
    [[nodiscard]] double exchange_seconds(double tokens) const;
    [[nodiscard]] double arithmetic_share() const;
    [[nodiscard]] double attention_operations(double tokens) const;

    const ThroughputSetup& setup_;
    const SpeedFamily& family_;
    Shape shape_;
    Chip chip_;
    bool server_;
    int gpus_;
    double tensor_, pipeline_;
    double layers_;     // of a stage
    double bandwidth_;  // of all GPUs that work on a step
    std::optional<double> peak_;
    double arithmetic_ = 0.0;  // share of the peak that is reached; 0 if not known
};

}  // namespace aicost::speed
