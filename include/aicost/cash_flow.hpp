// Money over time: totals, present value, loans, rate of return. docs/model.md, sections 1 and 6.
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
    Money at_end;                   // at the horizon: resale, paying off a loan

    CashFlow& operator+=(const CashFlow& other);
};

// (1+r)^(-t/12)
double discount_factor(double yearly_rate, double month);

// All flows at t = 0..T. Monthly flows after the horizon, and payments at or after it, do not count.
Money total(const CashFlow& flow, int horizon_months);
Money npv(const CashFlow& flow, int horizon_months, double yearly_rate);

// K(t) at t = 0, at the end of every month up to `months`, and before and after each earlier payment: what
// has been paid so far, without what is due at the horizon's end.
std::vector<Payment> cumulative(const CashFlow& flow, int months);

// The instalment that repays `principal` in `months` (n >= 1) at `monthly_rate`: P·i/(1-(1+i)^-n), or P/n if
// i = 0.
Money annuity(Money principal, double monthly_rate, int months);
// What is still owed after `paid` of the `months` instalments.
Money remaining_principal(Money principal, double monthly_rate, int months, int paid);

// The internal rate of return, per year; none if the signs of the flows do not change exactly once, or if it
// is beyond a double's range. `flows` must be in order of time.
std::optional<double> irr(std::span<const Payment> flows);

}  // namespace aicost
