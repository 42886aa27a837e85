// Two options of the same profile, one beside the other. docs/model.md, section 3.
//
//   hybrid cost = local cost at s_m·V + cloud cost at (1-s_m)·V; fixed costs stay whole
//   s_m = local_share, or with `overflow` what the local side can serve hour by hour:
//   s_m = min(sum over h of w_h/24·min(1, u·3600·N/(S_m·w_h/24)), u·3600·N·on/S_m)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/parameter.hpp"

namespace aicost {

struct Hybrid {
    std::string local;  // id of an owned or rented option
    std::string cloud;  // id of an api option
    std::optional<double> local_share;
    bool overflow = false;
    std::vector<std::string> capabilities;

    static constexpr std::string_view kind = "hybrid";
    static const Record& record();
};

}  // namespace aicost
