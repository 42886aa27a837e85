// `aicost size --write-profile`: the machine that was sized as a profile to go on with.
#pragma once

#include <string>

#include "report/view/size_view.hpp"

namespace aicost {

struct SizedProfile {
    const SizeView& view;
    std::size_t index = 0;  // of the machine
    std::string name;
    std::string like;                    // the profile's option that it is like; empty: none
    bool price_stated = false;           // of the GPU, on the command line
    bool electricity_by_region = false;  // its price is the catalogue's
    bool by_users = false;               // the volume is that of --users
};

// The JSON of a profile with the machine and the profile's APIs, whose figures are those of the sizing. What ids
// give is left to them.
std::string profile_of_size(const SizedProfile& sized);

}  // namespace aicost
