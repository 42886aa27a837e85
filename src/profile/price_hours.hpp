// Prices for certain hours of the day, as factors by hour of a profile.
#pragma once

#include <array>
#include <optional>

#include "aicost/catalogue.hpp"
#include "profile/decode.hpp"

namespace aicost {

constexpr std::size_t hours_a_day = 24;
using HourShares = std::array<double, hours_a_day>;

// For each of the profile's hours (utc_offset_hours, active_days_per_week): the share of it within the window, over the
// days with work. Later ones of `windows` take precedence over earlier ones; index -1 is the rest.
std::vector<HourShares> window_shares(const Json& root, const std::vector<PriceWindow>& windows);

// The weights of the hours, with mean 1: workload.load_shape. Flat if it is not a known one.
HourShares load_weights(const Json& root);

// The factor by which all prices of the window differ from the model's; none if it is not the same for all.
std::optional<double> ratio_of(const PriceWindow& window, const CloudModel& model);

}  // namespace aicost
