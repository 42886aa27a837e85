// Random scenarios over every kind of option, for property tests. Inputs are unrealistic but possible; they
// shrink towards few options with nothing optional in them.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>
#include <string>
#include <string_view>

#include "aicost/scenario.hpp"

namespace aicost {

// What a failing property prints: every number that is stated. (rapidcheck finds it by its name.)
inline void show_words(const Rented& rented, std::ostream& out) {
    out << ", billing " << static_cast<int>(rented.billing)
        << (rented.only_on_active_days ? ", on active days only" : "");
}
inline void show_words(const Owned& owned, std::ostream& out) {
    if (owned.electricity && owned.electricity->only_on_active_days) out << ", on active days only";
}
inline void show_words(const Api& api, std::ostream& out) {
    if (!api.long_context.empty())
        out << ", long prompts by rule " << static_cast<int>(api.long_context[0].rule);
}
inline void show_words(const Hybrid& hybrid, std::ostream& out) {
    if (hybrid.parts.empty()) out << " of " << hybrid.local << " and " << hybrid.cloud;
    out << (hybrid.overflow ? ", overflowing" : "");
}
inline void showValue(const Scenario& scenario, std::ostream& out) {
    Scenario copy = scenario;
    for (const auto& [id, option] : copy.options) {
        out << "\n  " << id << ": " << kind_of(option);
        std::visit([&](const auto& held) { show_words(held, out); }, option);
    }
    out << "\n  load shape " << static_cast<int>(copy.workload.load_shape.kind);
    if (copy.workload.conversation && copy.workload.conversation->cached) out << "\n  cached conversations";
    out.precision(17);
    for (const Parameter& parameter : all_parameters(copy)) {
        if (parameter.get()) out << "\n  " << parameter.path() << " = " << *parameter.get();
    }
}

}  // namespace aicost

