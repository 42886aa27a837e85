#include "engine/queue.hpp"

#include <limits>

namespace aicost {

namespace {

// Erlang C: the probability that a request finds all servers busy.
double chance_to_wait(double servers, double utilization) {
    constexpr double so_many_that_none_waits = 1e6;
    if (servers > so_many_that_none_waits) return 0.0;
    const double load = utilization * servers;
    double inverse = 1.0;  // of Erlang B, computed server by server
    for (double k = 1.0; k <= servers; k += 1.0) {
        inverse = 1.0 + inverse * k / load;
        if (inverse > 1e300) return 0.0;
    }
    const double lost = 1.0 / inverse;
    return lost / (1.0 - utilization * (1.0 - lost));
}

}  // namespace

Duration mean_wait(const Queue& queue) {
    if (queue.utilization <= 0.0) return Duration();
    if (queue.utilization >= 1.0) return Duration(std::numeric_limits<double>::infinity());
    const double spread = (queue.arrival_spread + queue.service_spread) / 2.0;
    return queue.service * (chance_to_wait(queue.servers, queue.utilization) * spread /
                            (queue.servers * (1.0 - queue.utilization)));
}

}  // namespace aicost
