// Electricity of an owned machine, from its watts. docs/model.md, section 3.
//
//   kWh_m  = units·(A·(load·H + idle·(powered - H)) + (P - A)·idle·powered)/1000·pue     H: busy hours of a unit and active day
//   cost_m = kWh_m · price · (1+k)^((m-1)/12); with price_by_hour each hour's energy at its own factor
//
// Watts are of one unit, measured at the wall.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

struct Electricity {
    std::string region;  // catalogue id that supplies price and carbon intensity where not stated
    std::optional<EnergyPrice> price_per_kwh;  // not needed with colocation
    std::optional<Power> load_watts;
    std::optional<Power> idle_watts;  // 0.15 of load_watts if absent
    double pue = 1.0;
    Duration powered_hours_per_day = hours(24);
    double price_change_per_year = 0.0;
    std::optional<std::array<double, 24>> price_by_hour;  // factors of the price
    bool only_on_active_days = false;
    std::optional<double> grams_co2_per_kwh;
    std::optional<double> load_share;  // the duty cycle: needed where `serving` is absent

    static const Record& record();
    [[nodiscard]] Power load() const { return *load_watts; }
    [[nodiscard]] Power idle() const { return idle_watts ? *idle_watts : 0.15 * *load_watts; }
};

}  // namespace aicost
