#include "aicost/option/rented.hpp"

#include <algorithm>

#include "ledger.hpp"
#include "serving.hpp"

namespace aicost {

namespace {

constexpr std::string_view billings[] = {"always_on", "busy_hours"};

constexpr Field rented_fields[] = {
    {"price_per_hour", number<&Rented::price_per_hour>(), Unit::price_per_hour, bounds::amount, "",
     "of one unit", Presence::required},
    {"billing",
     choice<&Rented::billing>(billings),
     Unit::none,
     {},
     "\"always_on\"",
     "always_on: hours_per_day, whatever the load; busy_hours: the hours that the load needs (needs "
     "serving)"},
    {"hours_per_day", number<&Rented::hours_per_day>(), Unit::hours_per_day, bounds::hours_of_day, "24",
     "hours rented a day (always_on): it can serve in no others"},
    {"price_change_per_year", number<&Rented::price_change_per_year>(), Unit::per_year, bounds::change, "0",
     "how the rent moves"},
    {"units",
     CountAccess{
         [](const void* owner) { return static_cast<const Rented*>(owner)->units.count; },
         [](void* owner, std::optional<double> count) { static_cast<Rented*>(owner)->units.count = count; },
         [](const void* owner) -> const void* { return &static_cast<const Rented*>(owner)->units; }},
     Unit::units,
     {},
     "1",
     "how many; \"auto\": as many as the workload needs (needs serving)"},
    {"setup_cost", number<&Rented::setup_cost>(), Unit::money, bounds::amount, "0", "one-off, not per unit"},
    {"monthly_costs", number_map<&Rented::monthly_costs>(), Unit::money_per_month, bounds::amount, "none",
     "item -> amount, not per unit"},
    {"monthly_costs_change_per_year", number<&Rented::monthly_costs_change_per_year>(), Unit::per_year,
     bounds::change, "0", "moves monthly costs and staff"},
    {"staff", record<&Rented::staff>(), Unit::none, {}, "none", "people's time"},
    {"serving",
     record<&Rented::serving>(),
     Unit::none,
     {},
     "capacity is not modelled",
     "what one unit can serve"},
    {"capabilities",
     text_list<&Rented::capabilities>(),
     Unit::none,
     {},
     "[]",
     "what it is good enough for: held against requirements.quality"},
};
constexpr Record rented_record{"rented", "a machine by the hour", rented_fields};

}  // namespace

const Record& Rented::record() { return rented_record; }

Ledger make_ledger(const Rented& rented, const Scenario& scenario, const Demand& demand,
                   std::optional<double> units) {
    Ledger ledger;
    const std::size_t months = demand.volume.size();
    const auto can_serve = capacity(rented.serving, demand, hours_on(rented));
    const double count =
        units ? *units : size_units(rented.units, can_serve, demand, scenario.horizon_months);
    ledger.units = count;
    if (can_serve) judge_capacity(ledger, *can_serve, count, demand, scenario.horizon_months);

    const HourlyPrice price = rented.price_per_hour.value_or(HourlyPrice());
    const bool by_load = rented.billing == Rented::Billing::busy_hours && can_serve;
    const auto billed_hours = [&](Tokens volume) {
        if (!by_load) return rented.hours_per_day.value();
        return std::min(
            can_serve->busy_hours(volume.value() / demand.days_per_month, count) / can_serve->max_utilization,
            24.0);
    };
    const auto factors = monthly_price_factors(rented.price_change_per_year, months);
    if (rented.setup_cost > Money()) ledger.item("setup", months).upfront = rented.setup_cost;
    CashFlow& rent = ledger.item("rent", months);
    for (std::size_t i = 0; i < months; ++i) {
        rent.monthly[i] =
            hours(count * billed_hours(demand.volume[i]) * demand.days_per_month) * price * factors[i];
    }
    add_monthly_costs(ledger, rented.monthly_costs, rented.staff, rented.monthly_costs_change_per_year,
                      months);
    if (by_load && billed_hours(demand.volume.front()) < 24.0) {
        ledger.marginal = seconds(can_serve->busy_seconds_per_token * 1e6 / can_serve->max_utilization) *
                          price / tokens(1e6);
    }
    if (!rented.units.count) ledger.notes.push_back({Note::Code::units_sized, 0, count, 0.0, ""});
    return ledger;
}

}  // namespace aicost
