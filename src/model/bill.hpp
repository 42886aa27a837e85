// The model's result for one option, over any algebra (algebra.hpp): what it costs and can serve. docs/model.md, section 6.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aicost/evaluate.hpp"

namespace aicost {

// amount·series: money due at the end of every month.
template <class A>
struct FlowTerm {
    typename A::Number amount;
    typename A::Series series;
};
template <class A>
struct FlowPayment {
    double month = 0.0;  // the instant
    typename A::Number amount;
};

template <class A>
struct Flow {
    typename A::Number upfront;
    std::vector<FlowTerm<A>> terms;
    std::vector<FlowPayment<A>> payments;  // in order of time
    typename A::Number at_end;
};

template <class A>
struct BillItem {
    ItemKind kind{};
    std::string own;   // the user's own name, for kinds that have one
    std::string side;  // of a hybrid: the id of the part that it belongs to
    Flow<A> flow;
};

template <class A>
struct Bill {
    using Number = typename A::Number;
    using Series = typename A::Series;

    std::vector<BillItem<A>> items;
    Number feasible;                 // 0 or 1
    std::optional<Number> marginal;  // money of one more token of month 1; none: not defined
    std::optional<Number> kwh;       // over the horizon
    std::optional<Number> kg_co2;
    std::optional<Number> peak;             // rho of the busiest month
    std::optional<Series> utilization;      // rho by month
    std::optional<Number> max_utilization;  // the limit on it
    std::optional<Number>
        capacity;  // tokens of an active day at which rho of month 1 reaches that limit; NaN: unlimited
    std::optional<Number> units;         // bought or rented, spares included
    std::optional<Number> units_needed;  // the least that would suffice
    std::optional<Number> busy_share;    // S_1/(86400·N): share of what its units could do day and night
    std::vector<std::pair<std::string, Number>> shares;  // of a hybrid with fixed shares: by id
    std::optional<Series> share;  // of an overflowing hybrid: what the local side serves
    // limits of an API, by month: what is needed and what is allowed
    std::optional<Series> tokens_per_minute, tokens_of_month;
    std::optional<Number> tokens_per_minute_limit, tokens_of_month_limit;
    std::vector<std::string> part_ids;  // of a hybrid …
    std::vector<Bill> parts;            // … and each one's bill for what it serves
};

}  // namespace aicost
