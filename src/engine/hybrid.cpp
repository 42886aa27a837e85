#include "aicost/option/hybrid.hpp"

#include <algorithm>

#include "ledger.hpp"
#include "serving.hpp"

namespace aicost {

namespace {

constexpr Field hybrid_fields[] = {
    {"local",
     text<&Hybrid::local>(),
     Unit::none,
     {},
     "",
     "id of an owned or rented option of this profile",
     Presence::required},
    {"cloud",
     text<&Hybrid::cloud>(),
     Unit::none,
     {},
     "",
     "id of an api option of this profile",
     Presence::required},
    {"local_share", number<&Hybrid::local_share>(), Unit::share, bounds::share, "",
     "share of every month's volume that the local side serves; or overflow"},
    {"overflow",
     flag<&Hybrid::overflow>(),
     Unit::none,
     {},
     "false",
     "the local side serves each hour what it can, the cloud the rest (needs serving)"},
    {"capabilities",
     text_list<&Hybrid::capabilities>(),
     Unit::none,
     {},
     "[]",
     "what it is good enough for: held against requirements.quality"},
};
constexpr Record hybrid_record{"hybrid", "a local and a cloud option side by side", hybrid_fields};

struct LocalSide {
    const Units* units = nullptr;
    std::optional<Capacity> capacity;
};

LocalSide local_side(const Option& option, const Demand& demand) {
    if (const auto* owned = std::get_if<Owned>(&option)) {
        return {&owned->units, capacity(owned->serving, demand, hours_on(*owned))};
    }
    const auto& rented = std::get<Rented>(option);
    return {&rented.units, capacity(rented.serving, demand, hours_on(rented))};
}

Demand scaled(const Demand& demand, const std::vector<double>& share, bool rest) {
    Demand part = demand;
    for (std::size_t i = 0; i < part.volume.size(); ++i)
        part.volume[i] = part.volume[i] * (rest ? 1.0 - share[i] : share[i]);
    return part;
}

// s_m of an overflowing hybrid: hour by hour what `units` serve, at most what their hours on allow.
double overflow_share(const Capacity& capacity, double units, const std::array<double, 24>& weights,
                      double tokens_per_day) {
    const double busy = tokens_per_day * capacity.busy_seconds_per_token;  // S_m
    if (busy <= 0.0) return 1.0;
    const double hourly = capacity.max_utilization * 3600.0 * units;
    const double fits = hourly / busy;  // in an hour, as a part of the day's work
    // The same 1e-12 as for the sizing of units: what was bought for all of the work has room for all of it.
    const double just_fits = fits * (1.0 + 1e-12);
    double share = 0.0;
    bool overflows = just_fits * capacity.on < 1.0;
    for (const double weight : weights) {
        const double part = weight / 24.0;
        overflows = overflows || part > just_fits;
        share += std::min(part, fits);
    }
    // Where all fits it is all, not what a sum over 24 hours leaves of it.
    return overflows ? std::min({share, fits * capacity.on, 1.0}) : 1.0;
}

void take_side(Ledger& into, Ledger side, const std::string& id) {
    for (Item& item : side.items) into.items.push_back({id + "." + item.name, std::move(item.flow)});
    into.feasible = into.feasible && side.feasible;
    for (Note& note : side.notes) into.notes.push_back(std::move(note));
}

}  // namespace

const Record& Hybrid::record() { return hybrid_record; }

Ledger make_ledger(const Hybrid& hybrid, const Scenario& scenario, const Demand& demand) {
    const Option& local = scenario.options[*find_option(scenario, hybrid.local)].value;
    const Api& cloud = std::get<Api>(scenario.options[*find_option(scenario, hybrid.cloud)].value);
    const std::size_t months = demand.volume.size();
    const LocalSide side = local_side(local, demand);
    const bool overflows = hybrid.overflow && side.capacity;
    const auto weights = demand.shape.weights();

    // Inside an overflowing hybrid the local side keeps the size that it has on its own.
    double units = size_units(*side.units, side.capacity, demand, scenario.horizon_months);
    std::vector<double> share(months, hybrid.local_share.value_or(0.0));
    if (overflows) {
        for (std::size_t i = 0; i < months; ++i) {
            share[i] = overflow_share(*side.capacity, units, weights,
                                      demand.volume[i].value() / demand.days_per_month);
        }
    }
    const Demand local_demand = scaled(demand, share, false);
    if (!overflows) units = size_units(*side.units, side.capacity, local_demand, scenario.horizon_months);

    Ledger from_local = std::holds_alternative<Owned>(local)
                            ? make_ledger(std::get<Owned>(local), scenario, local_demand, units)
                            : make_ledger(std::get<Rented>(local), scenario, local_demand, units);
    Ledger from_cloud = make_ledger(cloud, scenario, scaled(demand, share, true));

    Ledger ledger;
    ledger.units = from_local.units;
    ledger.energy = std::move(from_local.energy);
    ledger.grams_co2_per_kwh = from_local.grams_co2_per_kwh;
    ledger.utilization = from_local.utilization;
    if (overflows) {
        // It never asks the local side for more than it has.
        for (double& rho : ledger.utilization) rho = std::min(rho, side.capacity->max_utilization);
        from_local.feasible = true;
        std::erase_if(from_local.notes,
                      [](const Note& note) { return note.code == Note::Code::too_few_units; });
    } else if (side.capacity && share.front() > 0.0 && from_local.capacity_tokens_per_day) {
        ledger.capacity_tokens_per_day = *from_local.capacity_tokens_per_day / share.front();
    }

    double marginal_share = share.front();
    if (overflows) {
        const double now = demand.volume.front().value();
        const double more = now + 1e6;
        marginal_share =
            (overflow_share(*side.capacity, units, weights, more / demand.days_per_month) * more -
             share.front() * now) /
            1e6;
    }
    ledger.marginal = from_local.marginal * marginal_share + from_cloud.marginal * (1.0 - marginal_share);
    ledger.local_share.assign(share.begin(), share.begin() + scenario.horizon_months);
    take_side(ledger, std::move(from_local), hybrid.local);
    take_side(ledger, std::move(from_cloud), hybrid.cloud);
    return ledger;
}

}  // namespace aicost
