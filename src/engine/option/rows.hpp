// Input rows shared by several kinds of options. `At` is the member that holds them.
#pragma once

#include <array>

#include "aicost/option/machine.hpp"
#include "aicost/option/running.hpp"

namespace aicost {

namespace bounds {
inline constexpr Bounds whole{0.0, largest_input, false, true};
inline constexpr Bounds whole_positive{1.0, largest_input, false, true};
inline constexpr Bounds accepted{smallest_divisor, 1.0};
}  // namespace bounds

template <auto At>
constexpr auto about_rows() {
    return std::array<Field, 3>{{
        {"label", text<in<At, &About::label>>(), Unit::none, {}, "the id", "the name that people read"},
        {"note", text<in<At, &About::note>>(), Unit::none, {}, "none", "a remark, shown with the option"},
        {"capabilities",
         text_list<in<At, &About::capabilities>>(),
         Unit::none,
         {},
         "[]",
         "what it is good enough for: held against requirements.quality"},
    }};
}

template <auto At>
constexpr auto running_rows() {
    return std::array<Field, 8>{{
        {"input_ratio", number<in<At, &Running::input_ratio>>(), Unit::ratio, bounds::positive, "1",
         "input tokens that the same work takes there, over the workload's: another tokenizer"},
        {"output_ratio", number<in<At, &Running::output_ratio>>(), Unit::ratio, bounds::positive, "1",
         "likewise output tokens: a wordier or a thinking model"},
        {"success_share", number<in<At, &Running::success_share>>(), Unit::share, bounds::accepted, "1",
         "share of the attempts that are accepted; what fails is tried again"},
        {"setup_cost", number<in<At, &Running::setup_cost>>(), Unit::money, bounds::amount, "0",
         "one-off, not per unit"},
        {"monthly_costs", number_map<in<At, &Running::monthly_costs>>(), Unit::money_per_month,
         bounds::amount, "none", "item -> amount, not per unit; `electricity` here is the flat form"},
        {"monthly_income", number_map<in<At, &Running::monthly_income>>(), Unit::money_per_month,
         bounds::amount, "none", "item -> amount that comes back: heat, idle hours sold, credits"},
        {"monthly_costs_change_per_year", number<in<At, &Running::monthly_costs_change_per_year>>(),
         Unit::per_year, bounds::change, "0", "moves monthly costs and income, staff and maintenance"},
        {"staff", record<in<At, &Running::staff>>(), Unit::none, {}, "none", "people's time"},
    }};
}

template <auto At>
constexpr auto machines_rows() {
    return std::array<Field, 7>{{
        {"units",
         count<in<At, &Machines::units>>(),
         Unit::units,
         {},
         "1",
         "how many; \"auto\": as many as the workload needs (needs serving)"},
        {"min_units", number<in<At, &Machines::min_units>>(), Unit::units, bounds::whole_positive, "1",
         "of units \"auto\": at least so many"},
        {"unit_step", number<in<At, &Machines::unit_step>>(), Unit::units, bounds::whole_positive, "1",
         "of units \"auto\": in steps of so many"},
        {"spare_units", number<in<At, &Machines::spare_units>>(), Unit::units, bounds::whole, "0",
         "of them: serve nothing, idle in all powered hours (N+1)"},
        {"unit_monthly_costs", number_map<in<At, &Machines::unit_monthly_costs>>(), Unit::money_per_month,
         bounds::amount, "none", "item -> amount of each unit"},
        {"colocation",
         record<in<At, &Machines::colocation>>(),
         Unit::none,
         {},
         "none",
         "a rack with its power, by the kW"},
        {"serving",
         record<in<At, &Machines::serving>>(),
         Unit::none,
         {},
         "capacity is not modelled",
         "what one unit can serve"},
    }};
}

}  // namespace aicost
