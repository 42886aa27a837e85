// A machine by the hour. docs/model.md, section 3.
//
//   always_on:  cost_m = units·hours_per_day·D·price_m
//   busy_hours: cost_m = units·min(H/max_utilization, 24)·D·price_m        (needs serving)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/option/owned.hpp"
#include "aicost/option/serving.hpp"
#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

struct Rented {
    enum class Billing { always_on, busy_hours };

    std::optional<HourlyPrice> price_per_hour;  // of one unit
    Billing billing = Billing::always_on;
    Duration hours_per_day = hours(24);
    double price_change_per_year = 0.0;
    Units units;
    Money setup_cost;
    std::vector<Named<Money>> monthly_costs;
    double monthly_costs_change_per_year = 0.0;
    std::optional<Staff> staff;
    std::optional<Serving> serving;
    std::vector<std::string> capabilities;

    static constexpr std::string_view kind = "rented";
    static const Record& record();
};

}  // namespace aicost
