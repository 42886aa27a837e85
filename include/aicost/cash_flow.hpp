// Money over time, and what finance says of it. docs/model.md, sections 1 and 6.
//
// t = 0 is today; t is in months; costs are positive, recovered money negative.
//
//     CashFlow flow;
//     flow.upfront = money(1200);
//     flow.monthly.assign(24, money(30));
//     total(flow, 24);                        // 1,920
//     npv(flow, 24, 0.10);                    // at 10 % a year
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "aicost/quantity.hpp"

namespace aicost {

struct Payment {
    double month = 0.0;  // the instant, t >= 0
    Money amount;
};

struct CashFlow {
    Money upfront;                  // t = 0
    std::vector<Money> monthly;     // monthly[m-1] accrues linearly over month m and is due at t = m
    std::vector<Payment> payments;  // at their instants, in order of time
    Money at_end;                   // at the horizon: resale, the pay-off of a loan

    CashFlow& operator+=(const CashFlow& other);
};

// (1+r)^(-t/12)
double discount_factor(double yearly_rate, double month);

// All flows at t = 0..T; monthly flows and payments behind the horizon (payments at it, too) do not count.
Money total(const CashFlow& flow, int horizon_months);
Money npv(const CashFlow& flow, int horizon_months, double yearly_rate);

// K(t) at t = 0, at the end of every month to `months`, and before and after each payment before then: what
// has been paid so far, without what the horizon's end brings.
std::vector<Payment> cumulative(const CashFlow& flow, int months);

// The instalment that repays `principal` in `months` at `monthly_rate`: P·i/(1-(1+i)^-n), P/n where i = 0. n
// >= 1.
Money annuity(Money principal, double monthly_rate, int months);
// What is still owed after `paid` of the `months` instalments.
Money remaining_principal(Money principal, double monthly_rate, int months, int paid);

// The yearly rate at which the flows are worth nothing; none where their signs do not change exactly once, or
// where it lies beyond what a double holds. `flows` must be in order of time.
std::optional<double> irr(std::span<const Payment> flows);

}  // namespace aicost
