#include "model/algebra.hpp"

#include "aicost/cash_flow.hpp"

namespace aicost {

double Eager::annuity(double monthly_rate, int months) const {
    return aicost::annuity(money(1.0), monthly_rate, months).value();
}
double Eager::remaining(double monthly_rate, int months, int paid) const {
    return remaining_principal(money(1.0), monthly_rate, months, paid).value();
}

Monthly Eager::step(int months) const {
    if (months >= static_cast<int>(months_)) return ones();
    Monthly out;
    out.each.assign(months_, 0.0);
    std::fill_n(out.each.begin(), std::max(0, months), 1.0);
    return out;
}

Monthly Eager::geometric(double ratio) const { return held(ratio, 1); }

Monthly Eager::held(double ratio, int months) const {
    if (ratio == 1.0) return ones();
    const auto held_for = static_cast<std::size_t>(std::max(1, months));
    Monthly out;
    out.each.reserve(months_);
    double power = 1.0, held_at = 1.0;
    for (std::size_t i = 0; i < months_; ++i) {
        if (i % held_for == 0) held_at = power;
        out.each.push_back(held_at);
        power *= ratio;
    }
    return out;
}

double Eager::sum(const Monthly& series) const {
    if (series.each.empty()) return series.same * static_cast<double>(horizon_);
    double sum = 0.0;
    for (std::size_t i = 0; i < horizon_; ++i) sum += series.each[i];
    return sum;
}

double Eager::largest(const Monthly& series) const {
    if (series.each.empty()) return series.same;
    return *std::max_element(series.each.begin(),
                             series.each.begin() + static_cast<std::ptrdiff_t>(horizon_));
}

}  // namespace aicost
