// What a request meets in the busiest hour of machines that share a load, and how many of them keep to a
// question's limits on it.
#pragma once

#include <optional>

#include "aicost/sizing.hpp"

namespace aicost {

ThroughputSetup setup_of(const SizingQuestion& question, const Gpu& gpu, int gpus);

// In the busiest hour: machines that serve, and how busy they are.
struct BusiestHour {
    double machines = 1.0;
    double utilization = 0.0;
};
// Of an option that was sized; none where it has no peak.
std::optional<BusiestHour> busiest_hour(const OptionResult& result, double spare_units);

// Mean wait before a prompt is read; none where requests are not known.
std::optional<Duration> wait_of(const SizingQuestion& question, const Machine& machine,
                                const std::optional<BusiestHour>& hour);
// Output of one request.
TokenRate speed_of(const SizingQuestion& question, const Machine& machine,
                   const std::optional<BusiestHour>& hour);

// The fewest machines, at least those of `hour`, that keep to the limits on the first token and on the speed
// when its load is spread over them; or what no number of machines changes.
struct WithinLimits {
    double machines = 1.0;
    std::optional<Unfit> never;
};
WithinLimits machines_within_limits(const SizingQuestion& question, const Machine& machine,
                                    const std::optional<BusiestHour>& hour);

}  // namespace aicost
