#include "aicost/evaluate.hpp"

#include <algorithm>
#include <cmath>

#include "ledger.hpp"
#include "rounding.hpp"

namespace aicost {

namespace {

constexpr Money half_a_cent = money(0.005);

CashFlow sum_of(const std::vector<Item>& items, std::size_t months) {
    CashFlow sum;
    sum.monthly.assign(months, Money());
    for (const Item& item : items) sum += item.flow;
    return sum;
}

// What is due at t = 1: not what the horizon's end brings, even where that is t = 1 too.
Money first_month(const CashFlow& flow, int horizon) {
    Money sum = flow.monthly.front();
    for (const Payment& payment : flow.payments) {
        if (payment.month <= 1.0 && payment.month < horizon) sum += payment.amount;
    }
    return sum;
}

OptionResult result_of(const Named<Option>& option, const Scenario& scenario, const Demand& demand,
                       double discounted_tokens) {
    Ledger ledger = make_ledger(option.value, scenario, demand);
    const int horizon = scenario.horizon_months;

    OptionResult result;
    result.id = option.name;
    result.flow = sum_of(ledger.items, demand.volume.size());
    result.upfront = result.flow.upfront;  // what is paid at t = 0: the lender pays its share
    result.items = std::move(ledger.items);
    result.first_month = first_month(result.flow, horizon);
    result.total = total(result.flow, horizon);
    result.npv = npv(result.flow, horizon, scenario.discount_rate);
    // of hardly any tokens a quotient is more than a number holds: none, as of no tokens
    const TokenPrice levelised = result.npv / tokens(discounted_tokens);
    if (std::isfinite(levelised.value())) result.cost_per_mtok = levelised;
    result.marginal_cost_per_mtok = ledger.marginal;
    if (!ledger.energy.empty()) {
        Energy sum;
        for (int month = 0; month < horizon; ++month) sum += ledger.energy[static_cast<std::size_t>(month)];
        result.energy = sum;
        if (ledger.grams_co2_per_kwh) result.kg_co2 = sum.value() * *ledger.grams_co2_per_kwh / 1000.0;
    }
    if (!ledger.utilization.empty()) {
        result.peak_utilization = *std::max_element(ledger.utilization.begin(), ledger.utilization.end());
    }
    result.units = ledger.units;
    result.capacity_tokens_per_day = ledger.capacity_tokens_per_day;
    result.local_share = std::move(ledger.local_share);
    result.feasible = ledger.feasible;
    result.notes = std::move(ledger.notes);
    return result;
}

// What the option saves on each date up to the horizon, in order. A difference that is only a rounding is no
// flow.
std::vector<Payment> savings_by_date(const CashFlow& baseline, const CashFlow& option, int horizon) {
    struct Date {
        double month;
        Money theirs, mine;
    };
    std::vector<Date> dates{{0.0, baseline.upfront, option.upfront}};
    for (int month = 1; month <= horizon; ++month) {
        const auto i = static_cast<std::size_t>(month - 1);
        dates.push_back({static_cast<double>(month), baseline.monthly[i], option.monthly[i]});
    }
    dates.back().theirs += baseline.at_end;
    dates.back().mine += option.at_end;
    for (const Payment& payment : baseline.payments) {
        if (payment.month < horizon) dates.push_back({payment.month, payment.amount, Money()});
    }
    for (const Payment& payment : option.payments) {
        if (payment.month < horizon) dates.push_back({payment.month, Money(), payment.amount});
    }
    std::stable_sort(dates.begin(), dates.end(),
                     [](const Date& a, const Date& b) { return a.month < b.month; });
    std::vector<Payment> savings;
    for (auto date = dates.begin(); date != dates.end();) {
        Date all{date->month, Money(), Money()};
        for (; date != dates.end() && date->month == all.month; ++date) {
            all.theirs += date->theirs;
            all.mine += date->mine;
        }
        savings.push_back({all.month, money(less_roundings(all.theirs.value(), all.mine.value()))});
    }
    return savings;
}

void compare(OptionResult& option, const OptionResult& baseline, const Scenario& scenario) {
    const int horizon = scenario.horizon_months;
    AgainstBaseline against;
    against.savings = baseline.total - option.total;
    against.break_even = break_even_month(option.flow, baseline.flow, horizon);
    against.discounted_break_even =
        scenario.discount_rate == 0.0
            ? against.break_even
            : break_even_month(option.flow, baseline.flow, horizon, scenario.discount_rate);
    against.crossings = crossings(option.flow, baseline.flow, horizon);
    against.irr = irr(savings_by_date(baseline.flow, option.flow, horizon));
    option.against_baseline = std::move(against);
}

// Why the requirements bar an option.
struct Bars {
    bool on_premises = false;
    bool offline = false;
    bool rate_limits = false;
};

Bars bars_of(const Option& option, const Scenario& scenario) {
    if (std::holds_alternative<Api>(option)) return {true, true, true};
    if (std::holds_alternative<Rented>(option)) return {true, true, false};
    if (const auto* hybrid = std::get_if<Hybrid>(&option)) {
        const bool all_local = !hybrid->overflow && hybrid->local_share == 1.0;
        if (!all_local) return {true, true, false};
        const auto local = find_option(scenario, hybrid->local);
        return local ? bars_of(scenario.options[*local].value, scenario) : Bars{};
    }
    return {};
}

const std::vector<std::string>& capabilities_of(const Option& option) {
    return std::visit([](const auto& held) -> const std::vector<std::string>& { return held.capabilities; },
                      option);
}

// A capability may have a grade behind it, "summaries: good".
bool lists(const std::vector<std::string>& capabilities, const std::string& wanted) {
    return std::any_of(capabilities.begin(), capabilities.end(), [&](const std::string& one) {
        return one == wanted || one.substr(0, one.find(':')) == wanted;
    });
}

void judge_requirements(OptionResult& result, const Option& option, const Scenario& scenario) {
    const Requirements& required = scenario.requirements;
    const Bars bars = bars_of(option, scenario);
    std::vector<Note> barred;
    if (required.data_stays_on_premises && bars.on_premises)
        barred.push_back({Note::Code::barred_on_premises, 0, 0, 0, ""});
    if (required.works_offline && bars.offline) barred.push_back({Note::Code::barred_offline, 0, 0, 0, ""});
    if (required.no_rate_limits && bars.rate_limits)
        barred.push_back({Note::Code::barred_rate_limits, 0, 0, 0, ""});
    const auto& capabilities = capabilities_of(option);
    for (const std::string& wanted : required.quality) {
        if (!lists(capabilities, wanted)) barred.push_back({Note::Code::barred_quality, 0, 0, 0, wanted});
    }
    result.allowed = barred.empty();
    // Gates come before money: what bars an option is the first thing said of it.
    result.notes.insert(result.notes.begin(), barred.begin(), barred.end());
}

void choose_winner(Comparison& comparison) {
    std::optional<Money> least_feasible;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        if (!option.feasible) continue;
        if (!least_feasible || option.npv < *least_feasible) least_feasible = option.npv;
        if (!option.allowed) continue;
        if (!comparison.winner || option.npv < comparison.options[*comparison.winner].npv)
            comparison.winner = i;
    }
    if (!comparison.winner) return;
    const Money best = comparison.options[*comparison.winner].npv;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        if (i == *comparison.winner || !option.feasible || !option.allowed) continue;
        if (option.npv - best <= half_a_cent) comparison.tie = true;
    }
    comparison.price_of_requirements = best - *least_feasible;
}

}  // namespace

