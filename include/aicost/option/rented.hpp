// A machine by the hour, or by the month. docs/model.md, section 3.
//
//   always_on:     units·hours_per_day·P·price_m, or units·price_per_month; P = days paid for
//   busy_hours:    billed by the second of work
//   whole_units:   whole machines, autoscaled by the hour
//   scale_to_zero: as serverless machines are billed: with idle timeouts and cold starts
//   price_m = price·(1+k)^((m'-1)/12), m' = L·floor((m-1)/L)+1, L = price_held_months
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/option/machine.hpp"
#include "aicost/option/running.hpp"
#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

struct Rented {
    enum class Billing { always_on, busy_hours, whole_units, scale_to_zero };

    std::optional<HourlyPrice> price_per_hour;  // of one unit
    std::optional<Money> price_per_month;       // instead: always on
    Billing billing = Billing::always_on;
    Duration hours_per_day = hours(24);
    bool only_on_active_days = false;
    double price_change_per_year = 0.0;
    int price_held_months = 1;
    double lost_share = 0.0;  // [0, 1): work lost to interruptions
    double idle_timeout_seconds = 0.0;
    double cold_start_seconds = 0.0;
    Machines machines;
    Running running;
    About about;

    static constexpr std::string_view kind = "rented";
    static constexpr bool leaves_premises = true, needs_network = true, has_rate_limits = false;
    static const Record& record();
};

}  // namespace aicost
