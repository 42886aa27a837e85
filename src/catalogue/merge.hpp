// Merges a feed's model with the catalogue's entry. docs/catalogue.md has the rules.
#pragma once

#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/price_feed.hpp"

namespace aicost {

// `now`: what the feed states, with its source and day; `before`: the catalogue's entry. What the same feed no longer
// states is dropped; figures of others that it does not state stay if it confirms the prices.
CloudModel merged(const CloudModel& before, CloudModel now);

// The entry with past prices from an older state of the same feed; none: nothing to add.
std::optional<CloudModel> with_past(const CloudModel& entry, const CloudModel& older);

// Appends the differences.
void compare(const CloudModel& before, const CloudModel& after, std::vector<FigureChange>& changes);

// Do both cost the same for any tokens?
bool same_prices(const CloudModel& a, const CloudModel& b);

}  // namespace aicost
