// Bought hardware. docs/model.md, section 3.
//
//   up-front    = units·sum(quantity·unit_price) + setup_cost
//   replacement at t = L, 2L, … < T for quantity·unit_price·(1+k)^(t/12)·units
//   resale      at t = T: the last purchase of each item, at P·(1-d)^((T-t_p)/12) or at salvage_share·P
//   financing   t = 0: the rest; t = 1..n: A = share·hardware·i/(1-(1+i)^-n), i = apr/12; what is left at T is paid off
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/option/electricity.hpp"
#include "aicost/option/machine.hpp"
#include "aicost/option/running.hpp"
#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

struct HardwareItem {
    double quantity = 1.0;
    Money unit_price;
    std::optional<Months> lifetime_months;
    double price_change_per_year = 0.0;

    static const Record& record();
};

struct Financing {
    double share = 0.0;  // of the up-front hardware
    double apr = 0.0;
    int months = 0;

    static const Record& record();
};

struct Owned {
    std::vector<Named<HardwareItem>> hardware;  // of ONE unit
    Machines machines;
    Running running;
    double maintenance_share_per_year = 0.0;
    std::optional<double> depreciation_per_year;  // or salvage_share; without either, nothing is recovered
    std::optional<double> salvage_share;
    std::optional<Financing> financing;
    std::optional<Electricity> electricity;
    std::optional<ModelMemory> model_memory;
    About about;

    static constexpr std::string_view kind = "owned";
    static constexpr bool leaves_premises = false, needs_network = false, has_rate_limits = false;
    static const Record& record();
};

}  // namespace aicost
