// What a machine runs if nothing says it.
#pragma once

#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "profile/decode.hpp"

namespace aicost {

// The source of a model that was assumed.
inline constexpr std::string_view assumed_model = "assumed, as no model is named; --model names it";

// The request sizes that a workload's JSON states.
Workload sizes_at(const Json& work);

// The open weights of the cloud models that the profile names, then those that fit so many GPUs, the largest first.
std::vector<OpenModel> usual_models(const Json& root, const Json& serving, const Gpu& gpu, int gpus,
                                    const Catalogue& catalogue);

}  // namespace aicost
