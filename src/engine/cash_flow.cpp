#include "aicost/cash_flow.hpp"

#include <algorithm>
#include <cmath>

#include "model/elementary.hpp"

namespace aicost {

CashFlow& CashFlow::operator+=(const CashFlow& other) {
    upfront += other.upfront;
    if (monthly.size() < other.monthly.size()) monthly.resize(other.monthly.size());
    for (std::size_t i = 0; i < other.monthly.size(); ++i) monthly[i] += other.monthly[i];
    if (!other.payments.empty()) {
        payments.insert(payments.end(), other.payments.begin(), other.payments.end());
        std::stable_sort(payments.begin(), payments.end(),
                         [](const Payment& a, const Payment& b) { return a.month < b.month; });
    }
    at_end += other.at_end;
    return *this;
}

namespace {

// Neumaier's sum: the rounding errors are summed separately and added at the end.
class Sum {
public:
    explicit Sum(Money first) : sum_(first.value()) {}
    void add(Money money) {
        const double term = money.value(), next = sum_ + term;
        lost_ += std::abs(sum_) >= std::abs(term) ? (sum_ - next) + term : (term - next) + sum_;
        sum_ = next;
    }
    [[nodiscard]] Money value() const { return Money(sum_ + lost_); }

private:
    double sum_;
    double lost_ = 0.0;
};

}  // namespace

double discount_factor(double yearly_rate, double month) {
    return yearly_rate == 0.0 ? 1.0 : power_at(1.0 + yearly_rate, -month / 12.0);
}

Money npv(const CashFlow& flow, int horizon_months, double yearly_rate) {
    Sum sum(flow.upfront);
    const auto months = std::min(flow.monthly.size(), static_cast<std::size_t>(horizon_months));
    for (std::size_t i = 0; i < months; ++i) {
        sum.add(flow.monthly[i] * discount_factor(yearly_rate, static_cast<double>(i + 1)));
    }
    for (const Payment& payment : flow.payments) {
        if (payment.month < horizon_months)
            sum.add(payment.amount * discount_factor(yearly_rate, payment.month));
    }
    sum.add(flow.at_end * discount_factor(yearly_rate, horizon_months));
    return sum.value();
}

Money total(const CashFlow& flow, int horizon_months) { return npv(flow, horizon_months, 0.0); }

std::vector<Payment> cumulative(const CashFlow& flow, int months) {
    std::vector<Payment> points{{0.0, flow.upfront}};
    Sum sum(flow.upfront);
    double now = 0.0;
    auto next = flow.payments.begin();
    for (int month = 1; month <= months; ++month) {
        const Money slope = flow.monthly[static_cast<std::size_t>(month - 1)];
        for (; next != flow.payments.end() && next->month <= month; ++next) {
            if (next->month >= months) break;
            sum.add(slope * (next->month - now));
            now = next->month;
            points.push_back({now, sum.value()});
            sum.add(next->amount);
            points.push_back({now, sum.value()});
        }
        sum.add(slope * (month - now));
        now = month;
        if (points.back().month < now) points.push_back({now, sum.value()});
    }
    return points;
}

Money annuity(Money principal, double monthly_rate, int months) {
    if (monthly_rate == 0.0) return principal / months;
    // expm1 and log1p keep the digits that 1-(1+i)^-n loses at a small rate
    return principal * monthly_rate / -exponential_less_one(-months * logarithm_of_one_and(monthly_rate));
}

Money remaining_principal(Money principal, double monthly_rate, int months, int paid) {
    if (paid >= months) return Money();
    if (monthly_rate == 0.0) return principal * (static_cast<double>(months - paid) / months);
    const double log_growth = logarithm_of_one_and(monthly_rate);
    return principal *
           (exponential_less_one(-(months - paid) * log_growth) / exponential_less_one(-months * log_growth));
}

std::optional<double> irr(std::span<const Payment> flows) {
    int changes = 0;
    double last = 0.0;
    for (const Payment& flow : flows) {
        const double amount = flow.amount.value();
        if (amount == 0.0) continue;
        if (last != 0.0 && (amount > 0.0) != (last > 0.0)) ++changes;
        last = amount;
    }
    if (changes != 1) return std::nullopt;
    // With one change of sign the present value, as a function of the logarithm y of the monthly growth factor,
    // has exactly one root.
    struct Worth {
        double value = 0.0;
        double slope = 0.0;
    };
    const auto worth = [&](double y) {
        // For a negative y valued at the last flow's date, so that no term overflows; the root is the same.
        const double origin = y < 0.0 ? flows.back().month : 0.0;
        Worth sum;
        for (const Payment& flow : flows) {
            const double term = flow.amount.value() * exponential(-y * (flow.month - origin));
            sum.value += term;
            sum.slope -= (flow.month - origin) * term;
        }
        return sum;
    };
    const double now = worth(0.0).value;
    if (now == 0.0) return 0.0;
    const double sign_now = now > 0.0 ? 1.0 : -1.0;
    // The later flows, of sign `last`, weigh more the lower the rate.
    const double direction = sign_now == (last > 0.0 ? 1.0 : -1.0) ? 1.0 : -1.0;
    double near = 0.0;
    double far = direction * 1e-3;
    constexpr double limit = 50.0;  // a growth of e^50 a month, beyond any meaningful rate
    while (worth(far).value * sign_now > 0.0) {
        near = far;
        far *= 2.0;
        if (std::abs(far) > limit) return std::nullopt;
    }
    // Newton's method, with bisection where a step would leave the bracket.
    double at = 0.5 * (near + far);
    for (int i = 0; i < 200; ++i) {
        const Worth here = worth(at);
        if (here.value == 0.0) break;
        (here.value * sign_now > 0.0 ? near : far) = at;
        const double step = at - here.value / here.slope;
        const bool inside = (step > near && step < far) || (step < near && step > far);
        const double next = inside ? step : 0.5 * (near + far);
        constexpr double close_enough = 4e-16;
        const bool done = std::abs(next - at) <= close_enough * std::abs(at) || next == near || next == far;
        at = next;
        if (done) break;
    }
    const double rate = exponential_less_one(12.0 * at);
    return std::isfinite(rate) ? std::optional(rate) : std::nullopt;
}

}  // namespace aicost
