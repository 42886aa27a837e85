// Random scenarios over every kind of option, for property tests. Inputs are unrealistic but possible; they
// shrink towards few options with nothing optional in them.
#pragma once

#include <rapidcheck.h>

#include <cmath>
#include <ostream>
#include <string>

#include "aicost/scenario.hpp"

namespace aicost {

// What a failing property prints: every number that is stated. (rapidcheck finds it by its name.)
inline void showValue(const Scenario& scenario, std::ostream& out) {
    Scenario copy = scenario;
    for (const auto& [id, option] : copy.options) {
        out << "\n  " << id << ": " << kind_of(option);
        if (const auto* hybrid = std::get_if<Hybrid>(&option)) {
            out << " of " << hybrid->local << " and " << hybrid->cloud
                << (hybrid->overflow ? ", overflowing" : "");
        }
    }
    out << "\n  load shape " << static_cast<int>(copy.workload.load_shape.kind);
    out.precision(17);
    for (const Parameter& parameter : all_parameters(copy)) {
        if (parameter.get()) out << "\n  " << parameter.path() << " = " << *parameter.get();
    }
}

}  // namespace aicost

namespace aicost::testing {

// These are to be called inside rc::gen::exec.
inline bool chance(int percent) { return *rc::gen::inRange(0, 100) >= 100 - percent; }
inline double between(double least, double most) {
    return least + (most - least) * *rc::gen::inRange(0, 1001) / 1000.0;
}
// Over many sizes, evenly in the logarithm.
inline double sized(double least, double most) {
    return least * std::pow(most / least, *rc::gen::inRange(0, 1001) / 1000.0);
}

inline Workload random_workload() {
    Workload work;
    const double volume = chance(2) ? 0.0 : sized(1e4, 1e9);
    if (chance(30)) {
        work.input_tokens_per_request = tokens(sized(50, 3e5));
        work.output_tokens_per_request = tokens(sized(10, 8000));
    }
    if (work.input_tokens_per_request && chance(50)) {
        work.requests_per_day =
            volume / (*work.input_tokens_per_request + *work.output_tokens_per_request).value();
    } else {
        work.tokens_per_day = tokens(volume);
    }
    if (chance(40)) work.output_share = between(0, 1);
    if (chance(40)) {
        work.cache_read_share = between(0, 0.5);
        work.cache_write_share = between(0, 0.3);
        work.cache_write_1h_share = between(0, 0.2);
    }
    if (chance(30)) work.batch_share = between(0, 1);
    if (chance(40)) work.growth_per_month = between(-0.08, 0.08);
    work.load_shape.kind = static_cast<LoadShape::Kind>(*rc::gen::inRange(0, 4));
    for (double& weight : work.load_shape.own_weights) weight = chance(30) ? 0.0 : between(0, 9);
    work.load_shape.own_weights[12] += 1.0;  // at least one above 0
    return work;
}

inline Api random_api() {
    Api api;
    if (chance(50)) {
        api.input_per_mtok = per_mtok(sized(0.05, 20));
        api.output_per_mtok = per_mtok(sized(0.1, 80));
        if (chance(50)) api.cache_read_per_mtok = per_mtok(sized(0.01, 5));
        if (chance(50)) api.cache_write_per_mtok = per_mtok(sized(0.05, 25));
        if (chance(30)) api.cache_write_1h_per_mtok = per_mtok(sized(0.05, 40));
    } else {
        api.price_per_mtok = per_mtok(sized(0.05, 20));
    }
    if (chance(25)) {
        LongContext rule;
        rule.above_input_tokens = tokens(sized(100, 2e5));
        rule.input_per_mtok = per_mtok(sized(0.05, 40));
        rule.output_per_mtok = per_mtok(sized(0.1, 90));
        if (chance(30)) rule.cache_read_per_mtok = per_mtok(sized(0.01, 9));
        if (chance(50)) rule.rule = LongContext::Rule::excess;
        api.long_context = {rule};
    }
    if (chance(25)) api.included_tokens_per_month = tokens(sized(1e5, 1e9));
    if (chance(40)) api.batch_discount = between(0, 1);
    if (chance(25)) api.monthly_fee = money(sized(5, 5000));
    if (chance(25)) api.monthly_minimum = money(sized(5, 5000));
    if (chance(40)) api.price_change_per_year = between(-0.6, 0.3);
    if (chance(25)) api.tokens_per_minute = tokens(sized(1e3, 1e7));
    if (chance(30)) api.about.capabilities = {"code"};
    return api;
}

inline Serving random_serving() {
    Serving block;
    block.input_tokens_per_second = tokens_per_second(sized(100, 1e5));
    block.output_tokens_per_second = tokens_per_second(sized(5, 5000));
    if (chance(50)) block.max_utilization = between(0.2, 1.0);
    return block;
}

inline Units random_units(bool may_be_auto) {
    Units units;
    if (chance(40)) units.count = *rc::gen::inRange(1, 30);
    if (may_be_auto && chance(30)) units.count.reset();
    return units;
}

inline Electricity random_electricity(bool has_serving) {
    Electricity power;
    power.price_per_kwh = per_kwh(between(0.02, 0.6));
    power.load_watts = watts(sized(20, 10'000));
    if (chance(50)) power.idle_watts = between(0, 1) * *power.load_watts;
    if (chance(50)) power.pue = between(1, 2);
    if (chance(40)) power.powered_hours_per_day = hours(between(1, 24));
    if (chance(30)) power.price_change_per_year = between(-0.1, 0.2);
    if (chance(30)) power.grams_co2_per_kwh = between(10, 800);
    if (!has_serving || chance(20)) power.load_share = between(0, 1);
    return power;
}

inline Owned random_owned() {
    Owned owned;
    const int items = *rc::gen::inRange(0, 4);
    for (int i = 0; i < items; ++i) {
        HardwareItem item;
        item.unit_price = money(sized(50, 50'000));
        if (chance(30)) item.quantity = *rc::gen::inRange(1, 9);
        if (chance(40)) item.lifetime_months = months(*rc::gen::inRange(1, 80));
        if (chance(40)) item.price_change_per_year = between(-0.4, 0.2);
        owned.hardware.push_back({"item" + std::to_string(i), item});
    }
    if (chance(60)) owned.machines.serving = random_serving();
    owned.machines.units = random_units(owned.machines.serving.has_value());
    if (chance(40)) owned.running.setup_cost = money(sized(10, 9000));
    if (chance(50)) owned.running.monthly_costs.push_back({"colocation", money(sized(1, 2000))});
    if (chance(30)) owned.running.monthly_costs_change_per_year = between(-0.1, 0.2);
    if (chance(30)) owned.running.staff = Staff{between(0, 80), per_hour(between(10, 150))};
    if (chance(30)) owned.maintenance_share_per_year = between(0, 0.2);
    if (chance(30)) {
        owned.depreciation_per_year = between(0, 1);
    } else if (chance(30)) {
        owned.salvage_share = between(0, 1);
    }
    if (chance(30)) {
        owned.financing =
            Financing{between(0, 1), chance(80) ? between(0, 0.3) : 0.0, *rc::gen::inRange(1, 90)};
    }
    if (chance(50)) owned.electricity = random_electricity(owned.machines.serving.has_value());
    if (chance(30)) owned.about.capabilities = {"code", "vision"};
    return owned;
}

inline Rented random_rented() {
    Rented rented;
    rented.price_per_hour = per_hour(sized(0.05, 40));
    if (chance(60)) rented.machines.serving = random_serving();
    if (rented.machines.serving && chance(50)) rented.billing = Rented::Billing::busy_hours;
    if (chance(40)) rented.hours_per_day = hours(between(1, 24));
    if (chance(40)) rented.price_change_per_year = between(-0.4, 0.2);
    rented.machines.units = random_units(rented.machines.serving.has_value());
    if (chance(30)) rented.running.setup_cost = money(sized(10, 9000));
    if (chance(40)) rented.running.monthly_costs.push_back({"storage", money(sized(1, 900))});
    if (chance(30)) rented.running.monthly_costs_change_per_year = between(-0.1, 0.2);
    if (chance(30)) rented.running.staff = Staff{between(0, 80), per_hour(between(10, 150))};
    return rented;
}

inline bool has_serving(const Option& option) {
    if (const auto* owned = std::get_if<Owned>(&option)) return owned->machines.serving.has_value();
    if (const auto* rented = std::get_if<Rented>(&option)) return rented->machines.serving.has_value();
    return false;
}

inline rc::Gen<Scenario> any_scenario() {
    return rc::gen::exec([] {
        Scenario scenario;
        scenario.horizon_months = *rc::gen::inRange(1, 150);
        if (chance(3)) scenario.horizon_months = longest_horizon;
        if (chance(40)) scenario.days_per_month = *rc::gen::element(20.0, 30.4375, 31.0);
        if (chance(50)) scenario.discount_rate = chance(80) ? between(0, 0.25) : between(-0.2, 1.8);
        scenario.workload = random_workload();
        scenario.options.push_back({"local", random_owned()});
        scenario.options.push_back({"cloud", random_api()});
        if (chance(60)) scenario.options.push_back({"rack", random_rented()});
        if (chance(30)) scenario.options.push_back({"cloud2", random_api()});
        if (chance(60)) {
            Hybrid hybrid;
            hybrid.local = scenario.options.size() > 2 && chance(40) ? scenario.options[2].name : "local";
            if (hybrid.local == "cloud2") hybrid.local = "local";
            hybrid.cloud = "cloud";
            const auto& local = scenario.options[*find_option(scenario, hybrid.local)].value;
            if (has_serving(local) && chance(50)) {
                hybrid.overflow = true;
            } else {
                hybrid.local_share = between(0, 1);
            }
            scenario.options.push_back({"both", hybrid});
        }
        if (chance(20)) scenario.baseline = "local";
        if (chance(15)) scenario.requirements.data_stays_on_premises = true;
        if (chance(15)) scenario.requirements.quality = {"code"};
        return scenario;
    });
}

}  // namespace aicost::testing
