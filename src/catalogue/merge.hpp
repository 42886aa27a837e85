// What a feed says of a model meets what the catalogue has of it. docs/catalogue.md says by which rules.
#pragma once

#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/price_feed.hpp"

namespace aicost {

// `now` is what the feed says, with its source and day; `before` the catalogue's entry. Of the same feed what it
// no longer states is gone; of others what it does not state stays where it confirms the prices.
CloudModel merged(const CloudModel& before, CloudModel now);

// What an older state of the same feed adds to the entry: what it cost then. None: nothing.
std::optional<CloudModel> with_past(const CloudModel& entry, const CloudModel& older);

// Appends what differs.
void compare(const CloudModel& before, const CloudModel& after, std::vector<FigureChange>& changes);

// Whether both cost the same, whatever the tokens.
bool same_prices(const CloudModel& a, const CloudModel& b);

}  // namespace aicost
