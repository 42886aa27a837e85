#include "volume_kinks.hpp"

#include <algorithm>
#include <cmath>

#include "ledger.hpp"
#include "serving.hpp"

namespace aicost {

namespace {

constexpr int most_unit_steps = 2000;  // sizes of an "auto" machine that are looked at one by one

bool machine_is_linear(const Units& units, bool has_serving, bool cost_follows_load) {
    return units.count.has_value() && !(has_serving && cost_follows_load);
}

// The demand of one token a day.
Demand one_token(const Scenario& scenario) {
    Workload work = scenario.workload;
    work.tokens_per_day = tokens(1);
    return demand(work, scenario.days_per_month, scenario.horizon_months);
}

// The tokens of a month at which the quota ends, and at which the minimum is reached.
std::vector<double> kinks_of(const Api& api, const Demand& at_one) {
    const TokenPrice price = mixed_price(api, at_one);
    const auto factors = monthly_price_factors(api.price_change_per_year, at_one.volume.size());
    const double quota = api.included_tokens_per_month.value();
    const Money to_minimum = api.monthly_minimum - api.monthly_fee;
    std::vector<double> kinks;
    for (std::size_t i = 0; i < at_one.volume.size(); ++i) {
        const double a_month = at_one.volume[i].value();
        if (quota > 0.0) kinks.push_back(quota / a_month);
        const TokenPrice now = price * factors[i];
        if (to_minimum > Money() && now > TokenPrice()) {
            kinks.push_back((quota + to_minimum.value() / now.value() * 1e6) / a_month);
        }
    }
    return kinks;
}

// Where an "auto" machine grows, or one of fixed size is busy for as long as it can be paid for.
std::vector<double> kinks_of(const Units& units, const Capacity& machine, const Demand& at_one,
                             double busy_hours_most) {
    std::vector<double> kinks;
    double largest = 0.0;
    for (const Tokens& volume : at_one.volume)
        largest = std::max(largest, volume.value() / at_one.days_per_month);
    if (units.count) {
        for (const Tokens& volume : at_one.volume) {
            const double busy = machine.busy_hours(volume.value() / at_one.days_per_month, *units.count);
            if (busy > 0.0) kinks.push_back(busy_hours_most / busy);
        }
        return kinks;
    }
    const double one_unit = machine.max_utilization / machine.utilization(largest, 1.0);
    for (int n = 1; n <= most_unit_steps; ++n) {
        kinks.push_back(one_unit * n);
        kinks.push_back(one_unit * n * (1.0 + 4e-12));  // just behind the jump
    }
    return kinks;
}

std::vector<double> kinks_of(const Owned& owned, const Demand& at_one) {
    const auto machine = capacity(owned.serving, at_one, hours_on(owned));
    return machine ? kinks_of(owned.units, *machine, at_one, machine->on) : std::vector<double>();
}
std::vector<double> kinks_of(const Rented& rented, const Demand& at_one) {
    const auto machine = capacity(rented.serving, at_one, hours_on(rented));
    return machine ? kinks_of(rented.units, *machine, at_one, 24.0 * machine->max_utilization)
                   : std::vector<double>();
}

void add_scaled(std::vector<double>& kinks, const std::vector<double>& more, double share) {
    if (share <= 0.0) return;
    for (const double kink : more) kinks.push_back(kink / share);
}

}  // namespace

bool is_linear(const Option& option, const Scenario& scenario) {
    if (const auto* api = std::get_if<Api>(&option)) {
        return api->included_tokens_per_month == Tokens() && api->monthly_minimum <= api->monthly_fee;
    }
    if (const auto* owned = std::get_if<Owned>(&option)) {
        return machine_is_linear(owned->units, owned->serving.has_value(), owned->electricity.has_value());
    }
    if (const auto* rented = std::get_if<Rented>(&option)) {
        return machine_is_linear(rented->units, rented->serving.has_value(),
                                 rented->billing == Rented::Billing::busy_hours);
    }
    const auto& hybrid = std::get<Hybrid>(option);
    return !hybrid.overflow &&
           is_linear(scenario.options[*find_option(scenario, hybrid.local)].value, scenario) &&
           is_linear(scenario.options[*find_option(scenario, hybrid.cloud)].value, scenario);
}

std::vector<double> volume_kinks(const Option& option, const Scenario& scenario) {
    const Demand at_one = one_token(scenario);
    if (const auto* api = std::get_if<Api>(&option)) return kinks_of(*api, at_one);
    if (const auto* owned = std::get_if<Owned>(&option)) return kinks_of(*owned, at_one);
    if (const auto* rented = std::get_if<Rented>(&option)) return kinks_of(*rented, at_one);
    const auto& hybrid = std::get<Hybrid>(option);
    const double share = hybrid.overflow ? 1.0 : hybrid.local_share.value_or(0.0);
    std::vector<double> kinks;
    add_scaled(kinks, volume_kinks(scenario.options[*find_option(scenario, hybrid.local)].value, scenario),
               share);
    if (!hybrid.overflow) {
        add_scaled(kinks,
                   volume_kinks(scenario.options[*find_option(scenario, hybrid.cloud)].value, scenario),
                   1.0 - share);
    }
    return kinks;
}

}  // namespace aicost
