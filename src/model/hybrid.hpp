// Section 3: several options share the work.
#pragma once

#include <limits>

#include "model/model.hpp"

namespace aicost {

template <class A>
const Named<Option>& Model<A>::option_of(const std::string& id) const {
    return scenario_.options[*find_option(scenario_, id)];
}

// Fixed costs stay whole; what a part adds to one more token counts by the share that it takes of it.
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
            // a part without bound is a NaN, and bounds nothing
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

// How an overflowing day is split: what the local side takes in each hour, of the day's work, and all of it.
// `fits`: of the day's work, what its units serve in an hour.
template <class A>
template <class T>
auto Model<A>::split_day(const T& fits, const Number& on, const std::array<double, 24>& weights) const
    -> Split<T> {
    const Number slack = a.number(1.0 + 1e-12);  // what was bought for all of the work has room for all of it
    const double most = *std::max_element(weights.begin(), weights.end()) / 24.0;
    const T overflows = a.max(a.greater(one(), fits * slack * on), a.greater(a.number(most), fits * slack));
    Split<T> split{overflows, {}, overflows};
    std::vector<double> known;
    std::vector<T> taken;
    std::optional<T> sum;
    for (const double weight : weights) {
        auto at = std::find(known.begin(), known.end(), weight);
        if (at == known.end()) {
            known.push_back(weight);
            taken.push_back(a.min(fits, a.number(weight / 24.0)));
            at = known.end() - 1;
        }
        const T& hour = taken[static_cast<std::size_t>(at - known.begin())];
        split.hours.push_back(hour);
        sum = sum ? *sum + hour : hour;
    }
    const T cut = a.min(one(), fits * on / *sum);  // where the daily bound binds, in each hour alike
    split.share = a.select(overflows, a.min(one(), *sum * cut), one());
    for (std::size_t hour = 0; hour < 24; ++hour)
        split.hours[hour] = a.select(overflows, split.hours[hour] * cut, a.number(weights[hour] / 24.0));
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
    // The local side keeps the size that it has on its own.
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
    const Number hourly = side->capacity.max_utilization * a.number(3600.0) * side->size.serving;
    const Split<Series> split = split_day(hourly / seconds / d.growth, side->capacity.on, d.weights);

    const auto part = [&](const Series& share, const auto& hour_of) {
        Demand<A> mine = d;
        mine.own_shape = true;
        mine.growth = d.growth * share;
        mine.most = a.largest(mine.growth);
        mine.hours.clear();
        std::optional<Series> peak;
        for (std::size_t hour = 0; hour < 24; ++hour) {
            const Series load = hour_of(hour) * d.growth * a.number(24.0);
            peak = peak ? a.max(*peak, load) : load;
            mine.hours.push_back({load, {hour}});
        }
        mine.peak_by_month = *peak;
        mine.peak_load = a.largest(*peak);
        return mine;
    };
    const Demand<A> kept = part(split.share, [&](std::size_t hour) { return split.hours[hour]; });
    const Demand<A> rest = part(one() - split.share, [&](std::size_t hour) {
        return a.max(zero(), a.number(d.weights[hour] / 24.0) - split.hours[hour]);
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
    // It is never asked for more than it has.
    mine.feasible = one();
    mine.peak = a.min(*mine.peak, side->capacity.max_utilization);
    mine.utilization = a.min(*mine.utilization, side->capacity.max_utilization);
    mine.capacity = std::nullopt;
    Bill<A> over = this->bill(cloud, rest);

    // What the local side takes of one more million tokens of month 1.
    const Number now = d.first * a.at_month(d.growth, 1), more = now + a.number(1e6);
    const Number per_token = side->capacity.seconds_per_token / d.active;
    const auto share_at = [&](Number volume) {
        return split_day(hourly / (per_token * volume), side->capacity.on, d.weights).share;
    };
    const Number taken = (share_at(more) * more - share_at(now) * now) / a.number(1e6);

    Bill<A> bill = empty_bill();
    bill.marginal = zero();
    bill.units = mine.units;
    bill.utilization = mine.utilization;
    bill.share = split.share;
    add_part(bill, hybrid.local, std::move(mine), taken);
    add_part(bill, hybrid.cloud, std::move(over), one() - taken);
    return bill;
}

template <class A>
Bill<A> Model<A>::bill(const Hybrid& hybrid, const Demand<A>& d) const {
    if (hybrid.overflow) return overflowing(hybrid, d);
    std::vector<std::pair<std::string, Number>> shares;
    if (hybrid.parts.empty()) {
        const Number share = of(hybrid.local_share, 0.0);
        return shared({{hybrid.local, share}, {hybrid.cloud, one() - share}}, d);
    }
    std::optional<Number> sum;
    for (const auto& part : hybrid.parts) sum = sum ? *sum + of(part.value) : of(part.value);
    for (const auto& part : hybrid.parts) shares.emplace_back(part.name, of(part.value) / *sum);
    return shared(shares, d);
}

template <class A>
Bill<A> Model<A>::bill(const Option& option, const Demand<A>& d) const {
    return std::visit(
        [&](const auto& held) {
            using Held = std::decay_t<decltype(held)>;
            // else it would be an Option again, and this its own caller
            static_assert(std::is_same_v<Held, Owned> || std::is_same_v<Held, Rented> ||
                              std::is_same_v<Held, Api> || std::is_same_v<Held, Hybrid>,
                          "a kind of option has its own bill()");
            return this->bill(held, d);
        },
        option);
}

}  // namespace aicost
