// Local, cloud or both? The costs, the capacity and the requirements, weighed by fixed rules. docs/advise.md.
//
//     const Advice advice = advise(scenario, {});
//     advice.recommended;                          // the side; none if no side is possible
//     advice.sides[0].against[0].value;            // each reason has its number
//
// All three sides are evaluated: the best owned or rented option, the best api option, and the best hybrid.
// If the scenario has no hybrid, one is made of the other two.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/evaluate.hpp"

namespace aicost {

enum class Side { local, cloud, hybrid };

// Needs beyond Scenario::requirements.
struct Needs {
    bool frontier_model = false;            // the largest models, whose weights are not published
    bool bursty = false;                    // unpredictable: a flat load is treated as one with a peak of 3
    std::optional<double> sensitive_share;  // of the work: what may not leave the premises
    double hybrid_share = 0.8;              // of a hybrid made here, where capacity does not determine it
};

inline constexpr double close_call = 0.10;   // costs within this share of each other decide nothing
inline constexpr double mostly_idle = 0.30;  // a peak utilisation below this is a reason against a machine
// An option with this capability counts as having the largest models.
inline constexpr const char* frontier_capability = "frontier_model";

struct Reason {
    enum class Code {
        costs_less,  // value: by how much; limit: its own cost; word: than which option
        costs_more,  // likewise
        pays_off,  // value: month in which it has paid for itself, on discounted flows where a rate is stated
        never_pays_off,    // within the months searched
        above_break_even,  // value: tokens a day of the workload; limit: of the break-even
        below_break_even,
        marginal_less,  // value, limit: the cost of one more million tokens, here and there
        upfront,        // value: paid before the first token
        no_upfront,     // value: the first month's bill
        has_capacity,   // value: tokens a day that it can serve; limit: of the workload's first month
        too_small,      // value: first month that fails; limit: units needed, or tokens a minute; word: which
        capacity_unknown,
        idle,              // value: peak utilisation
        model_too_large,   // value: GiB of the weights; limit: GiB available
        data_stays,        // value: share of the tokens that stay
        data_leaves,       // value: tokens a day that leave
        sensitive_leaves,  // value: share of the work that may not leave; limit: share that stays
        works_offline,
        needs_network,
        rate_limit,         // value: tokens a minute
        no_rate_limit,      // none at all: the machine is your own
        elastic,            // value: tokens a minute at the peak, which cost no more than any others
        grows_with_volume,  // value: extra cost of twice the volume
        frontier,           // has the largest models
        no_frontier,
        lacks_capability,  // word
        two_bills,         // value: up-front; limit: of the first month; word: how many, where not two
        no_such_option,
    };
    Code code{};
    double value = 0.0;
    double limit = 0.0;
    std::string word;
    bool decides = false;  // on its own it rules the side out
};

struct SideAdvice {
    Side side{};
    std::optional<std::size_t> option;  // of Advice::scenario
    bool made = false;                  // a hybrid made here, not one of the scenario's
    bool possible = false;              // feasible, allowed, and meets the needs
    std::vector<Reason> in_favour, against;
};

struct Advice {
    enum class Rule { only_possible, cheapest, close_and_bursty, close_and_less_upfront, nothing_possible };
    Scenario scenario;  // as it was weighed
    Comparison comparison;
    std::vector<SideAdvice> sides;  // local, cloud, hybrid
    std::optional<Side> recommended;
    Rule rule = Rule::nothing_possible;
    std::optional<Money> margin;  // npv of the next possible side less that of the recommended one
};

Advice advise(const Scenario& scenario, const Needs& needs);

// What serves a side, and its share of the first month's tokens: the option itself, or a hybrid's parts.
struct ServingPart {
    std::size_t option = 0;  // of Advice::scenario
    double share = 1.0;
    bool at_home = false;   // on machines of one's own: not an api, not rented
    bool by_key = false;    // an api, with a key of its provider
    bool weighted = false;  // one of a hybrid's `parts`, not its local or cloud
};
std::vector<ServingPart> serving_parts(const Advice& advice, const SideAdvice& side);
// The share of the tokens that stays in the house.
double share_at_home(const Advice& advice, const SideAdvice& side);

// Open models that can be pulled by a tag and fit in `usable_gib` at `bits_per_weight`, largest first.
std::vector<OpenModel> models_to_start_with(const std::vector<OpenModel>& models, double bits_per_weight,
                                            double usable_gib, double request_tokens);
// Those that fit one machine of so many GPUs, with room for a request of the workload.
std::vector<OpenModel> models_for_machine(const Gpu& gpu, int gpus, const std::vector<OpenModel>& models,
                                          double bits_per_weight, const Workload& workload);

}  // namespace aicost
