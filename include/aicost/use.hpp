// What people use a model for: what is usual for the size of a request, its caches, and when it is sent.
//
//     const Use chat = find_use("chat").value();
//     chat.input_tokens_per_request;      // 1155; by chat.fact.source, as of chat.fact.as_of
//     use_inputs(chat)[0].path;           // "workload.input_tokens_per_request"
//     use_inputs(chat)[0].value;          // "1155"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"

namespace aicost {

struct Use {
    Fact fact;
    double input_tokens_per_request = 0.0;
    double output_tokens_per_request = 0.0;
    double cache_read_share = 0.0;  // of the input tokens
    double cache_write_share = 0.0;
    double batch_share = 0.0;  // of the work
    double active_days_per_week = 7.0;
    std::string load_shape;  // "flat", "business_hours", "diurnal"
    std::optional<double>
        requests_per_user_hour;  // of one person in an hour of work; none: nobody waits for it
    std::string shape_source;    // of what follows the sizes
};

// All that come with the program.
const std::vector<Use>& uses();
// By id; capitals, blanks and dashes do not matter.
std::optional<Use> find_use(std::string_view name);

// What a use fills in.
struct UseInput {
    std::string path;
    std::string value;
    std::string source;
};
std::vector<UseInput> use_inputs(const Use& use);

}  // namespace aicost
