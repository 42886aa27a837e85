// The power draw of GPUs by load.
#include <algorithm>
#include <iterator>

#include "aicost/throughput.hpp"

namespace aicost {

namespace {

constexpr double idle_share = 0.15;  // of the watts, if nothing is known

// How far from idle towards its limit a board goes, by the number of requests.
struct BoardLoad {
    int max_requests;
    double share;
};
constexpr BoardLoad board_loads[] = {{8, 0.55}, {63, 0.70}, {1 << 30, 0.92}};

double board_share(int requests) {
    return std::find_if(std::begin(board_loads), std::end(board_loads) - 1,
                        [&](const BoardLoad& row) { return requests <= row.max_requests; })
        ->share;
}

}  // namespace

std::optional<GpuPower> power_of(const Gpu& gpu, int gpus, int requests) {
    if (!gpu.load_watts) return std::nullopt;
    const bool limit = gpu.load_watts_are.empty() || gpu.load_watts_are == "limit";
    const Power idle = std::min(gpu.idle_watts.value_or(*gpu.load_watts * idle_share), *gpu.load_watts);
    const double share = limit ? board_share(requests) : 1.0;
    return GpuPower{idle * gpus, (idle + (*gpu.load_watts - idle) * share) * gpus, share};
}

}  // namespace aicost
