#include "aicost/option/rented.hpp"

#include "aicost/scenario.hpp"
#include "engine/option/rows.hpp"

namespace aicost {

namespace {

constexpr Bounds term{1.0, longest_horizon, false, true};
constexpr Bounds lost{0.0, 0.999999};
constexpr std::string_view billings[] = {"always_on", "busy_hours", "whole_units", "scale_to_zero"};

constexpr Field rented_rows[] = {
    {"price_per_hour", number<&Rented::price_per_hour>(), Unit::price_per_hour, bounds::amount, "",
     "of one unit", Presence::optional, "price_per_month"},
    {"price_per_month", number<&Rented::price_per_month>(), Unit::money_per_month, bounds::amount, "",
     "instead of price_per_hour: of one unit, always on", Presence::optional, "price_per_hour"},
    {"billing",
     choice<&Rented::billing>(billings),
     Unit::none,
     {},
     "\"always_on\"",
     "always_on: hours_per_day, whatever the load; busy_hours: by the second of work; whole_units: "
     "autoscaled by the "
     "hour; scale_to_zero: as serverless machines bill (all but always_on need serving)"},
    {"hours_per_day", number<&Rented::hours_per_day>(), Unit::hours_per_day, bounds::hours_of_day, "24",
     "hours rented a day (always_on): it can serve in no others"},
    {"price_change_per_year", number<&Rented::price_change_per_year>(), Unit::per_year, bounds::change, "0",
     "how the rent moves"},
    {"only_on_active_days",
     flag<&Rented::only_on_active_days>(),
     Unit::flag,
     {},
     "false",
     "of always_on: not paid on days without work"},
    {"price_held_months", number<&Rented::price_held_months>(), Unit::months, term, "1",
     "a contract renewed every so many months: its price holds for the term"},
    {"lost_share", number<&Rented::lost_share>(), Unit::share, lost, "0",
     "work lost to interruptions (spot)"},
    {"idle_timeout_seconds", number<&Rented::idle_timeout_seconds>(), Unit::seconds, bounds::amount, "0",
     "of scale_to_zero: how long it stays up, and paid, without work"},
    {"cold_start_seconds", number<&Rented::cold_start_seconds>(), Unit::seconds, bounds::amount, "0",
     "of scale_to_zero: paid at each start"},
};
constexpr auto rented_fields = joined(std::to_array(rented_rows), machines_rows<&Rented::machines>(),
                                      running_rows<&Rented::running>(), about_rows<&Rented::about>());
constexpr Record rented_record{"rented", "a machine by the hour", rented_fields};

}  // namespace

const Record& Rented::record() { return rented_record; }

}  // namespace aicost
