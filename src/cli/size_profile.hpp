// `aicost size --write-profile`: the sized machine as a profile to continue with.
#pragma once

#include <string>

#include "report/view/size_view.hpp"

namespace aicost {

struct SizedProfile {
    const SizeView& view;
    std::size_t index = 0;  // of the machine
    std::string name;
    std::string like;                    // the profile's option that it is based on; empty: none
    bool price_stated = false;           // the GPU's price was given on the command line
    bool electricity_by_region = false;  // the electricity price is the catalogue's
    bool by_users = false;               // the volume is by --users
};

// The JSON of a profile with the machine and the profile's APIs, which gives the same figures as the sizing. What
// catalogue ids fill in is not stated.
std::string profile_of_size(const SizedProfile& sized);

}  // namespace aicost
