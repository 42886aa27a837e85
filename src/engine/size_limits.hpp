// What a request experiences in the busiest hour of machines that share a load, and how many machines meet a
// question's limits.
#pragma once

#include <optional>

#include "aicost/sizing.hpp"

namespace aicost {

ThroughputSetup setup_of(const SizingQuestion& question, const Gpu& gpu, int gpus);

// The busiest hour: the machines that serve, and how busy they are.
struct BusiestHour {
    double machines = 1.0;
    double utilization = 0.0;
};
// Of an option that was sized; none if it has no peak.
std::optional<BusiestHour> busiest_hour(const OptionResult& result, double spare_units);

// Mean wait before a prompt is read; none if requests are not known.
std::optional<Duration> wait_of(const SizingQuestion& question, const Machine& machine,
                                const std::optional<BusiestHour>& hour);
// Output speed of one request.
TokenRate speed_of(const SizingQuestion& question, const Machine& machine,
                   const std::optional<BusiestHour>& hour);

// The fewest machines, at least those of `hour`, that meet the limits on the first token and on the speed when its
// load is spread over them; or the limit that no number of machines meets.
struct WithinLimits {
    double machines = 1.0;
    std::optional<Unfit> never;
};
WithinLimits machines_within_limits(const SizingQuestion& question, const Machine& machine,
                                    const std::optional<BusiestHour>& hour);

}  // namespace aicost
