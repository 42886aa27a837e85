#include "aicost/evaluate.hpp"

#include <algorithm>
#include <cmath>

#include "engine/evaluation.hpp"
#include "engine/requirements.hpp"
#include "model/rounding.hpp"

namespace aicost {

namespace {

// The option's savings by date up to the horizon, in order, without those that are only roundings.
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
    against.npv_savings = baseline.npv - option.npv;
    against.break_even = break_even_month(option.flow, baseline.flow, horizon);
    against.discounted_break_even =
        scenario.discount_rate == 0.0
            ? against.break_even
            : break_even_month(option.flow, baseline.flow, horizon, scenario.discount_rate);
    against.crossings = crossings(option.flow, baseline.flow, horizon);
    against.irr = irr(savings_by_date(baseline.flow, option.flow, horizon));
    option.against_baseline = std::move(against);
}

}  // namespace

void choose_winner(Comparison& comparison) {
    const auto& options = comparison.options;
    std::optional<Money> lowest_feasible;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (!options[i].feasible) continue;
        if (!lowest_feasible || options[i].npv < *lowest_feasible) lowest_feasible = options[i].npv;
        if (options[i].can_win() && (!comparison.winner || options[i].npv < options[*comparison.winner].npv))
            comparison.winner = i;
    }
    if (!comparison.winner) return;
    const Money best = options[*comparison.winner].npv;
    comparison.price_of_requirements = best - *lowest_feasible;
    const auto pair = deciding_pair(comparison);
    if (!pair) return;
    const Money margin = options[pair->runner_up].npv - best;
    comparison.tie = margin <= half_a_cent;
    if (comparison.tie) return;
    comparison.runner_up = pair->runner_up;
    comparison.margin = margin;
}

Comparison evaluate(const Scenario& scenario) {
    const Evaluation evaluation(scenario, search_months(scenario.horizon_months));
    Comparison comparison;
    comparison.horizon_months = scenario.horizon_months;
    comparison.volume = evaluation.volume();
    comparison.baseline = baseline_of(scenario);
    for (const auto& option : scenario.options) {
        comparison.options.push_back(evaluation.result_of(option));
        judge_requirements(comparison.options.back(), option.value, scenario);
    }
    const OptionResult& baseline = comparison.options[comparison.baseline];
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        if (i != comparison.baseline) compare(comparison.options[i], baseline, scenario);
    }
    choose_winner(comparison);
    return comparison;
}

bool ranks_before(const OptionResult& a, const OptionResult& b) {
    return a.can_win() != b.can_win() ? a.can_win() : a.npv < b.npv;
}

std::optional<DecidingPair> deciding_pair(const Comparison& comparison) {
    if (!comparison.winner) return std::nullopt;
    DecidingPair pair{*comparison.winner, *comparison.winner};
    const auto& options = comparison.options;
    for (std::size_t i = 0; i < options.size(); ++i) {
        if (i == pair.winner || !options[i].can_win()) continue;
        // the first of equal ones; roundings do not decide
        if (pair.runner_up == pair.winner ||
            less_roundings(options[i].npv.value(), options[pair.runner_up].npv.value()) < 0.0)
            pair.runner_up = i;
    }
    return pair.runner_up == pair.winner ? std::nullopt : std::optional(pair);
}

Money pair_margin(const Scenario& scenario, const DecidingPair& pair) {
    return npv_cost(scenario, pair.runner_up) - npv_cost(scenario, pair.winner);
}

Money total_cost(const Scenario& scenario, std::size_t option) {
    const Evaluation evaluation(scenario, scenario.horizon_months);
    return total(evaluation.flow_of(scenario.options[option]), scenario.horizon_months);
}

Money npv_cost(const Scenario& scenario, std::size_t option) {
    const Evaluation evaluation(scenario, scenario.horizon_months);
    return npv(evaluation.flow_of(scenario.options[option]), scenario.horizon_months, scenario.discount_rate);
}

}  // namespace aicost
