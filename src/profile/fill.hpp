// Catalogue ids in a profile: what they stand for is put into the profile's JSON where it states nothing
// itself.
#pragma once

#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "profile/decode.hpp"

namespace aicost {

// A machine whose GPU is named on the command line draws that GPU's watts: a flat electricity a month gives way
// to a block that they, and a household's price, are filled into. False where it has none, or the catalogue
// knows no watts.
bool replace_flat_electricity(Json& root, std::string_view option, const Catalogue& catalogue);

// api `model` -> prices, those of long prompts, hours and days to come, batch discount, fee; serving `gpu` and `model` -> rates, and of an
// owned machine the price and the watts of the GPU. Prices are multiplied by usd_rate. An unknown id is a
// fault that names the nearest.
// What the catalogue says of the prices, and what changes within the horizon, stands in `filled` without a path.
void fill_from_catalogue(Json& root, const Catalogue& catalogue, std::vector<Filled>& filled,
                         std::vector<PathFault>& faults);

}  // namespace aicost
