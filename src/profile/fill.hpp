// Catalogue ids in a profile: what they stand for is put into the profile's JSON where it states nothing
// itself.
#pragma once

#include <vector>

#include "profile/decode.hpp"

namespace aicost {

// api `model` -> prices, those of long prompts, hours and days to come, batch discount, fee; serving `gpu` and `model` -> rates, and of an
// owned machine the price and the watts of the GPU. Prices are multiplied by usd_rate. An unknown id is a
// fault that names the nearest.
// What the catalogue says of the prices, and what changes within the horizon, stands in `filled` without a path.
void fill_from_catalogue(Json& root, std::vector<Filled>& filled, std::vector<PathFault>& faults);

}  // namespace aicost
