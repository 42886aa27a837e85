#include "aicost/scenario.hpp"

#include <algorithm>

namespace aicost {

namespace {

constexpr Bounds horizon{1.0, longest_horizon, false, true};
constexpr Bounds days{smallest_divisor, 366.0};

constexpr Field scenario_fields[] = {
    {"currency", text<&Scenario::currency>(), Unit::none, {}, "\"USD\"", "the one currency of all amounts"},
    {"usd_rate", number<&Scenario::usd_rate>(), Unit::currency_per_usd, bounds::positive, "1",
     "units of the currency per US dollar, for prices from the catalogue"},
    {"horizon_months", number<&Scenario::horizon_months>(), Unit::months, horizon, "24",
     "how long to look ahead"},
    {"days_per_month", number<&Scenario::days_per_month>(), Unit::days, days, "30",
     "30.4375 is the calendar's"},
    {"discount_rate", number<&Scenario::discount_rate>(), Unit::per_year, bounds::change, "0",
     "what money is worth to you per year: later costs weigh less"},
    {"start",
     text<&Scenario::start>(),
     Unit::none,
     {},
     "the newest date of the catalogue entries that it uses",
     "first day of month 1, 2026-12 or 2026-12-15: places prices that are to change"},
    {"baseline",
     text<&Scenario::baseline>(),
     Unit::none,
     {},
     "the first api option, else the first",
     "id of the option that the others are compared with"},
    {"workload",
     record<&Scenario::workload>(),
     Unit::none,
     {},
     "",
     "how many tokens, of what kind, at what hours",
     Presence::required},
    {"requirements",
     record<&Scenario::requirements>(),
     Unit::none,
     {},
     "none",
     "what an option must fulfil to be allowed"},
};
constexpr Record scenario_record{"scenario", "time, money and workload", scenario_fields};

constexpr Field requirement_fields[] = {
    {"data_stays_on_premises",
     flag<&Requirements::data_stays_on_premises>(),
     Unit::none,
     {},
     "false",
     "no data may leave the house: bars api, rented, and hybrids that use them"},
    {"works_offline",
     flag<&Requirements::works_offline>(),
     Unit::none,
     {},
     "false",
     "must work without a network: bars api, rented, and hybrids that use them"},
    {"no_rate_limits", flag<&Requirements::no_rate_limits>(), Unit::none, {}, "false", "bars api options"},
    {"quality",
     text_list<&Requirements::quality>(),
     Unit::none,
     {},
     "[]",
     "capabilities that an option must list"},
};
constexpr Record requirements_record{"requirements", "what an option must fulfil to be allowed",
                                     requirement_fields};

}  // namespace

const Record& Scenario::record() { return scenario_record; }
const Record& Requirements::record() { return requirements_record; }

std::string_view kind_of(const Option& option) {
    return std::visit([](const auto& held) { return std::decay_t<decltype(held)>::kind; }, option);
}
const Record& record_of(const Option& option) {
    return std::visit(
        [](const auto& held) -> const Record& { return std::decay_t<decltype(held)>::record(); }, option);
}
void* address_of(Option& option) {
    return std::visit([](auto& held) -> void* { return &held; }, option);
}

const std::string& label_of(const Named<Option>& option) {
    const std::string& label =
        std::visit([](const auto& held) -> const std::string& { return held.about.label; }, option.value);
    return label.empty() ? option.name : label;
}

std::optional<std::size_t> find_option(const Scenario& scenario, std::string_view id) {
    const auto found = std::find_if(scenario.options.begin(), scenario.options.end(),
                                    [&](const auto& option) { return option.name == id; });
    if (found == scenario.options.end()) return std::nullopt;
    return static_cast<std::size_t>(found - scenario.options.begin());
}

std::size_t baseline_of(const Scenario& scenario) {
    if (const auto stated = find_option(scenario, scenario.baseline)) return *stated;
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
        if (std::holds_alternative<Api>(scenario.options[i].value)) return i;
    }
    return 0;
}

}  // namespace aicost
