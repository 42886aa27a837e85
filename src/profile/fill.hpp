// Replaces catalogue ids in a profile's JSON by what they stand for, wherever the profile states nothing itself.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "profile/decode.hpp"

namespace aicost {

// A machine whose GPU is given on the command line draws that GPU's watts: a flat monthly cost of electricity is
// replaced by a block to be filled with them and a household price. False if it has no such cost, or the catalogue
// has no watts.
bool replace_flat_electricity(Json& root, std::string_view option, const Catalogue& catalogue);

// api `model` -> prices, those of long prompts, hours and days to come, batch discount, fee; serving `gpu` and `model` -> rates, and of an
// owned machine the price and the watts of the GPU. Prices are multiplied by usd_rate. An unknown id is a
// fault that suggests the nearest.
// The catalogue's notes on prices, and changes within the horizon, are added to `filled` without a path.
// `of_gpu`: the machines whose GPU was named on the command line: without rates or a model, they run the usual one
// (usual_model.hpp).
void fill_from_catalogue(Json& root, const Catalogue& catalogue, const std::set<std::string>& of_gpu,
                         std::vector<Filled>& filled, std::vector<PathFault>& faults);

}  // namespace aicost
