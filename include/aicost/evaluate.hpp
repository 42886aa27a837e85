// The cost of every option of a scenario, and how they compare. docs/model.md, sections 3, 4 and 6.
//
//     const Comparison c = evaluate(scenario);
//     c.options[1].total;                                    // 2880: Money over the horizon
//     c.options[0].against_baseline->break_even.month;       // 13.33: when it has paid for itself
//
// evaluate() takes any scenario in which check() finds no fault. It throws nothing, reads no clock and keeps no
// state.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/break_even.hpp"
#include "aicost/cash_flow.hpp"
#include "aicost/quantity.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

// What an item of a bill is.
enum class ItemKind {
    hardware,
    replacement,
    setup,
    financing,
    resale,
    electricity,  // from watts, or the flat `monthly_costs.electricity`
    rent,
    tokens,
    request_fees,
    seat_fees,
    monthly_fee,
    monthly_minimum,  // the shortfall of tokens and fees below it
    staff,
    maintenance,
    colocation,
    // the user's own, by name
    monthly_cost,
    unit_monthly_cost,
    monthly_income,
};

// One line of an option's bill.
struct Item {
    ItemKind kind{};
    std::string own;   // the user's own name, if the kind has one
    std::string side;  // of a hybrid: the id of the part that it belongs to
    CashFlow flow;

    // "hardware", "monthly_costs.NAME", …; of a hybrid with its part's id before: "cloud.tokens"
    [[nodiscard]] std::string name() const;
};
std::string_view name_of(ItemKind kind);

// Why an option cannot serve the workload, or what is worth knowing about it.
struct Note {
    enum class Code {
        too_few_units,       // month: the first that fails; value: units needed
        over_rate_limit,     // month; value: tokens a minute at the peak; limit
        over_plan_limit,     // month; value: tokens of the month; limit: what the seats may use
        barred_on_premises,  // the requirements, from here on
        barred_offline,
        barred_rate_limits,
        barred_quality,        // word: the capability that is missing
        model_does_not_fit,    // value: GiB needed by the weights; limit: GiB available
        units_sized,           // value: units that "auto" came to
        batch_not_discounted,  // batch_share without a batch_discount
        price_steps,           // month, value: from which its prices change within the horizon, how often
        no_effect,             // word: the input that changes nothing, and why
    };
    Code code{};
    int month = 0;
    double value = 0.0;
    double limit = 0.0;
    std::string word;
    std::string part;  // of a hybrid: the option that it is about
};

struct AgainstBaseline {
    Money savings;  // baseline total - option total
    Money npv_savings;
    BreakEven break_even;
    BreakEven discounted_break_even;
    std::vector<double> crossings;  // months within the horizon at which the lead changes
    std::optional<double> irr;
};

struct OptionResult {
    std::string id;
    std::string label;  // its display name: as the profile says, else the id
    std::vector<Item> items;
    CashFlow flow;  // their sum, over searched_months
    Money upfront;
    Money first_month;
    Money total;
    Money npv;
    Money cost_per_month;                     // total / horizon
    std::optional<TokenPrice> cost_per_mtok;  // levelised, of the workload's tokens; none if there are none
    std::optional<Money> cost_per_request;    // none if the sizes are not known
    std::optional<TokenPrice> marginal_cost_per_mtok;  // none of "scale_to_zero"
    std::optional<Energy> energy;
    std::optional<double> kg_co2;
    std::optional<double> peak_utilization;  // none if capacity is not modelled
    std::optional<double> units;
    std::optional<Tokens> capacity_tokens_per_day;
    std::vector<double> local_share;    // of a hybrid of two sides, by month of the horizon
    std::vector<Named<double>> shares;  // of a hybrid of parts: id, share
    bool feasible = true;
    bool allowed = true;
    std::vector<Note> notes;
    std::optional<AgainstBaseline> against_baseline;  // none for the baseline itself

    // Feasible and allowed.
    [[nodiscard]] bool can_win() const { return feasible && allowed; }
};
// Those that can win come first, then by npv.
bool ranks_before(const OptionResult& a, const OptionResult& b);

struct Comparison {
    int horizon_months = 0;
    std::size_t baseline = 0;
    std::vector<OptionResult> options;     // in the order of the scenario
    std::optional<std::size_t> winner;     // lowest npv of those feasible and allowed; none if there is none
    bool tie = false;                      // within half a cent of the next
    std::optional<std::size_t> runner_up;  // the next lowest; none if there is only one, or a tie
    std::optional<Money> margin;           // its npv - the winner's
    std::optional<Money> price_of_requirements;  // 0: nothing cheaper is barred; none: no option left
    Tokens volume;                               // of the whole horizon
};

// Present values as near as that tie.
inline constexpr Money half_a_cent = money(0.005);

Comparison evaluate(const Scenario& scenario);

// The two options that the decision is between: the winner and the next, tied or not, of those feasible and
// allowed. None if there are fewer than two.
struct DecidingPair {
    std::size_t winner = 0, runner_up = 0;
};
std::optional<DecidingPair> deciding_pair(const Comparison& comparison);

// How much more the pair's runner-up costs than its winner, in today's money. Negative if the pair was found in
// another scenario and their order is reversed in this one.
Money pair_margin(const Scenario& scenario, const DecidingPair& pair);

// Only the total, or only the present value, of one option: for searches that evaluate it many times.
Money total_cost(const Scenario& scenario, std::size_t option);
Money npv_cost(const Scenario& scenario, std::size_t option);

}  // namespace aicost
