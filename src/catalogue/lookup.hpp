// Parts of the catalogue, for commands that need no more: with thousands of entries of one's own, reading them all
// is what takes the time.
#pragma once

#include <string>
#include <vector>

#include "aicost/catalogue.hpp"

namespace aicost {

// The built-in models and those of the user's that `name` could mean: whoever looks for the name among them finds
// what he would among all (catalogue/names.hpp).
std::vector<CloudModel> cloud_models_for(const std::string& name);

// YYYY-MM-DD, of the newest price of a model.
std::string newest_model_day();

}  // namespace aicost
