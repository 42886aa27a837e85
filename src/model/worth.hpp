// Sections 1 and 6: flows, and their present value.
#pragma once

#include "model/model.hpp"

namespace aicost {

template <class A>
Bill<A> Model<A>::empty_bill() const {
    Bill<A> bill;
    bill.feasible = one();
    return bill;
}
template <class A>
Flow<A> Model<A>::nothing() const {
    return {zero(), {}, {}, zero()};
}
template <class A>
Flow<A> Model<A>::once(Number amount) const {
    Flow<A> flow = nothing();
    flow.upfront = amount;
    return flow;
}
template <class A>
Flow<A> Model<A>::monthly(Number amount, Series series) const {
    Flow<A> flow = nothing();
    pay(flow, amount, series);
    return flow;
}
template <class A>
void Model<A>::add(Bill<A>& bill, ItemKind kind, Flow<A> flow, std::string own) const {
    bill.items.push_back({kind, std::move(own), {}, std::move(flow)});
}

// One term for each series, in algebras that keep them apart.
template <class A>
void Model<A>::pay(Flow<A>& flow, Number amount, const Series& series) const {
    if (a.is(amount, 0.0) || a.is(series, 0.0)) return;
    if constexpr (requires { series == series; }) {
        for (FlowTerm<A>& term : flow.terms) {
            if (term.series == series) {
                term.amount = term.amount + amount;
                return;
            }
        }
    }
    flow.terms.push_back({amount, a.as_series(series)});
}

template <class A>
auto Model<A>::amount_of(const Flow<A>& flow) const -> Series {
    std::optional<Series> sum;
    for (const FlowTerm<A>& term : flow.terms) {
        const Series part = term.series * term.amount;
        sum = sum ? *sum + part : part;
    }
    return sum ? *sum : a.ones() * zero();
}

template <class A>
Flow<A> Model<A>::sum(const Bill<A>& bill) const {
    Flow<A> all = nothing();
    for (const BillItem<A>& item : bill.items) {
        all.upfront = all.upfront + item.flow.upfront;
        for (const FlowTerm<A>& term : item.flow.terms) pay(all, term.amount, term.series);
        for (const FlowPayment<A>& payment : item.flow.payments) {
            auto at = all.payments.begin();
            while (at != all.payments.end() && at->month <= payment.month) ++at;
            all.payments.insert(at, payment);
        }
        all.at_end = all.at_end + item.flow.at_end;
    }
    return all;
}

template <class A>
auto Model<A>::price_series(Number change_per_year, const int& held_months) const -> Series {
    const Number ratio = a.power(one() + change_per_year, a.number(1.0 / 12.0));
    return held_months > 1 ? a.held(ratio, held_months) : a.geometric(ratio);
}
template <class A>
auto Model<A>::price_factor(Number change_per_year, const Number& months) const -> Number {
    return a.power(one() + change_per_year, months / a.number(12.0));
}
template <class A>
auto Model<A>::worth(const Number& month) const -> Number {
    return a.power(one() + unless(scenario_.discount_rate, 0.0), (zero() - month) / a.number(12.0));
}

template <class A>
auto Model<A>::total(const Flow<A>& flow) const -> Number {
    Number sum = flow.upfront;
    for (const FlowTerm<A>& term : flow.terms) sum = sum + term.amount * a.sum(term.series);
    if constexpr (requires { A::told; }) {
        // what is paid over and over is told of once
        std::vector<std::pair<Number, int>> amounts;
        for (const FlowPayment<A>& payment : flow.payments) {
            if (payment.month >= a.horizon()) continue;
            const auto same = std::find_if(amounts.begin(), amounts.end(), [&](const auto& other) {
                return other.first.node == payment.amount.node;
            });
            if (same == amounts.end()) {
                amounts.emplace_back(payment.amount, 1);
            } else {
                ++same->second;
            }
        }
        for (const auto& [amount, times] : amounts) sum = sum + a.number(times) * amount;
    } else {
        for (const FlowPayment<A>& payment : flow.payments) {
            if (payment.month < a.horizon()) sum = sum + payment.amount;
        }
    }
    return sum + flow.at_end;
}

template <class A>
Flow<A> Model<A>::discounted(const Flow<A>& flow) const {
    const Number month = a.named(worth(one()), "worth of 1 in a month", Unit::ratio);
    const Series worths = a.geometric(month);
    Flow<A> now = flow;
    for (FlowTerm<A>& term : now.terms) {
        term.amount = term.amount * month;
        term.series = term.series * worths;
    }
    for (FlowPayment<A>& payment : now.payments)
        payment.amount = payment.amount * worth(a.number(payment.month));
    now.at_end = flow.at_end * worth(fixed(scenario_.horizon_months, a.horizon()));
    return now;
}

template <class A>
auto Model<A>::npv(const Flow<A>& flow) const -> Number {
    return total(discounts() ? discounted(flow) : flow);
}

template <class A>
auto Model<A>::first_month(const Flow<A>& flow) const -> Number {
    Number sum = zero();
    for (const FlowTerm<A>& term : flow.terms) sum = sum + term.amount * a.at_month(term.series, 1);
    for (const FlowPayment<A>& payment : flow.payments) {
        if (payment.month <= 1.0 && payment.month < a.horizon()) sum = sum + payment.amount;
    }
    return sum;
}

template <class A>
auto Model<A>::discounted_tokens(const Demand<A>& d) const -> Number {
    const Number month = a.named(worth(one()), "worth of 1 in a month", Unit::ratio);
    return d.first * month * a.sum(d.growth * a.geometric(month));
}

}  // namespace aicost
