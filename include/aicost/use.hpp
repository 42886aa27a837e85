// What people use a model for: typical request sizes, cache shares and hours.
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
    std::string load_shape;                        // "flat", "business_hours", "diurnal"
    std::optional<double> requests_per_user_hour;  // of one person in a working hour; none: not interactive
    std::string shape_source;                      // of everything after the sizes
};

// All built-in uses.
const std::vector<Use>& uses();
// By id, ignoring case, blanks and dashes.
std::optional<Use> find_use(std::string_view name);

// What a use fills in.
struct UseInput {
    std::string path;
    std::string value;
    std::string source;
};
std::vector<UseInput> use_inputs(const Use& use);

}  // namespace aicost
