// Several options of the same profile that share the work. docs/model.md, section 3.
//
//   parts: each serves weight / sum of weights of every month's volume; fixed costs are not divided
//   local, cloud: the local side serves s_m of it, the cloud side the rest
//   s_m = local_share, or with `overflow` what the local side can serve hour by hour:
//   s_m = min(sum over h of w_h/24·min(1, u·3600·N/(S_m·w_h/24)), u·3600·N·on/S_m)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/option/running.hpp"
#include "aicost/parameter.hpp"

namespace aicost {

struct Hybrid {
    std::vector<Named<double>> parts;  // id -> weight; or the two sides below
    std::string local;                 // id of an owned or rented option
    std::string cloud;                 // id of an api or rented option
    std::optional<double> local_share;
    bool overflow = false;
    About about;

    static constexpr std::string_view kind = "hybrid";
    static const Record& record();
};

}  // namespace aicost