namespace aicost::testing {

// Found by a search over volumes, which takes a hundred times as long as all the rest.
inline bool is_searched_for(std::string_view metric) {
    return metric == "break_even_tokens_per_day" || metric == "break_even_utilization";
}

// These are to be called inside rc::gen::exec.
inline bool chance(int percent) { return *rc::gen::inRange(0, 100) >= 100 - percent; }
inline double between(double min, double max) {
    return min + (max - min) * *rc::gen::inRange(0, 1001) / 1000.0;
}
// Over many sizes, evenly in the logarithm.
inline double sized(double min, double max) {
    return min * std::pow(max / min, *rc::gen::inRange(0, 1001) / 1000.0);
}

inline double whole_between(int min, int max) { return *rc::gen::inRange(min, max + 1); }
inline std::array<double, 24> hourly_factors(double min, double max) {
    // two tariffs, and when the second begins and ends: 24 numbers would hardly ever shrink
    std::array<double, 24> factors{};
    const double night = between(min, max), day = between(min, max);
    const auto begin = static_cast<std::size_t>(whole_between(0, 23));
    const auto end = static_cast<std::size_t>(whole_between(0, 23));
    for (std::size_t h = 0; h < 24; ++h) factors[h] = h >= begin && h < end ? day : night;
    return factors;
}

inline Conversation random_conversation() {
    Conversation talk;
    talk.turns = whole_between(1, 40);
    if (chance(50)) talk.system_tokens = tokens(sized(10, 20'000));
    talk.user_tokens = tokens(sized(5, 3000));
    talk.answer_tokens = tokens(sized(5, 3000));
    talk.cached = chance(50);
    return talk;
}

// `volume`: tokens of a day with work.
inline void state_volume(Workload& work, double volume, double days_per_month) {
    const WorkloadFigures figures = figures_of(work, days_per_month);
    const bool knows_sizes = figures.input_tokens_per_request && figures.output_tokens_per_request;
    const int form = *rc::gen::inRange(0, work.conversation ? 5 : knows_sizes ? 4 : 2);
    if (form == 0) work.tokens_per_day = tokens(volume);
    if (form == 1) work.tokens_per_month = tokens(volume * figures.active_days);
    if (form < 2) return;
    const double requests =
        volume / (*figures.input_tokens_per_request + *figures.output_tokens_per_request).value();
    if (form == 2) work.requests_per_day = requests;
    if (form == 3) work.requests_per_month = requests * figures.active_days;
    if (form == 4) work.conversations_per_day = requests / work.conversation->turns;
}

inline Workload random_workload(double days_per_month = 30) {
    Workload work;
    const double volume = chance(2) ? 0.0 : sized(1e4, 1e9);
    if (chance(30)) {
        work.conversation = random_conversation();
    } else if (chance(45)) {
        work.input_tokens_per_request = tokens(sized(50, 3e5));
        work.output_tokens_per_request = tokens(sized(10, 8000));
    }
    if (chance(40)) work.active_days_per_week = between(1, 7);
    if (!work.conversation && chance(40)) work.output_share = between(0, 1);
    if ((!work.conversation || !work.conversation->cached) && chance(40)) {
        work.cache_read_share = between(0, 0.5);
        work.cache_write_share = between(0, 0.3);
        work.cache_write_1h_share = between(0, 0.2);
    }
    state_volume(work, volume, days_per_month);
    if (chance(30)) work.batch_share = between(0, 1);
    if (chance(40)) work.growth_per_month = between(-0.08, 0.08);
    work.load_shape.kind = static_cast<LoadShape::Kind>(*rc::gen::inRange(0, 4));
    for (double& weight : work.load_shape.own_weights) weight = chance(30) ? 0.0 : between(0, 9);
    work.load_shape.own_weights[12] += 1.0;  // at least one above 0
    return work;
}

inline Running random_running() {
    Running running;
    if (chance(25)) running.input_ratio = between(0.5, 2);
    if (chance(25)) running.output_ratio = between(0.5, 3);
    if (chance(25)) running.success_share = between(0.3, 1);
    if (chance(35)) running.setup_cost = money(sized(10, 9000));
    if (chance(35)) running.monthly_costs.push_back({"storage", money(sized(1, 2000))});
    if (chance(25)) running.monthly_income.push_back({"heat", money(sized(1, 500))});
    if (chance(30)) running.monthly_costs_change_per_year = between(-0.1, 0.2);
    if (chance(30)) running.staff = Staff{between(0, 80), per_hour(between(10, 150))};
    return running;
}

inline LongContext random_long_context(double above, LongContext::Rule rule) {
    LongContext step;
    step.above_input_tokens = tokens(above);
    step.input_per_mtok = per_mtok(sized(0.05, 40));
    step.output_per_mtok = per_mtok(sized(0.1, 90));
    if (chance(30)) step.cache_read_per_mtok = per_mtok(sized(0.01, 9));
    if (chance(30)) step.cache_write_per_mtok = per_mtok(sized(0.05, 50));
    if (chance(20)) step.cache_write_1h_per_mtok = per_mtok(sized(0.05, 60));
    step.rule = rule;
    return step;
}

inline PriceStep random_price_step(int from_month) {
    PriceStep step;
    step.from_month = from_month;
    if (chance(40)) {
        step.price_per_mtok = per_mtok(sized(0.05, 20));
        return step;
    }
    step.input_per_mtok = per_mtok(sized(0.05, 20));
    if (chance(70)) step.output_per_mtok = per_mtok(sized(0.1, 80));
    if (chance(30)) step.cache_read_per_mtok = per_mtok(sized(0.01, 5));
    if (chance(30)) step.cache_write_per_mtok = per_mtok(sized(0.05, 25));
    if (chance(20)) step.cache_write_1h_per_mtok = per_mtok(sized(0.05, 40));
    return step;
}

inline Api random_api(bool knows_sizes) {
    Api api;
    if (chance(50)) {
        api.input_per_mtok = per_mtok(sized(0.05, 20));
        api.output_per_mtok = per_mtok(sized(0.1, 80));
        if (chance(50)) api.cache_read_per_mtok = per_mtok(sized(0.01, 5));
        if (chance(50)) api.cache_write_per_mtok = per_mtok(sized(0.05, 25));
        if (chance(30)) api.cache_write_1h_per_mtok = per_mtok(sized(0.05, 40));
    } else {
        api.price_per_mtok = per_mtok(chance(10) ? 0.0 : sized(0.05, 20));
    }
    if (chance(25)) api.price_factor = between(0.3, 1.5);
    if (chance(20)) api.price_by_hour = hourly_factors(0, 2);
    if (chance(25)) {
        int month = 0;
        const int steps = *rc::gen::inRange(1, 4);
        for (int i = 0; i < steps; ++i)
            api.price_steps.push_back(random_price_step(month += *rc::gen::inRange(1, 40)));
    }
    if (chance(25)) {
        const auto rule = chance(50) ? LongContext::Rule::excess : LongContext::Rule::whole_request;
        double above = 0.0;
        const int steps = *rc::gen::inRange(1, 4);
        for (int i = 0; i < steps; ++i)
            api.long_context.push_back(random_long_context(above += sized(100, 1e5), rule));
    }
    if (chance(25)) api.seats = whole_between(1, 60);
    if (chance(25)) api.fee_per_seat = money(sized(5, 300));
    if (chance(20)) api.included_spend_per_seat = money(sized(1, 300));
    if (chance(15)) api.max_tokens_per_seat = tokens(sized(1e6, 1e10));
    if (knows_sizes && chance(25)) api.fee_per_request = money(sized(1e-5, 0.05));
    if (chance(25)) api.included_tokens_per_month = tokens(sized(1e5, 1e9));
    if (chance(40)) api.batch_discount = between(0, 1);
    if (chance(25)) api.monthly_fee = money(sized(5, 5000));
    if (chance(25)) api.monthly_minimum = money(sized(5, 5000));
    if (chance(40)) api.price_change_per_year = between(-0.6, 0.3);
    if (chance(25)) api.tokens_per_minute = tokens(sized(1e3, 1e7));
    if (chance(40)) api.running = random_running();
    if (chance(30)) api.about.capabilities = {"code"};
    return api;
}

inline Serving random_serving() {
    Serving block;
    block.input_tokens_per_second = tokens_per_second(sized(100, 1e5));
    block.output_tokens_per_second = tokens_per_second(sized(5, 5000));
    if (chance(50)) block.max_utilization = between(0.2, 1.0);
    if (chance(50)) block.seconds_per_request = sized(0.1, 120);
    return block;
}

inline Machines random_machines(bool needs_serving, bool knows_load_watts) {
    Machines machines;
    if (needs_serving || chance(60)) machines.serving = random_serving();
    if (chance(40)) machines.units.count = whole_between(1, 30);
    if (machines.serving && chance(40)) {
        machines.units.count.reset();
        if (chance(30)) machines.min_units = whole_between(1, 6);
        if (chance(30)) machines.unit_step = whole_between(1, 8);
    }
    if (chance(25)) machines.spare_units = whole_between(0, machines.units.count ? 2 : 3);
    if (machines.units.count)
        machines.spare_units = std::min(machines.spare_units, *machines.units.count - 1.0);
    if (chance(30)) machines.unit_monthly_costs.push_back({"licence", money(sized(1, 900))});
    if (chance(25)) {
        machines.colocation = Colocation{money(sized(20, 400)), {}};
        if (!knows_load_watts || chance(50)) machines.colocation->kw = between(0, 12);
    }
    return machines;
}

inline Electricity random_electricity(bool has_serving, bool has_colocation) {
    Electricity power;
    if (!has_colocation || chance(50)) power.price_per_kwh = per_kwh(between(0.02, 0.6));
    if (chance(25)) power.price_by_hour = hourly_factors(0, 2);
    power.only_on_active_days = chance(30);
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
    const bool has_power = chance(50);
    owned.machines = random_machines(false, has_power);
    owned.running = random_running();
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
    if (has_power)
        owned.electricity =
            random_electricity(owned.machines.serving.has_value(), owned.machines.colocation.has_value());
    if (chance(30)) owned.about.capabilities = {"code", "vision"};
    return owned;
}

inline Rented random_rented(bool knows_sizes) {
    using Billing = Rented::Billing;
    Rented rented;
    const int billings = knows_sizes ? 4 : 3;
    if (chance(60)) rented.billing = static_cast<Billing>(*rc::gen::inRange(0, billings));
    const bool always = rented.billing == Billing::always_on;
    rented.machines = random_machines(!always, false);
    if (always && chance(30)) {
        rented.price_per_month = money(sized(20, 20'000));
    } else {
        rented.price_per_hour = per_hour(sized(0.05, 40));
        if (chance(40)) rented.hours_per_day = hours(between(1, 24));
        rented.only_on_active_days = chance(30);
    }
    if (rented.billing == Billing::scale_to_zero) {
        rented.machines.serving->seconds_per_request = sized(0.1, 120);
        if (chance(60)) rented.idle_timeout_seconds = sized(1, 900);
        if (chance(60)) rented.cold_start_seconds = sized(1, 300);
    }
    if (chance(40)) rented.price_change_per_year = between(-0.4, 0.2);
    if (chance(30)) rented.price_held_months = *rc::gen::inRange(1, 37);
    if (chance(30)) rented.lost_share = between(0, 0.5);
    rented.running = random_running();
    return rented;
}

template <class Held>
const Machines* machines_in(const Held& held) {
    if constexpr (requires { held.machines; }) {
        return &held.machines;
    } else {
        return nullptr;
    }
}
// None of an option that is no machine.
inline const Machines* machines_of(const Option& option) {
    return std::visit([](const auto& held) { return machines_in(held); }, option);
}
inline bool has_serving(const Option& option) {
    const Machines* machines = machines_of(option);
    return machines != nullptr && machines->serving;
}

// Two sides: "local" or "rack" does what it can, an API or another machine the rest.
inline Hybrid random_sides(const Scenario& scenario) {
    const auto there = [&](const char* id) { return find_option(scenario, id).has_value(); };
    Hybrid hybrid;
    hybrid.local = there("rack") && chance(40) ? "rack" : "local";
    hybrid.cloud = "cloud";
    if (there("spot") && chance(70)) hybrid.cloud = "spot";
    if (has_serving(scenario.options[*find_option(scenario, hybrid.local)].value) && chance(60)) {
        hybrid.overflow = true;
    } else {
        hybrid.local_share = between(0, 1);
    }
    return hybrid;
}

inline Hybrid random_parts(const Scenario& scenario) {
    Hybrid hybrid;
    for (const auto& [id, option] : scenario.options) {
        if (id == "local" || id == "cloud" || (id != "both" && chance(50)))
            hybrid.parts.push_back({id, chance(15) ? 0.0 : between(0, 5)});
    }
    hybrid.parts.front().value += 0.5;  // one above 0
    return hybrid;
}

inline rc::Gen<Scenario> any_scenario() {
    return rc::gen::exec([] {
        Scenario scenario;
        scenario.horizon_months = *rc::gen::inRange(1, 150);
        if (chance(3)) scenario.horizon_months = longest_horizon;
        if (chance(40)) scenario.days_per_month = *rc::gen::element(20.0, 30.4375, 31.0);
        if (chance(50)) scenario.discount_rate = chance(80) ? between(0, 0.25) : between(-0.2, 1.8);
        scenario.workload = random_workload(scenario.days_per_month);
        const bool knows_sizes = scenario.workload.conversation || scenario.workload.input_tokens_per_request;
        scenario.options.push_back({"local", random_owned()});
        scenario.options.push_back({"cloud", random_api(knows_sizes)});
        if (chance(60)) scenario.options.push_back({"rack", random_rented(knows_sizes)});
        if (chance(30)) scenario.options.push_back({"cloud2", random_api(knows_sizes)});
        if (chance(35)) scenario.options.push_back({"spot", random_rented(knows_sizes)});
        if (chance(60)) scenario.options.push_back({"both", random_sides(scenario)});
        if (chance(30)) scenario.options.push_back({"parts", random_parts(scenario)});
        if (chance(20)) scenario.baseline = "local";
        if (chance(15)) scenario.requirements.data_stays_on_premises = true;
        if (chance(15)) scenario.requirements.quality = {"code"};
        return scenario;
    });
}

}  // namespace aicost::testing
