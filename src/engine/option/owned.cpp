#include "aicost/option/owned.hpp"

#include "engine/option/rows.hpp"

namespace aicost {

namespace {

constexpr Bounds lifetime{1.0, 1200.0};
constexpr Bounds loan_months{1.0, 1200.0, false, true};
constexpr Bounds tariff{0.0, 1e6};
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
     "price of a kWh; not needed beside a colocation"},
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
    {"price_by_hour", hourly<&Electricity::price_by_hour>(), Unit::factors, tariff, "1 in each hour",
     "24 factors of the price, by the user's hours: it is on in those with the largest load"},
    {"only_on_active_days",
     flag<&Electricity::only_on_active_days>(),
     Unit::flag,
     {},
     "false",
     "switched off on days without work"},
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

constexpr Field colocation_fields[] = {
    {"price_per_kw_month", number<&Colocation::price_per_kw_month>(), Unit::price_per_kw_month,
     bounds::amount, "", "of a kW of a rack, its power included", Presence::required},
    {"kw", number<&Colocation::kw>(), Unit::number, bounds::amount, "electricity.load_watts / 1000",
     "kW of one unit"},
};
constexpr Record colocation_record{"colocation", "a rack with its power, by the kW", colocation_fields};

constexpr Field owned_rows[] = {
    {"hardware",
     record_map<&Owned::hardware>(),
     Unit::none,
     {},
     "already there",
     "what is bought, item by item: ONE unit"},
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
    {"model_memory",
     record<&Owned::model_memory>(),
     Unit::none,
     {},
     "not checked",
     "whether the model fits: a note, not a gate"},
};
constexpr auto owned_fields = joined(std::to_array(owned_rows), machines_rows<&Owned::machines>(),
                                     running_rows<&Owned::running>(), about_rows<&Owned::about>());
constexpr Record owned_record{"owned", "bought hardware", owned_fields};

}  // namespace

const Record& Electricity::record() { return electricity_record; }
const Record& HardwareItem::record() { return hardware_record; }
const Record& Staff::record() { return staff_record; }
const Record& Financing::record() { return financing_record; }
const Record& Colocation::record() { return colocation_record; }
const Record& Owned::record() { return owned_record; }

}  // namespace aicost
