// Owned and rented machines of the batch model.
#include <cmath>
#include <limits>

#include "model.hpp"

namespace aicost {

std::optional<BatchModel::Capacity> BatchModel::capacity(const std::optional<Serving>& serving, Expr on,
                                                         const BatchDemand& demand) const {
    if (!serving || !serving->input_tokens_per_second || !serving->output_tokens_per_second)
        return std::nullopt;
    const auto& mix = demand.mix;
    return Capacity{
        (mix.fresh_input + mix.cache_write + mix.cache_write_1h) / of(serving->input_tokens_per_second, 0.0) +
            mix.output / of(serving->output_tokens_per_second, 0.0),
        graph_.most(graph_.number(demand.peak / 24.0), graph_.number(1.0) / on),
        of(serving->max_utilization)};
}

Expr BatchModel::utilization(const Capacity& capacity, Expr tokens_per_day, Expr units) const {
    return tokens_per_day * capacity.busy_seconds_per_token / (graph_.number(3600.0) * units) *
           capacity.peak_factor;
}

Expr BatchModel::units_of(const Units& units, const std::optional<Capacity>& capacity,
                          const BatchDemand& demand) const {
    const Expr one = graph_.number(1.0);
    if (units.count) return inputs_.read(graph_, &units, *units.count);
    if (!capacity) return one;
    const Expr most = demand.first * demand.most / demand.days;
    const Expr needed = utilization(*capacity, most, one) / capacity->max_utilization;
    return graph_.most(one, graph_.round_up(needed * graph_.number(1.0 - 1e-12)));
}

void BatchModel::judge(BatchOption& option, const Capacity& capacity, Expr units,
                       const BatchDemand& demand) const {
    const Expr one = graph_.number(1.0);
    const Expr peak = utilization(capacity, demand.first * demand.most / demand.days, units);
    option.peak_utilization = peak;
    option.feasible = one - graph_.greater(peak * graph_.number(1.0 - 1e-12), capacity.max_utilization);
    const Expr per_token = utilization(capacity, one, units);
    option.capacity = graph_.select(graph_.greater(per_token, zero()), capacity.max_utilization / per_token,
                                    graph_.number(std::numeric_limits<double>::quiet_NaN()));
}

void BatchModel::add_monthly(BatchFlow& flow, const std::vector<Named<Money>>& costs,
                             const std::optional<Staff>& staff, Expr series) const {
    if (costs.empty() && !staff) return;
    Expr sum = zero();
    for (const auto& cost : costs) sum = sum + of(cost.value);
    if (staff) sum = sum + of(staff->hours_per_month) * of(staff->hourly_rate);
    flow.pay(sum, series);
}

Expr BatchModel::add_hardware(BatchFlow& flow, const Owned& owned, Expr units) const {
    const Expr one = graph_.number(1.0);
    const int horizon = graph_.horizon();
    Expr price = zero();
    for (const auto& [name, item] : owned.hardware) {
        const Expr first = of(item.unit_price) * of(item.quantity) * units;
        price = price + first;
        double last_month = 0.0;
        Expr last = first;
        if (item.lifetime_months) {
            const double life = item.lifetime_months->value();
            BatchFlow replacements;
            replacements.upfront = replacements.at_end = zero();
            for (int n = 1; n * life <= graph_.months(); ++n) {
                const Expr again = first * price_factor(of(item.price_change_per_year), n * life);
                replacements.payments.push_back({n * life, again});
                if (n * life < horizon) {
                    last = again;
                    last_month = n * life;
                }
            }
            flow.add(replacements);
        }
        const Expr kept = owned.depreciation_per_year
                              ? graph_.power(one - of(owned.depreciation_per_year, 0.0),
                                             graph_.number((horizon - last_month) / 12.0))
                              : of(owned.salvage_share, 0.0);
        flow.at_end = flow.at_end - last * kept;
    }
    flow.upfront = flow.upfront + price + of(owned.setup_cost);
    if (owned.financing) {
        const Financing& loan = *owned.financing;
        const Expr principal = price * of(loan.share);
        const Expr rate = of(loan.apr) / graph_.number(12.0);
        flow.upfront = flow.upfront - principal;
        flow.pay(principal * graph_.annuity(rate, loan.months), graph_.step(loan.months));
        flow.at_end = flow.at_end + principal * graph_.remaining(rate, loan.months, horizon);
    }
    return price;
}

void BatchModel::add_electricity(BatchOption& option, const Electricity& power,
                                 const std::optional<Capacity>& capacity, Expr units,
                                 const BatchDemand& demand) const {
    const Expr powered = of(power.powered_hours_per_day);
    const Expr load = of(power.load_watts, 0.0);
    const Expr idle = power.idle_watts ? of(power.idle_watts, 0.0) : graph_.number(0.15) * load;
    const Expr scale = units * demand.days * of(power.pue) / graph_.number(1000.0);
    const Expr prices = price_series(of(power.price_change_per_year));
    const Expr price = of(power.price_per_kwh);
    const auto use = [&](Expr kwh, Expr series) {
        option.energy.push_back({kwh, series});
        option.flow.pay(kwh * price, graph_.product(series, prices));
    };
    if (capacity) {
        const Expr busy =
            demand.first / demand.days * capacity->busy_seconds_per_token / units / graph_.number(3600.0);
        use(scale * idle * powered, graph_.ones());
        use(scale * (load - idle), graph_.clamp(demand.growth, busy, zero(), zero(), powered));
    } else {
        const Expr busy = of(power.load_share, 0.0) * powered;
        use(scale * (load * busy + idle * (powered - busy)), graph_.ones());
    }
    if (power.grams_co2_per_kwh) option.grams_co2_per_kwh = of(power.grams_co2_per_kwh, 0.0);
}

BatchOption BatchModel::make(const Owned& owned, const BatchDemand& demand) const {
    BatchOption option;
    option.flow.upfront = option.flow.at_end = zero();
    option.feasible = graph_.number(1.0);
    const Expr on = owned.electricity ? of(owned.electricity->powered_hours_per_day) : graph_.number(24.0);
    const auto can_serve = capacity(owned.serving, on, demand);
    const Expr units = units_of(owned.units, can_serve, demand);
    if (can_serve) judge(option, *can_serve, units, demand);

    const Expr price = add_hardware(option.flow, owned, units);
    if (owned.electricity) add_electricity(option, *owned.electricity, can_serve, units, demand);
    const Expr series = price_series(of(owned.monthly_costs_change_per_year));
    add_monthly(option.flow, owned.monthly_costs, owned.staff, series);
    const Expr maintenance = of(owned.maintenance_share_per_year);
    if (!maintenance.is(0.0)) option.flow.pay(price * (maintenance / graph_.number(12.0)), series);
    return option;
}

BatchOption BatchModel::make(const Rented& rented, const BatchDemand& demand) const {
    BatchOption option;
    option.flow.upfront = of(rented.setup_cost);
    option.flow.at_end = zero();
    option.feasible = graph_.number(1.0);
    const bool always = rented.billing == Rented::Billing::always_on;
    const Expr rented_hours = of(rented.hours_per_day);
    const auto can_serve = capacity(rented.serving, always ? rented_hours : graph_.number(24.0), demand);
    const Expr units = units_of(rented.units, can_serve, demand);
    if (can_serve) judge(option, *can_serve, units, demand);

    const Expr hourly = units * demand.days * of(rented.price_per_hour, 0.0);
    const Expr prices = price_series(of(rented.price_change_per_year));
    if (!always && can_serve) {
        const Expr busy = demand.first / demand.days * can_serve->busy_seconds_per_token / units /
                          graph_.number(3600.0) / can_serve->max_utilization;
        const Expr billed = graph_.clamp(demand.growth, busy, zero(), zero(), graph_.number(24.0));
        option.flow.pay(hourly, graph_.product(billed, prices));
    } else {
        option.flow.pay(hourly * rented_hours, prices);
    }
    add_monthly(option.flow, rented.monthly_costs, rented.staff,
                price_series(of(rented.monthly_costs_change_per_year)));
    return option;
}

}  // namespace aicost
