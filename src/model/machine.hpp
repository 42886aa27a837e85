// Section 4: what a machine can serve, how many it takes, how busy they are.
#pragma once

#include <limits>

#include "model/model.hpp"

namespace aicost {

template <class A>
auto Model<A>::capacity(const std::optional<Serving>& serving, Number on, Number kept,
                        const Demand<A>& d) const -> std::optional<Capacity> {
    if (!serving || !serving->input_tokens_per_second || !serving->output_tokens_per_second)
        return std::nullopt;
    const auto& mix = d.mix;
    Capacity capacity;
    // cache reads cost no prefill
    const Number read = a.named(mix.fresh_input + mix.cache_write + mix.cache_write_1h,
                                "share of input to work through", Unit::share);
    capacity.seconds_per_token = a.named((read / of(serving->input_tokens_per_second, 0.0) +
                                          mix.output / of(serving->output_tokens_per_second, 0.0)) /
                                             kept,
                                         "seconds of work for a token", Unit::seconds);
    capacity.on = on;
    capacity.max_utilization = of(serving->max_utilization);
    if (serving->seconds_per_request && d.requests)
        capacity.request_seconds = of(serving->seconds_per_request, 0.0);
    return capacity;
}

// The busiest hour's load, or the day's spread over the hours on, whichever is larger: rho = busy seconds a day / (3600·N) · this.
template <class A>
auto Model<A>::peak_factor(const Capacity& capacity, const Demand<A>& d) const -> Number {
    return a.named(a.max(d.peak_load / a.number(24.0), d.max_growth / capacity.on),
                   "part of a day's work in the busiest hour", Unit::ratio);
}

template <class A>
auto Model<A>::day_seconds(const Capacity& capacity, const Demand<A>& d) const -> Number {
    return a.named(d.first / d.active * capacity.seconds_per_token, "seconds of work on an active day",
                   Unit::seconds);
}

// Without the spares, at least 1.
template <class A>
auto Model<A>::units_needed(const Capacity& capacity, const Demand<A>& d) const -> Number {
    const Number rho = day_seconds(capacity, d) / a.number(3600.0) * peak_factor(capacity, d);
    return a.named(a.max(one(), whole(rho / capacity.max_utilization)), "units needed", Unit::units);
}

template <class A>
auto Model<A>::size(const Machines& machine, const std::optional<Capacity>& capacity,
                    const Demand<A>& d) const -> Size {
    const Number spare = unless(machine.spare_units, 0.0);
    if (machine.units.count) {
        const Number bought = a.read(&machine.units, *machine.units.count);
        return {bought, without_spares(bought, spare)};
    }
    const Number needed = capacity ? units_needed(*capacity, d) : one();
    const Number step = unless(machine.unit_step, 1.0);
    const Number bought =
        a.named(a.decided(step * a.ceil(a.max(unless(machine.min_units, 1.0), needed + spare) / step),
                          &machine.units),
                "units bought", Unit::units);
    return {bought, without_spares(bought, spare)};
}

// At least one serves, even if a batch varies both counts.
template <class A>
auto Model<A>::without_spares(Number bought, Number spare) const -> Number {
    return a.is(spare, 0.0) ? bought : a.named(a.max(one(), bought - spare), "units that serve", Unit::units);
}

template <class A>
void Model<A>::judge(Bill<A>& bill, const Capacity& capacity, Number serving, const Demand<A>& d) const {
    const Number work = a.named(day_seconds(capacity, d) / (a.number(3600.0) * serving),
                                "hours of work of a unit on an active day", Unit::hours);
    const Number peak = work * peak_factor(capacity, d);
    bill.peak = peak;
    bill.utilization = a.max(d.peak_by_month * (work / a.number(24.0)), d.growth * (work / capacity.on));
    bill.max_utilization = capacity.max_utilization;
    bill.feasible = bill.feasible * (one() - exceeds(peak, capacity.max_utilization));
    bill.units_needed = units_needed(capacity, d);
    bill.busy_share = work / a.number(24.0);
    const Number per_token = capacity.seconds_per_token / (a.number(3600.0) * serving) *
                             a.max(peak_weight(d, 24.0), one() / capacity.on);
    bill.capacity = a.select(a.greater(per_token, zero()), capacity.max_utilization / per_token,
                             a.number(std::numeric_limits<double>::quiet_NaN()));
}

// At the mean load in month 1.
template <class A>
auto Model<A>::requests_a_second(const Demand<A>& d) const -> Number {
    return a.named(d.first * *d.requests / d.active / a.number(24.0 * 3600.0),
                   "requests a second at the mean load", Unit::number);
}

// The share of an hour in which one of `units` batching machines has at least one request, as if each ran alone.
template <class A>
auto Model<A>::awake(const Demand<A>& d, const Series& load, Number units, Number seconds) const -> Series {
    return a.one_less_exp(load * (zero() - requests_a_second(d) * seconds / units));
}

// b_h: how much of an hour with that load one of `units` is busy.
template <class A>
auto Model<A>::busy_in_hour(const Capacity& capacity, const Demand<A>& d, const Series& load,
                            Number units) const -> Series {
    const Series work = load * (day_seconds(capacity, d) / (a.number(24.0 * 3600.0) * units));
    if (!capacity.request_seconds) return work;
    return a.max(work, awake(d, load, units, *capacity.request_seconds));
}

// H_m: busy hours of one of `units` on an active day, at most `most`.
template <class A>
auto Model<A>::busy_hours(const Capacity& capacity, const Demand<A>& d, Number units, Number limit) const
    -> Series {
    const auto named = [&](const Series& hours) {
        return a.named(hours, "busy hours of a unit on an active day", Unit::hours_per_day);
    };
    const Number work = day_seconds(capacity, d) / units / a.number(3600.0);
    if (!capacity.request_seconds) return named(a.clamp(d.growth, work, zero(), zero(), limit));
    OverHours<A, Series> sum(a);
    for (const auto& hours : d.hours) sum.add(busy_in_hour(capacity, d, hours.load, units), hours.at);
    return named(a.min(sum.sum(), limit));
}

template <class A>
auto Model<A>::hours_on(const Owned& owned) const -> Number {
    return owned.electricity ? of(owned.electricity->powered_hours_per_day) : a.number(24.0);
}
template <class A>
auto Model<A>::hours_on(const Rented& rented) const -> Number {
    if (rented.billing != Rented::Billing::always_on) return a.decided(a.number(24.0), &rented.billing);
    return rented.price_per_month ? a.number(24.0) : of(rented.hours_per_day);
}

template <class A>
void Model<A>::add_running(Bill<A>& bill, const Running& running) const {
    const Series series = price_series(unless(running.monthly_costs_change_per_year, 0.0));
    for (const auto& cost : running.monthly_costs) {
        // the flat rate of the article
        const bool power = cost.name == "electricity";
        add(bill, power ? ItemKind::electricity : ItemKind::monthly_cost, monthly(of(cost.value), series),
            power ? std::string() : cost.name);
    }
    if (running.staff)
        add(bill, ItemKind::staff,
            monthly(of(running.staff->hours_per_month) * of(running.staff->hourly_rate), series));
    for (const auto& income : running.monthly_income)
        add(bill, ItemKind::monthly_income, monthly(zero() - of(income.value), series), income.name);
}

template <class A>
void Model<A>::add_setup(Bill<A>& bill, const Running& running) const {
    const Number setup = unless(running.setup_cost, 0.0);
    if (!a.is(setup, 0.0)) add(bill, ItemKind::setup, once(setup));
}

template <class A>
void Model<A>::add_units(Bill<A>& bill, const Machines& machine, const Running& running, Number units,
                         std::optional<Number> load_watts) const {
    const Series series = price_series(unless(running.monthly_costs_change_per_year, 0.0));
    for (const auto& cost : machine.unit_monthly_costs)
        add(bill, ItemKind::unit_monthly_cost, monthly(units * of(cost.value), series), cost.name);
    if (!machine.colocation) return;
    const Colocation& rack = *machine.colocation;
    const Number kw = rack.kw ? of(rack.kw, 0.0) : load_watts.value_or(zero()) / a.number(1000.0);
    add(bill, ItemKind::colocation, monthly(units * kw * of(rack.price_per_kw_month), series));
}

}  // namespace aicost
