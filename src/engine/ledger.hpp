// What one option costs and can do, before it is compared with the others: the common ground of the option
// kinds.
#pragma once

#include <optional>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

struct Ledger {
    std::vector<Item> items;
    std::vector<Energy> energy;  // by month; empty where it is not modelled
    std::optional<double> grams_co2_per_kwh;
    TokenPrice marginal;  // one more million tokens of month 1
    std::optional<double> units;
    std::vector<double>
        utilization;  // rho of each month of the horizon; empty where capacity is not modelled
    std::optional<Tokens> capacity_tokens_per_day;
    std::vector<double> local_share;
    bool feasible = true;
    std::vector<Note> notes;

    CashFlow& item(std::string name, std::size_t months);  // a new item, its months all at 0
};

// The demand is that on this option, for as many months as the ledger is to cover. `units` overrides the
// option's own count: the side of a hybrid may be sized otherwise than the volume that it serves would have
// it.
Ledger make_ledger(const Api& api, const Scenario& scenario, const Demand& demand);
Ledger make_ledger(const Owned& owned, const Scenario& scenario, const Demand& demand,
                   std::optional<double> units = std::nullopt);
Ledger make_ledger(const Rented& rented, const Scenario& scenario, const Demand& demand,
                   std::optional<double> units = std::nullopt);
Ledger make_ledger(const Hybrid& hybrid, const Scenario& scenario, const Demand& demand);

Ledger make_ledger(const Option& option, const Scenario& scenario, const Demand& demand);

// What a token of the demand's mix costs in month 1, per million: less the batch discount, before any quota.
TokenPrice mixed_price(const Api& api, const Demand& demand);

// (1+k)^(t/12)
double price_factor(double change_per_year, double months);
// The price factors of months 1, 2, …: 1, (1+k)^(1/12), …
std::vector<double> monthly_price_factors(double change_per_year, std::size_t months);

// The parts that owned and rented machines share.
void add_monthly_costs(Ledger& ledger, const std::vector<Named<Money>>& costs,
                       const std::optional<Staff>& staff, double change_per_year, std::size_t months);

}  // namespace aicost
