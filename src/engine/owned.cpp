#include "aicost/option/owned.hpp"

#include <algorithm>
#include <cmath>

#include "ledger.hpp"
#include "serving.hpp"

namespace aicost {

namespace {

constexpr Bounds lifetime{1.0, 1200.0};
constexpr Bounds loan_months{1.0, 1200.0, false, true};
constexpr Bounds pue{1.0, 100.0};
constexpr Bounds apr{0.0, 1e6};

constexpr Field electricity_fields[] = {
    {"region",
     text<&Electricity::region>(),
     Unit::none,
     {},
     "",
     "catalogue id that fills price and carbon: us-ca, de, …"},
    {"price_per_kwh", number<&Electricity::price_per_kwh>(), Unit::price_per_kwh, bounds::amount, "",
     "price of a kWh", Presence::required},
    {"load_watts", number<&Electricity::load_watts>(), Unit::watts, bounds::amount, "from serving.gpu",
     "of one unit at work, at the wall"},
    {"idle_watts", number<&Electricity::idle_watts>(), Unit::watts, bounds::amount, "0.15 of load_watts",
     "of one unit idling"},
    {"pue", number<&Electricity::pue>(), Unit::ratio, pue, "1",
     "power usage effectiveness: all power over the machines' own"},
    {"powered_hours_per_day", number<&Electricity::powered_hours_per_day>(), Unit::hours_per_day,
     bounds::hours_of_day, "24", "hours that it is switched on: it can serve in no others"},
    {"price_change_per_year", number<&Electricity::price_change_per_year>(), Unit::per_year, bounds::change,
     "0", "how the price of a kWh moves"},
    {"grams_co2_per_kwh", number<&Electricity::grams_co2_per_kwh>(), Unit::grams_per_kwh, bounds::amount,
     "none", "carbon of the grid"},
    {"load_share", number<&Electricity::load_share>(), Unit::share, bounds::share, "",
     "duty cycle: share of the powered hours at load; needed where serving is absent"},
};
constexpr Record electricity_record{"electricity", "electricity from watts", electricity_fields};

constexpr Field hardware_fields[] = {
    {"quantity", number<&HardwareItem::quantity>(), Unit::pieces, bounds::amount, "1", "pieces in one unit"},
    {"unit_price", number<&HardwareItem::unit_price>(), Unit::money, bounds::amount, "", "price of a piece",
     Presence::required},
    {"lifetime_months", number<&HardwareItem::lifetime_months>(), Unit::months, lifetime, "lasts",
     "bought again each time that this has passed"},
    {"price_change_per_year", number<&HardwareItem::price_change_per_year>(), Unit::per_year, bounds::change,
     "0", "how the price of its replacement moves"},
};
constexpr Record hardware_record{"hardware item", "something bought", hardware_fields};

constexpr Field staff_fields[] = {
    {"hours_per_month", number<&Staff::hours_per_month>(), Unit::hours_per_month, bounds::amount, "",
     "work that it makes", Presence::required},
    {"hourly_rate", number<&Staff::hourly_rate>(), Unit::price_per_hour, bounds::amount, "",
     "what an hour of it costs", Presence::required},
};
constexpr Record staff_record{"staff", "people's time", staff_fields};

constexpr Field financing_fields[] = {
    {"share", number<&Financing::share>(), Unit::share, bounds::share, "",
     "of the up-front hardware that is borrowed", Presence::required},
    {"apr", number<&Financing::apr>(), Unit::per_year, apr, "",
     "nominal yearly interest, a twelfth of it each month", Presence::required},
    {"months", number<&Financing::months>(), Unit::months, loan_months, "", "number of instalments",
     Presence::required},
};
constexpr Record financing_record{"financing", "a loan on the hardware", financing_fields};

constexpr Field owned_fields[] = {
    {"hardware",
     record_map<&Owned::hardware>(),
     Unit::none,
     {},
     "already there",
     "what is bought, item by item: ONE unit"},
    {"units",
     CountAccess{
         [](const void* owner) { return static_cast<const Owned*>(owner)->units.count; },
         [](void* owner, std::optional<double> count) { static_cast<Owned*>(owner)->units.count = count; },
         [](const void* owner) -> const void* { return &static_cast<const Owned*>(owner)->units; }},
     Unit::units,
     {},
     "1",
     "how many; \"auto\": as many as the workload needs (needs serving)"},
    {"setup_cost", number<&Owned::setup_cost>(), Unit::money, bounds::amount, "0", "one-off, not per unit"},
    {"monthly_costs", number_map<&Owned::monthly_costs>(), Unit::money_per_month, bounds::amount, "none",
     "item -> amount, not per unit; `electricity` here is the flat form"},
    {"monthly_costs_change_per_year", number<&Owned::monthly_costs_change_per_year>(), Unit::per_year,
     bounds::change, "0", "moves monthly costs, staff and maintenance"},
    {"staff", record<&Owned::staff>(), Unit::none, {}, "none", "people's time"},
    {"maintenance_share_per_year", number<&Owned::maintenance_share_per_year>(), Unit::share_per_year,
     bounds::amount, "0", "of the hardware's price, paid monthly"},
    {"depreciation_per_year", number<&Owned::depreciation_per_year>(), Unit::per_year, bounds::yearly_fall,
     "nothing is recovered", "yearly loss of value: the rest is recovered at the horizon", Presence::optional,
     "salvage_share"},
    {"salvage_share", number<&Owned::salvage_share>(), Unit::share, bounds::share, "nothing is recovered",
     "instead: the share of the last purchase that is recovered", Presence::optional,
     "depreciation_per_year"},
    {"financing",
     record<&Owned::financing>(),
     Unit::none,
     {},
     "paid in cash",
     "a loan on the up-front hardware"},
    {"electricity",
     record<&Owned::electricity>(),
     Unit::none,
     {},
     "none",
     "electricity from watts, instead of the flat monthly cost"},
    {"serving",
     record<&Owned::serving>(),
     Unit::none,
     {},
     "capacity is not modelled",
     "what one unit can serve"},
    {"model_memory",
     record<&Owned::model_memory>(),
     Unit::none,
     {},
     "not checked",
     "whether the model fits: a note, not a gate"},
    {"capabilities",
     text_list<&Owned::capabilities>(),
     Unit::none,
     {},
     "[]",
     "what it is good enough for: held against requirements.quality"},
};
constexpr Record owned_record{"owned", "bought hardware", owned_fields};

struct Purchase {
    double month = 0.0;
    Money price;
};

// Purchases of one item at t = 0, L, 2L, … up to and including `until`.
std::vector<Purchase> purchases(const HardwareItem& item, double units, double until) {
    const Money first = item.unit_price * item.quantity * units;
    std::vector<Purchase> all{{0.0, first}};
    if (!item.lifetime_months) return all;
    const double life = item.lifetime_months->value();
    for (int n = 1; n * life <= until; ++n) {
        all.push_back({n * life, first * price_factor(item.price_change_per_year, n * life)});
    }
    return all;
}

// What the last purchase before the horizon still fetches at it.
Money resale(const Owned& owned, const std::vector<Purchase>& all, int horizon_months) {
    Purchase last = all.front();
    for (const Purchase& purchase : all) {
        if (purchase.month < horizon_months) last = purchase;
    }
    if (owned.depreciation_per_year) {
        return last.price *
               std::pow(1.0 - *owned.depreciation_per_year, (horizon_months - last.month) / 12.0);
    }
    return last.price * owned.salvage_share.value_or(0.0);
}

// Hardware with its replacements, and the loan that pays for the first of it. Returns its price at t = 0.
Money add_hardware(Ledger& ledger, const Owned& owned, double units, int horizon_months, std::size_t months) {
    Money price;
    Money recovered;
    std::vector<Payment> replacements;
    for (const auto& [name, item] : owned.hardware) {
        const auto all = purchases(item, units, static_cast<double>(months));
        price += all.front().price;
        for (std::size_t i = 1; i < all.size(); ++i) replacements.push_back({all[i].month, all[i].price});
        recovered += resale(owned, all, horizon_months);
    }
    std::stable_sort(replacements.begin(), replacements.end(),
                     [](const Payment& a, const Payment& b) { return a.month < b.month; });
    if (!owned.hardware.empty()) ledger.item("hardware", months).upfront = price;
    if (!replacements.empty()) ledger.item("replacement", months).payments = std::move(replacements);
    if (owned.setup_cost > Money()) ledger.item("setup", months).upfront = owned.setup_cost;
    if (owned.financing && owned.financing->share > 0.0) {
        const Financing& loan = *owned.financing;
        const Money principal = price * loan.share;
        const double monthly_rate = loan.apr / 12.0;
        CashFlow& flow = ledger.item("financing", months);
        flow.upfront = -principal;
        const Money instalment = annuity(principal, monthly_rate, loan.months);
        for (std::size_t i = 0; i < std::min(months, static_cast<std::size_t>(loan.months)); ++i)
            flow.monthly[i] = instalment;
        flow.at_end = remaining_principal(principal, monthly_rate, loan.months, horizon_months);
    }
    if (recovered > Money()) ledger.item("resale", months).at_end = -recovered;
    return price;
}

void add_electricity(Ledger& ledger, const Electricity& power, const std::optional<Capacity>& capacity,
                     double units, const Demand& demand) {
    const std::size_t months = demand.volume.size();
    const double powered = power.powered_hours_per_day.value();
    const auto factors = monthly_price_factors(power.price_change_per_year, months);
    CashFlow& flow = ledger.item("electricity", months);
    ledger.energy.reserve(months);
    ledger.grams_co2_per_kwh = power.grams_co2_per_kwh;
    for (std::size_t i = 0; i < months; ++i) {
        const double busy =
            capacity ? std::min(capacity->busy_hours(demand.volume[i].value() / demand.days_per_month, units),
                                powered)
                     : power.load_share.value_or(0.0) * powered;
        const Energy per_day = power.load() * hours(busy) + power.idle() * hours(powered - busy);
        ledger.energy.push_back(per_day * (units * demand.days_per_month * power.pue));
        flow.monthly[i] = ledger.energy.back() * power.price_per_kwh * factors[i];
    }
    if (capacity) {
        const double busy_now =
            capacity->busy_hours(demand.volume.front().value() / demand.days_per_month, units);
        if (busy_now < powered) {
            const Duration more = seconds(capacity->busy_seconds_per_token * 1e6);
            ledger.marginal =
                (power.load() - power.idle()) * more * power.pue * power.price_per_kwh / tokens(1e6);
        }
    }
}

}  // namespace

const Record& Electricity::record() { return electricity_record; }
const Record& HardwareItem::record() { return hardware_record; }
const Record& Staff::record() { return staff_record; }
const Record& Financing::record() { return financing_record; }
const Record& Owned::record() { return owned_record; }

Ledger make_ledger(const Owned& owned, const Scenario& scenario, const Demand& demand,
                   std::optional<double> units) {
    Ledger ledger;
    const std::size_t months = demand.volume.size();
    const auto can_serve = capacity(owned.serving, demand, hours_on(owned));
    const double count = units ? *units : size_units(owned.units, can_serve, demand, scenario.horizon_months);
    ledger.units = count;
    if (can_serve) judge_capacity(ledger, *can_serve, count, demand, scenario.horizon_months);

    const Money price = add_hardware(ledger, owned, count, scenario.horizon_months, months);
    if (owned.electricity) add_electricity(ledger, *owned.electricity, can_serve, count, demand);
    add_monthly_costs(ledger, owned.monthly_costs, owned.staff, owned.monthly_costs_change_per_year, months);
    if (owned.maintenance_share_per_year > 0.0 && price > Money()) {
        const auto factors = monthly_price_factors(owned.monthly_costs_change_per_year, months);
        CashFlow& flow = ledger.item("maintenance", months);
        for (std::size_t i = 0; i < months; ++i)
            flow.monthly[i] = price * (owned.maintenance_share_per_year / 12.0 * factors[i]);
    }
    if (!owned.units.count) ledger.notes.push_back({Note::Code::units_sized, 0, count, 0.0, ""});
    if (owned.model_memory && !owned.model_memory->fits()) {
        ledger.notes.push_back({Note::Code::model_does_not_fit, 0, owned.model_memory->weights_gib(),
                                owned.model_memory->memory_gib, ""});
    }
    return ledger;
}

}  // namespace aicost
