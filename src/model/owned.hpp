// Section 3: bought hardware, and its electricity.
#pragma once

#include <array>

#include "model/model.hpp"

namespace aicost {

// Hardware with its replacements, resale and the loan that pays for the initial purchase. Returns its price at t = 0.
template <class A>
auto Model<A>::add_hardware(Bill<A>& bill, const Owned& owned, Number units) const -> Number {
    const int horizon = a.horizon();
    Number price = zero();
    Flow<A> replacement = nothing();
    Number recovered = zero();
    for (const auto& [name, item] : owned.hardware) {
        const Number first = a.named(of(item.unit_price) * of(item.quantity) * units, name, Unit::money);
        // what lasts for the horizon is paid for once
        const bool lasts = item.lifetime_months && item.lifetime_months->value() >= horizon;
        const Number paid =
            lasts ? a.decided(a.decided(first, &item.lifetime_months), &scenario_.horizon_months) : first;
        price = a.is(price, 0.0) ? paid : price + paid;
        Number last = first;
        Number last_month = zero();
        if (item.lifetime_months) {
            const double life = item.lifetime_months->value();
            const Number each = a.decided(a.decided(first, &item.lifetime_months), &scenario_.horizon_months);
            for (int n = 1; n * life <= a.months(); ++n) {
                const Number month = a.number(n) * fixed(item.lifetime_months, life);
                const Number again = each * price_factor(unless(item.price_change_per_year, 0.0), month);
                auto at = replacement.payments.begin();
                while (at != replacement.payments.end() && at->month <= n * life) ++at;
                replacement.payments.insert(at, {n * life, again});
                if (n * life >= horizon) continue;
                last = again;
                last_month = month;
            }
        }
        if (owned.depreciation_per_year) {
            const Number age = fixed(scenario_.horizon_months, horizon) - last_month;
            const Number left = a.power(one() - of(owned.depreciation_per_year, 0.0), age / a.number(12.0));
            recovered = recovered + a.named(last * left, name, Unit::money, " resold");
        } else if (owned.salvage_share) {
            recovered =
                recovered + a.named(last * of(owned.salvage_share, 0.0), name, Unit::money, " resold");
        }
    }
    if (!owned.hardware.empty()) add(bill, ItemKind::hardware, once(price));
    if (!replacement.payments.empty()) add(bill, ItemKind::replacement, replacement);
    add_setup(bill, owned.running);
    if (owned.financing && !a.is(of(owned.financing->share), 0.0)) {
        const Financing& loan = *owned.financing;
        const Number principal = a.named(price * of(loan.share), "principal", Unit::money);
        const Number rate = a.named(of(loan.apr) / a.number(12.0), "monthly rate", Unit::number);
        Flow<A> flow = once(zero() - principal);
        pay(flow, a.named(principal * a.annuity(rate, loan.months), "instalment", Unit::money),
            a.step(loan.months));
        flow.at_end =
            a.named(principal * a.remaining(rate, loan.months, horizon), "owed at the horizon", Unit::money);
        add(bill, ItemKind::financing, flow);
    }
    if (!a.is(recovered, 0.0)) {
        Flow<A> flow = nothing();
        flow.at_end = zero() - recovered;
        add(bill, ItemKind::resale, flow);
    }
    return price;
}

// How much of an hour a machine is powered: hours are taken in order of their load, the last one perhaps in part.
template <class A>
auto Model<A>::part_of_hour(const Number& powered, std::size_t rank) const -> Number {
    return a.named(a.min(one(), a.max(zero(), powered - a.of_hour(static_cast<double>(rank), "rank by load",
                                                                  &scenario_.workload.load_shape))),
                   "powered part", Unit::share);
}

// The mean factor of an hourly tariff over the powered hours, and over the busy hours.
template <class A>
auto Model<A>::tariff(const Electricity& power, const std::optional<Capacity>& capacity, Number units,
                      const Demand<A>& d) const -> Tariff {
    if (!power.price_by_hour) return {one(), std::nullopt};
    const Number powered = of(power.powered_hours_per_day);
    std::array<std::size_t, 24> order{};
    for (std::size_t hour = 0; hour < 24; ++hour) order[hour] = hour;
    // ties, ignoring roundings, in order of the hours
    std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
        return d.weights[x] * (1.0 - 1e-12) > d.weights[y];
    });
    OverHours<A, Number> idle(a);
    OverHours<A, Series> worked(a), priced(a);
    for (std::size_t rank = 0; rank < 24; ++rank) {
        const std::size_t hour = order[rank];
        const Number on = a.is(powered, 24.0) ? one() : part_of_hour(powered, rank);
        if (a.is(on, 0.0)) break;
        const Number factor = a.of_hour((*power.price_by_hour)[hour], {}, &*power.price_by_hour);
        idle.add(on * factor, hour);
        if (!capacity) continue;
        const auto at = std::find_if(d.hours.begin(), d.hours.end(), [&](const auto& hours) {
            return std::find(hours.at.begin(), hours.at.end(), hour) != hours.at.end();
        });
        const Series busy = busy_in_hour(*capacity, d, at->load, units) * on;
        worked.add(busy, hour);
        priced.add(busy * factor, hour);
    }
    Tariff tariff{a.named(idle.sum() / powered, "mean price factor of the powered hours", Unit::ratio),
                  std::nullopt};
    if (!capacity) return tariff;
    const Series busy = a.named(worked.sum(), "busy hours of all hours", Unit::hours_per_day);
    const Series cost = a.named(priced.sum(), "busy hours, each at its price_by_hour", Unit::hours_per_day);
    tariff.busy = a.named(a.select(a.greater(busy, zero()), cost / busy, tariff.idle),
                          "mean price factor of the busy hours", Unit::ratio);
    return tariff;
}

