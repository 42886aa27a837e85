// How long requests wait for one of several servers.
#pragma once

#include "aicost/quantity.hpp"

namespace aicost {

// Mean wait before service, by Allen and Cunneen: the M/M/c wait times the mean of the squared coefficients of
// variation of interarrival and service times. Exact for M/M/c and M/D/1, else approximate. `utilization` is that of
// each of the `servers`; the wait is infinite from 1 on.
struct Queue {
    double servers = 1.0;
    double utilization = 0.0;
    Duration service;             // mean time of one request
    double arrival_spread = 1.0;  // squared coefficient of variation; 1: random (Poisson) arrivals
    double service_spread = 1.0;  // likewise; 1: exponential, 0: constant
};
Duration mean_wait(const Queue& queue);

}  // namespace aicost
