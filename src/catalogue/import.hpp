// The two halves of an import (aicost/price_feed.hpp): which of a feed's entries add to, change and confirm the
// catalogue. `source`: the source stated in the resulting entries.
#pragma once

#include <string>

#include "aicost/price_feed.hpp"
#include "catalogue/feeds/feed.hpp"

namespace aicost {

void plan_models(FeedData& data, const std::string& source, const Catalogue& catalogue, ImportPlan& plan);
void plan_rents(FeedData& data, const std::string& source, const Catalogue& catalogue, ImportPlan& plan);

}  // namespace aicost
