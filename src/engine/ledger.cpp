#include "ledger.hpp"

#include <cmath>

namespace aicost {

CashFlow& Ledger::item(std::string name, std::size_t months) {
    items.push_back({std::move(name), {}});
    items.back().flow.monthly.assign(months, Money());
    return items.back().flow;
}

double price_factor(double change_per_year, double months) {
    return change_per_year == 0.0 ? 1.0 : std::pow(1.0 + change_per_year, months / 12.0);
}

std::vector<double> monthly_price_factors(double change_per_year, std::size_t months) {
    std::vector<double> factors(months, 1.0);
    if (change_per_year == 0.0) return factors;
    const double step = std::pow(1.0 + change_per_year, 1.0 / 12.0);
    for (std::size_t i = 1; i < months; ++i) {
        // every twelfth anew, so that roundings do not add up over the years
        const std::size_t years = i / 12;
        factors[i] =
            i % 12 == 0 ? std::pow(1.0 + change_per_year, static_cast<double>(years)) : factors[i - 1] * step;
    }
    return factors;
}

void add_monthly_costs(Ledger& ledger, const std::vector<Named<Money>>& costs,
                       const std::optional<Staff>& staff, double change_per_year, std::size_t months) {
    if (costs.empty() && !staff) return;
    const auto factors = monthly_price_factors(change_per_year, months);
    const auto add = [&](const std::string& name, Money amount) {
        CashFlow& flow = ledger.item(name, months);
        for (std::size_t i = 0; i < months; ++i) flow.monthly[i] = amount * factors[i];
    };
    for (const auto& [name, amount] : costs) add(name, amount);
    if (staff) add("staff", hours(staff->hours_per_month) * staff->hourly_rate);
}

Ledger make_ledger(const Option& option, const Scenario& scenario, const Demand& demand) {
    return std::visit([&](const auto& held) { return make_ledger(held, scenario, demand); }, option);
}

}  // namespace aicost
