// How large one request of a workload is: that decides the memory for its context, and when its first token comes.
#pragma once

#include "aicost/quantity.hpp"
#include "aicost/workload.hpp"

namespace aicost {

struct RequestSize {
    Tokens input, output;           // of a conversation: the mean of its turns
    bool assumed = false;           // one of the two is not known: 2,048 and 512 stand for it
    double cache_read_share = 0.0;  // of the input
};
RequestSize request_size(const Workload& workload);

// Of a day: users who each send so many requests (>= 0) in the busiest hour, the other hours by the load's shape.
double requests_of_users(double users, double each, const LoadShape& shape);

}  // namespace aicost
