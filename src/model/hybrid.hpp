// Section 3: several options share the work.
#pragma once

#include <limits>
#include <map>

#include "model/model.hpp"

namespace aicost {

template <class A>
const Named<Option>& Model<A>::option_of(const std::string& id) const {
    return scenario_.options[*find_option(scenario_, id)];
}

// Fixed costs are not divided; a part's marginal cost counts by its share of one more token.
template <class A>
void Model<A>::add_part(Bill<A>& into, const std::string& id, Bill<A> part,
                        std::optional<Number> of_one_more) const {
    for (BillItem<A>& item : part.items) {
        item.side = id;
        into.items.push_back(item);
    }
    into.feasible = into.feasible * part.feasible;
    const auto add_to = [](std::optional<Number>& sum, const std::optional<Number>& more) {
        if (more) sum = sum ? *sum + *more : *more;
    };
    add_to(into.kwh, part.kwh);
    add_to(into.kg_co2, part.kg_co2);
    if (part.peak) into.peak = into.peak ? a.max(*into.peak, *part.peak) : *part.peak;
    if (!part.marginal) {
        into.marginal = std::nullopt;
    } else if (into.marginal && of_one_more) {
        into.marginal = *into.marginal + *part.marginal * *of_one_more;
    }
    into.part_ids.push_back(id);
    into.parts.push_back(std::move(part));
}

template <class A>
Bill<A> Model<A>::shared(const std::vector<std::pair<std::string, Number>>& shares,
                         const Demand<A>& d) const {
    Bill<A> bill = empty_bill();
    bill.marginal = zero();
    for (const auto& [id, share] : shares) {
        Bill<A> part = this->bill(option_of(id).value, scaled(d, share));
        if (part.capacity) {
            const Number whole = a.select(a.greater(share, zero()), *part.capacity / share, infinite());
            // NaN: the part is unlimited
            const Number bound = a.select(a.greater(whole, zero()), whole, infinite());
            bill.capacity = bill.capacity ? a.min(*bill.capacity, bound) : bound;
        }
        if (!bill.units) bill.units = part.units;
        bill.shares.emplace_back(id, share);
        add_part(bill, id, std::move(part), share);
    }
    if (bill.capacity)
        bill.capacity = a.select(a.greater(infinite(), *bill.capacity), *bill.capacity,
                                 a.number(std::numeric_limits<double>::quiet_NaN()));
    return bill;
}

template <class A>
auto Model<A>::largest_load(const std::vector<LoadedHours<A>>& hours) const -> Series {
    if constexpr (requires { A::told; }) {
        std::vector<Series> loads;
        std::vector<std::vector<std::size_t>> at;
        for (const auto& one : hours) {
            loads.push_back(one.load);
            at.push_back(one.at);
        }
        return a.largest_of_hours(loads, std::move(at));
    } else {
        Series peak = hours.front().load;
        for (std::size_t i = 1; i < hours.size(); ++i) peak = a.max(peak, hours[i].load);
        return peak;
    }
}

// w_h/24 of a day's work
inline constexpr std::string_view part_name = "part of a day's work";

// How an overflowing day is split: the share of the day's work that the local side takes in each hour, and in all.
// `fits`: the share that its units can serve in an hour.
template <class A>
template <class T>
auto Model<A>::split_day(const T& fits, const Number& on, const std::array<double, 24>& weights) const
    -> Split<T> {
    const Number slack =
        a.number(1.0 + 1e-12);  // units bought for all of the work must hold all of it, despite roundings
    const LoadShape* shape = &scenario_.workload.load_shape;
    const double peak = *std::max_element(weights.begin(), weights.end()) / 24.0;
    const T overflows = a.named(a.max(a.greater(one(), fits * slack * on),
                                      a.greater(a.of_hour(peak, "busiest hour's part", shape), fits * slack)),
                                "does it overflow", Unit::number);
    Split<T> split{overflows, {}, overflows};
    std::vector<double> known;
    std::vector<T> taken;
    OverHours<A, T> sum(a);
    for (std::size_t hour = 0; hour < weights.size(); ++hour) {
        const double weight = weights[hour];
        auto at = std::find(known.begin(), known.end(), weight);
        if (at == known.end()) {
            known.push_back(weight);
            taken.push_back(a.min(fits, a.of_hour(weight / 24.0, part_name, shape)));
            at = known.end() - 1;
        }
        const T& here = taken[static_cast<std::size_t>(at - known.begin())];
        split.hours.push_back(here);
        sum.add(here, hour);
    }
    const T all = a.named(sum.sum(), "part of a day's work that fits into its hours", Unit::share);
    // where the daily limit binds, proportionally in each hour
    const T cut = a.named(a.min(one(), fits * on / all), "cut by the hours that it is on", Unit::share);
    split.share = a.named(a.select(overflows, a.min(one(), all * cut), one()), "local share", Unit::share);
    for (std::size_t hour = 0; hour < 24; ++hour)
        split.hours[hour] = a.named(
            a.select(overflows, split.hours[hour] * cut, a.of_hour(weights[hour] / 24.0, part_name, shape)),
            "local part of a day's work", Unit::share);
    return split;
}

template <class A>
Bill<A> Model<A>::overflowing(const Hybrid& hybrid, const Demand<A>& d) const {
    const Option& local = option_of(hybrid.local).value;
    const Option& cloud = option_of(hybrid.cloud).value;
    struct Side {
        Size size;
        Capacity capacity;
    };
    // The local side has the size that it would have on its own.
    std::optional<Side> side;
    const auto find_side = [&](const auto& machine, Number kept) {
        const Demand<A> mine = own(d, machine.running);
        if (const auto can_serve = capacity(machine.machines.serving, hours_on(machine), kept, mine))
            side = Side{size(machine.machines, can_serve, mine), *can_serve};
    };
    if (const auto* owned = std::get_if<Owned>(&local)) find_side(*owned, one());
    if (const auto* rented = std::get_if<Rented>(&local)) find_side(*rented, one() - of(rented->lost_share));
    if (!side) {
        const Number share = of(hybrid.local_share, 0.0);
        return shared({{hybrid.local, share}, {hybrid.cloud, one() - share}}, d);
    }
    const Number seconds = day_seconds(side->capacity, d);  // S_1
    const Number hourly = a.named(side->capacity.max_utilization * a.number(3600.0) * side->size.serving,
                                  "seconds of work that its units do in an hour", Unit::seconds);
    const Split<Series> split = split_day(
        a.named(hourly / seconds / d.growth, "part of a day's work that fits into an hour", Unit::share),
        side->capacity.on, d.weights);

    const auto part = [&](const Series& share, const auto& hour_of) {
        Demand<A> mine = d;
        mine.own_shape = true;
        mine.growth = a.decided(a.decided(d.growth * share, split.overflows), &hybrid.overflow);
        mine.max_growth = a.named(a.largest(mine.growth), "growth to the busiest month there", Unit::ratio);
        mine.hours.clear();
        for (std::size_t hour = 0; hour < 24; ++hour) {
            mine.hours.push_back(
                {a.named(hour_of(hour) * d.growth * a.number(24.0), "load there", Unit::ratio), {hour}});
        }
        mine.peak_by_month = a.named(largest_load(mine.hours), "load of the busiest hour there", Unit::ratio);
        mine.peak_load = a.named(a.largest(mine.peak_by_month),
                                 "load of the busiest hour there, of all months", Unit::ratio);
        return mine;
    };
    const Demand<A> kept = part(split.share, [&](std::size_t hour) { return split.hours[hour]; });
    const Demand<A> rest = part(one() - split.share, [&](std::size_t hour) {
        const Number work = a.of_hour(d.weights[hour] / 24.0, part_name, &scenario_.workload.load_shape);
        return a.named(a.max(zero(), work - split.hours[hour]), "part of a day's work that flows over",
                       Unit::share);
    });

    Bill<A> mine = std::visit(
        [&](const auto& held) {
            if constexpr (requires { held.machines; }) {
                return this->bill(held, kept, side->size);
            } else {
                return this->bill(held, kept);
            }
        },
        local);
    // It is never given more than it can serve.
    mine.feasible = one();
    mine.peak = a.min(*mine.peak, side->capacity.max_utilization);
    mine.utilization = a.min(*mine.utilization, side->capacity.max_utilization);
    mine.capacity = std::nullopt;
    Bill<A> over = this->bill(cloud, rest);

    // The local side's share of one more million tokens in month 1.
    const Number now = d.first * a.at_month(d.growth, 1), more = now + a.number(1e6);
    const Number per_token = side->capacity.seconds_per_token / d.active;
    const auto share_at = [&](Number volume) {
        return split_day(a.named(hourly / (per_token * volume), "part of a day's work that fits into an hour",
                                 Unit::share),
                         side->capacity.on, d.weights)
            .share;
    };
    const Number taken = a.named((share_at(more) * more - share_at(now) * now) / a.number(1e6),
                                 "local share of one more million tokens", Unit::share);

    Bill<A> bill = empty_bill();
    bill.marginal = zero();
    bill.units = mine.units;
    bill.utilization = mine.utilization;
    bill.share = split.share;
    add_part(bill, hybrid.local, std::move(mine), taken);
    add_part(bill, hybrid.cloud, std::move(over), one() - taken);
    return bill;
}

// A derivation names the inputs that say which options the two sides are.
template <class A>
void Model<A>::tell_sides(Bill<A>& bill, const Hybrid& hybrid) const {
    if constexpr (requires { A::told; }) {
        const auto tell = [&](auto& value, const std::string& id) {
            if (!a.is(value, 0.0)) value = a.decided(value, &id);
        };
        for (BillItem<A>& item : bill.items) {
            const std::string& id = item.side == hybrid.local ? hybrid.local : hybrid.cloud;
            tell(item.flow.upfront, id);
            tell(item.flow.at_end, id);
            for (FlowTerm<A>& term : item.flow.terms) tell(term.amount, id);
            std::map<const void*, Number> known;  // what is paid over and over is told of once
            for (FlowPayment<A>& payment : item.flow.payments) {
                const void* paid = payment.amount.node.get();
                payment.amount = known.try_emplace(paid, a.decided(payment.amount, &id)).first->second;
            }
        }
        for (auto* value :
             {&bill.marginal, &bill.kwh, &bill.kg_co2, &bill.peak, &bill.capacity, &bill.units}) {
            if (!*value) continue;
            tell(**value, hybrid.local);
            tell(**value, hybrid.cloud);
        }
    }
}

template <class A>
Bill<A> Model<A>::bill(const Hybrid& hybrid, const Demand<A>& d) const {
    if (hybrid.overflow) {
        Bill<A> bill = overflowing(hybrid, d);
        tell_sides(bill, hybrid);
        return bill;
    }
    std::vector<std::pair<std::string, Number>> shares;
    if (hybrid.parts.empty()) {
        const Number share = of(hybrid.local_share, 0.0);
        Bill<A> bill = shared({{hybrid.local, share}, {hybrid.cloud, one() - share}}, d);
        tell_sides(bill, hybrid);
        return bill;
    }
    std::optional<Number> sum;
    for (const auto& part : hybrid.parts) sum = sum ? *sum + of(part.value) : of(part.value);
    for (const auto& part : hybrid.parts) shares.emplace_back(part.name, of(part.value) / *sum);
    return shared(shares, d);
}

template <class A>
Bill<A> Model<A>::bill(const Option& option, const Demand<A>& d) const {
    return std::visit([&](const auto& held) { return this->bill(held, d); }, option);
}

}  // namespace aicost
