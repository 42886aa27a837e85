// How long requests wait where several can be worked on at once.
#pragma once

#include "aicost/quantity.hpp"

namespace aicost {

// Mean wait before service, by Allen and Cunneen: the M/M/c queue's wait times the mean of the squared
// coefficients of variation of the times between arrivals and of the times of service. Exact for M/M/c and for
// M/D/1, near otherwise. `utilization` is of each of the `servers`; endless from 1 on.
struct Queue {
    double servers = 1.0;
    double utilization = 0.0;
    Duration service;             // mean time of one request
    double arrival_spread = 1.0;  // requests come at random
    double service_spread = 1.0;  // their sizes differ as much as exponential ones; 0: all alike
};
Duration mean_wait(const Queue& queue);

}  // namespace aicost