Comparison evaluate(const Scenario& scenario) {
    const int months = search_months(scenario.horizon_months);
    const Demand all = demand(scenario.workload, scenario.days_per_month, months);
    double discounted_tokens = 0.0;
    Comparison comparison;
    for (int month = 1; month <= scenario.horizon_months; ++month) {
        const Tokens volume = all.volume[static_cast<std::size_t>(month - 1)];
        comparison.volume += volume;
        discounted_tokens += volume.value() * discount_factor(scenario.discount_rate, month);
    }
    comparison.horizon_months = scenario.horizon_months;
    comparison.baseline = baseline_of(scenario);
    for (const auto& option : scenario.options) {
        comparison.options.push_back(result_of(option, scenario, all, discounted_tokens));
        judge_requirements(comparison.options.back(), option.value, scenario);
    }
    const OptionResult& baseline = comparison.options[comparison.baseline];
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        if (i != comparison.baseline) compare(comparison.options[i], baseline, scenario);
    }
    choose_winner(comparison);
    return comparison;
}

Money total_cost(const Scenario& scenario, std::size_t option) {
    const Demand all = demand(scenario.workload, scenario.days_per_month, scenario.horizon_months);
    const Ledger ledger = make_ledger(scenario.options[option].value, scenario, all);
    Money sum;
    for (const Item& item : ledger.items) sum += total(item.flow, scenario.horizon_months);
    return sum;
}

}  // namespace aicost
