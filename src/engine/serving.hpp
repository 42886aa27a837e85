// The arithmetic of capacity: docs/model.md, section 4.
#pragma once

#include <optional>

#include "aicost/option/serving.hpp"
#include "aicost/workload.hpp"
#include "ledger.hpp"

namespace aicost {

// A serving block under a workload's mix and shape.
struct Capacity {
    double busy_seconds_per_token = 0.0;
    double peak_factor = 0.0;  // max(p/24, 1/on), per hour
    double on = 24.0;          // hours a day that it can serve
    double max_utilization = 0.8;

    // rho of N units at `volume` tokens a day
    [[nodiscard]] double utilization(double tokens_per_day, double units) const {
        return tokens_per_day * busy_seconds_per_token / (3600.0 * units) * peak_factor;
    }
    // H, the busy hours of one of N units a day
    [[nodiscard]] double busy_hours(double tokens_per_day, double units) const {
        return tokens_per_day * busy_seconds_per_token / units / 3600.0;
    }
    [[nodiscard]] double units_for(double tokens_per_day) const;
};

// None where the block, or one of its rates, is absent.
std::optional<Capacity> capacity(const std::optional<Serving>& serving, const Demand& demand, double on);

// N: as stated, or what the demand of the horizon's months needs.
double size_units(const Units& units, const std::optional<Capacity>& capacity, const Demand& demand,
                  int horizon_months);

// Fills in utilisation, feasibility and capacity of the ledger.
void judge_capacity(Ledger& ledger, const Capacity& capacity, double units, const Demand& demand,
                    int horizon_months);

// Hours a day that the machine can serve.
double hours_on(const Owned& owned);
double hours_on(const Rented& rented);

}  // namespace aicost
