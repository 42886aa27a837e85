// A scenario is a value: everything that the engine reads, as plain structs. docs/model.md, section 1.
//
//   T   horizon_months, 1..600         D   days_per_month         r   discount_rate per year
//
//     Scenario by_hand;                      // or from a profile (profile.hpp)
//     by_hand.workload.tokens_per_day = tokens(2e6);
//     Api api;
//     api.price_per_mtok = per_mtok(2);
//     by_hand.options.push_back({"cloud", api});
//     check(by_hand).empty();                // true
//     evaluate(by_hand).options[0].total;    // 2880
//
// A flow at t months is worth flow/(1+r)^(t/12); a yearly price change k multiplies the price of month m by
// (1+k)^((m-1)/12). Costs are positive, recovered money negative. One currency throughout.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "aicost/option/api.hpp"
#include "aicost/option/hybrid.hpp"
#include "aicost/option/owned.hpp"
#include "aicost/option/rented.hpp"
#include "aicost/parameter.hpp"
#include "aicost/workload.hpp"

namespace aicost {

using Option = std::variant<Owned, Rented, Api, Hybrid>;

struct Requirements {
    bool data_stays_on_premises = false;
    bool works_offline = false;
    bool no_rate_limits = false;
    std::vector<std::string> quality;  // capabilities that an option must have

    static const Record& record();
};

struct Scenario {
    std::string currency = "USD";
    double usd_rate = 1.0;  // units of `currency` per US dollar; multiplies prices from the catalogue only
    int horizon_months = 24;
    double days_per_month = 30.0;
    double discount_rate = 0.0;
    std::string start;     // first day of month 1, "2026-12" or "2026-12-15"; used for dated prices
    std::string baseline;  // empty: the first api option, else the first option
    Workload workload;
    Requirements requirements;
    std::vector<Named<Option>> options;  // in the order of the profile

    static const Record& record();  // all but the options
};

std::string_view kind_of(const Option& option);
const Record& record_of(const Option& option);
void* address_of(Option& option);

// The display name: as the profile says, else the id.
const std::string& label_of(const Named<Option>& option);

// Index into `options`; none if there is no such id.
std::optional<std::size_t> find_option(const Scenario& scenario, std::string_view id);
// Index of the baseline. The scenario must have an option.
std::size_t baseline_of(const Scenario& scenario);

// Q, tokens of a day with work, however the workload states its volume; and the output's share of them.
Tokens volume_per_day(const Scenario& scenario);
double output_share(const Scenario& scenario);

inline constexpr int longest_horizon = 600;

}  // namespace aicost
