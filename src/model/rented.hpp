// Section 3: a machine by the hour or by the month.
#pragma once

#include "model/model.hpp"

namespace aicost {

// Hours billed on an active day, of all units together, for billing that follows the load.
template <class A>
auto Model<A>::billed_hours(const Rented& rented, const Capacity& capacity, const Size& size,
                            const Demand<A>& d) const -> Series {
    using Billing = Rented::Billing;
    const Number seconds = day_seconds(capacity, d);
    const Number u = capacity.max_utilization;
    if (rented.billing == Billing::busy_hours && !capacity.request_seconds) {
        // billed by the second of work: one clamp, whatever the load shape
        return a.named(a.clamp(d.growth, seconds / size.serving / a.number(3600.0) / u, zero(), zero(),
                               a.number(24.0)),
                       "billed hours of a unit", Unit::hours_per_day) *
               size.serving;
    }
    // units needed at the mean load in month 1
    const Number mean =
        a.named(seconds / a.number(24.0 * 3600.0) / u, "units for the mean load", Unit::units);
    OverHours<A, Series> sum(a);
    for (const auto& hours : d.hours) {
        const Series needed = hours.load * mean;
        Series part = needed;
        if (rented.billing == Billing::busy_hours) {
            part =
                a.max(needed / size.serving, awake(d, hours.load, size.serving, *capacity.request_seconds)) *
                size.serving;
        } else if (rented.billing == Billing::whole_units) {
            const Machines& machine = rented.machines;
            const Number step = unless(machine.unit_step, 1.0);
            const Series units =
                a.max(unless(machine.min_units, 1.0), whole(needed) + unless(machine.spare_units, 0.0));
            part = a.min(a.ceil(units / step) * step, size.bought);
        } else if (capacity.request_seconds) {
            const Number seconds_up = a.named(*capacity.request_seconds + of(rented.idle_timeout_seconds),
                                              "seconds up for a request", Unit::seconds);
            const Series up =
                a.named(awake(d, hours.load, one(), seconds_up), "part in which it is up", Unit::share);
            const Series starts =
                a.named(hours.load * (requests_a_second(d) * a.number(3600.0)) * (one() - up), "cold starts",
                        Unit::number);
            part = a.max(up + starts * (of(rented.cold_start_seconds) / a.number(3600.0)), needed);
            if (rented.machines.units.count) part = a.min(part, size.serving);
        }
        sum.add(a.named(part, "units billed", Unit::units), hours.at);
    }
    return rented.billing == Billing::busy_hours ? a.min(sum.sum(), size.serving * a.number(24.0))
                                                 : sum.sum();
}

template <class A>
Bill<A> Model<A>::bill(const Rented& rented, const Demand<A>& workload, std::optional<Size> given) const {
    using Billing = Rented::Billing;
    const Demand<A> d = own(workload, rented.running);
    Bill<A> bill = empty_bill();
    bill.marginal = zero();
    const auto can_serve =
        capacity(rented.machines.serving, hours_on(rented), one() - unless(rented.lost_share, 0.0), d);
    const Size units = given ? *given : size(rented.machines, can_serve, d);
    bill.units = units.bought;
    if (can_serve) judge(bill, *can_serve, units.serving, d);
    const bool autoscaled = rented.billing != Billing::always_on;
    if (autoscaled && !rented.machines.units.count) bill.capacity = std::nullopt;

    add_setup(bill, rented.running);
    const Series prices = price_series(unless(rented.price_change_per_year, 0.0), rented.price_held_months);
    const Number hourly = of(rented.price_per_hour, 0.0);
    Flow<A> rent = nothing();
    if (rented.price_per_month) {
        pay(rent, units.bought * of(rented.price_per_month, 0.0), prices);
    } else if (autoscaled && can_serve) {
        const Series billed = a.named(billed_hours(rented, *can_serve, units, d),
                                      "billed hours of an active day", Unit::hours_per_day);
        pay(rent, a.decided(d.active * hourly, &rented.billing), billed * prices);
        if (rented.billing == Billing::busy_hours) {
            const Number token =
                can_serve->seconds_per_token / a.number(3600.0) / can_serve->max_utilization * hourly;
            const Number spare_hours =
                a.named(a.greater(units.serving * a.number(24.0), a.at_month(billed, 1)),
                        "are there hours left", Unit::number);
            bill.marginal =
                a.decided(a.decided(a.select(spare_hours, token, zero()), spare_hours), &rented.billing);
        } else if (rented.billing == Billing::scale_to_zero) {
            bill.marginal = std::nullopt;
        }
    } else {
        const Number days =
            rented.only_on_active_days ? a.decided(d.active, &rented.only_on_active_days) : d.days;
        pay(rent, a.named(units.bought * of(rented.hours_per_day) * days * hourly, "month 1", Unit::money),
            prices);
    }
    add(bill, ItemKind::rent, rent);
    add_running(bill, rented.running);
    add_units(bill, rented.machines, rented.running, units.bought, std::nullopt);
    return bill;
}

}  // namespace aicost
