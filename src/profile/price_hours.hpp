// Prices of some hours of the day, as factors of the hours of a profile.
#pragma once

#include <array>
#include <optional>

#include "aicost/catalogue.hpp"
#include "profile/decode.hpp"

namespace aicost {

constexpr std::size_t hours_a_day = 24;
using HourShares = std::array<double, hours_a_day>;

// Of each of the profile's hours (utc_offset_hours, active_days_per_week): the part of it that lies in the window, on
// the days with work. A later window of `windows` comes before an earlier one; index -1 is the rest.
std::vector<HourShares> window_shares(const Json& root, const std::vector<PriceWindow>& windows);

// The weights of the hours, of mean 1: workload.load_shape. Flat where it is none that is known.
HourShares load_weights(const Json& root);

// What all prices of the window are multiples of the model's by; none where they differ.
std::optional<double> ratio_of(const PriceWindow& window, const CloudModel& model);

}  // namespace aicost