template <class A>
void Model<A>::add_electricity(Bill<A>& bill, const Electricity& power,
                               const std::optional<Capacity>& capacity, const Size& size,
                               const Demand<A>& d) const {
    const Number powered = of(power.powered_hours_per_day);
    const Number load = of(power.load_watts, 0.0);
    const Number idle = power.idle_watts ? of(power.idle_watts, 0.0)
                                         : a.named(a.number(0.15) * load, "watts while idle", Unit::watts);
    const Number days_on =
        power.only_on_active_days ? a.decided(d.active, &power.only_on_active_days) : d.days;
    const Number pue = unless(power.pue, 1.0) / a.number(1000.0);
    const Series prices = price_series(unless(power.price_change_per_year, 0.0));
    const Number price = of(power.price_per_kwh, 0.0);
    const Tariff tariff = this->tariff(power, capacity, size.serving, d);

    // all units idle in all powered hours; serving ones draw the difference while busy
    const Number idling =
        a.named(size.bought * days_on * idle * powered * pue, "energy of a month if never busy", Unit::kwh);
    const Number more = a.named(size.serving * d.active * (load - idle) * pue,
                                "extra energy of a month per busy hour of a day", Unit::kwh);
    const Series busy = capacity ? busy_hours(*capacity, d, size.serving, powered) : a.ones();
    const Number working = capacity ? more : more * of(power.load_share, 0.0) * powered;

    Flow<A> flow = nothing();
    pay(flow, a.named(idling * price * tariff.idle, "cost of a month if never busy", Unit::money), prices);
    const auto extra = [&](const Number& cost) {
        return a.named(cost,
                       capacity ? "extra cost of a month per busy hour of a day" : "extra cost of a month",
                       Unit::money);
    };
    if (tariff.busy) {
        pay(flow, extra(working * price), busy * *tariff.busy * prices);
    } else {
        pay(flow, extra(working * price * tariff.idle), busy * prices);
    }
    if (power.price_per_kwh) add(bill, ItemKind::electricity, flow);

    bill.kwh =
        a.named(idling * a.number(a.horizon()) + working * a.sum(busy), "energy of the horizon", Unit::kwh);
    if (power.grams_co2_per_kwh)
        bill.kg_co2 = *bill.kwh * of(power.grams_co2_per_kwh, 0.0) / a.number(1000.0);
    if (capacity) {
        // (load - idle) watts for the busy time of one more token; nothing if already busy all day
        const Number factor = tariff.busy ? a.at_month(*tariff.busy, 1) : one();
        const Number token =
            (load - idle) * capacity->seconds_per_token / a.number(3600.0) * pue * price * factor;
        const Number idles =
            a.named(a.greater(powered, a.at_month(busy, 1)), "are there hours left", Unit::number);
        bill.marginal = a.decided(a.select(idles, token, zero()), idles);
    }
}

template <class A>
Bill<A> Model<A>::bill(const Owned& owned, const Demand<A>& workload, std::optional<Size> given) const {
    const Demand<A> d = own(workload, owned.running);
    Bill<A> bill = empty_bill();
    bill.marginal = zero();
    const auto can_serve = capacity(owned.machines.serving, hours_on(owned), one(), d);
    const Size units = given ? *given : size(owned.machines, can_serve, d);
    bill.units = units.bought;
    if (can_serve) judge(bill, *can_serve, units.serving, d);

    const Number price = add_hardware(bill, owned, units.bought);
    if (owned.electricity) add_electricity(bill, *owned.electricity, can_serve, units, d);
    add_running(bill, owned.running);
    const std::optional<Number> watts = owned.electricity && owned.electricity->load_watts
                                            ? std::optional(of(owned.electricity->load_watts, 0.0))
                                            : std::nullopt;
    add_units(bill, owned.machines, owned.running, units.bought, watts);
    const Number maintenance = unless(owned.maintenance_share_per_year, 0.0);
    if (!a.is(maintenance, 0.0) && !owned.hardware.empty()) {
        add(bill, ItemKind::maintenance,
            monthly(price * (maintenance / a.number(12.0)),
                    price_series(unless(owned.running.monthly_costs_change_per_year, 0.0))));
    }
    return bill;
}

}  // namespace aicost
