// How large one request of a workload is: this determines the memory for its context and the time to its first token.
#pragma once

#include "aicost/quantity.hpp"
#include "aicost/workload.hpp"

namespace aicost {

struct RequestSize {
    Tokens input, output;           // of a conversation: the mean of its turns
    bool assumed = false;           // one of the two is not known: 2,048 and 512 are assumed
    double cache_read_share = 0.0;  // of the input
};
RequestSize request_size(const Workload& workload);

// A day's requests of users who each send so many (>= 0) in the busiest hour, and fewer in others by the load shape.
double requests_of_users(double users, double each, const LoadShape& shape);

}  // namespace aicost
