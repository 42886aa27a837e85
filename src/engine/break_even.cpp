#include "aicost/break_even.hpp"

#include <algorithm>
#include <cmath>

#include "model/rounding.hpp"

namespace aicost {

namespace {

// K_option - K_baseline over time: linear pieces, with jumps where a replacement is paid.
class Race {
public:
    Race(const CashFlow& option, const CashFlow& baseline, int months, double yearly_rate)
        : option_(option), baseline_(baseline), months_(months), rate_(yearly_rate) {}

    // Calls piece(from, start, to, end, after): the difference goes linearly from `start` to `end`, and then
    // jumps to `after` (equal to `end` if nothing is paid at `to`). Stops when it returns false.
    template <class Piece>
    void run(Piece piece) const {
        double k_option = option_.upfront.value();
        double k_baseline = baseline_.upfront.value();
        auto next_option = option_.payments.begin();
        auto next_baseline = baseline_.payments.begin();
        const auto difference = [&] { return less_roundings(k_option, k_baseline); };
        double now = 0.0;
        for (int month = 1; month <= months_; ++month) {
            const auto i = static_cast<std::size_t>(month - 1);
            const double factor = discount_factor(rate_, month);
            const double slope_option = option_.monthly[i].value() * factor;
            const double slope_baseline = baseline_.monthly[i].value() * factor;
            while (now < month) {
                double to = month;
                if (next_option != option_.payments.end()) to = std::min(to, next_option->month);
                if (next_baseline != baseline_.payments.end()) to = std::min(to, next_baseline->month);
                const double start = difference();
                k_option += slope_option * (to - now);
                k_baseline += slope_baseline * (to - now);
                const double end = difference();
                for (; next_option != option_.payments.end() && next_option->month <= to; ++next_option) {
                    k_option += next_option->amount.value() * discount_factor(rate_, next_option->month);
                }
                for (; next_baseline != baseline_.payments.end() && next_baseline->month <= to;
                     ++next_baseline) {
                    k_baseline +=
                        next_baseline->amount.value() * discount_factor(rate_, next_baseline->month);
                }
                if (!std::isfinite(k_option) || !std::isfinite(k_baseline)) return;
                if (!piece(now, start, to, end, difference())) return;
                now = to;
            }
        }
    }

    [[nodiscard]] double start() const {
        return less_roundings(option_.upfront.value(), baseline_.upfront.value());
    }

    // Does the option pay less than the baseline in any stretch of the searched time?
    [[nodiscard]] bool ever_saves() const {
        for (std::size_t i = 0; i < static_cast<std::size_t>(months_); ++i) {
            if (less_roundings(option_.monthly[i].value(), baseline_.monthly[i].value()) < 0.0) return true;
        }
        const auto paid_at = [](const CashFlow& flow, double month) {
            double sum = 0.0;
            for (const Payment& payment : flow.payments) {
                if (payment.month == month) sum += payment.amount.value();
            }
            return sum;
        };
        return std::any_of(baseline_.payments.begin(), baseline_.payments.end(), [&](const Payment& payment) {
            const double month = payment.month;
            return month <= months_ &&
                   less_roundings(paid_at(option_, month), paid_at(baseline_, month)) < 0.0;
        });
    }

private:
    const CashFlow& option_;
    const CashFlow& baseline_;
    int months_;
    double rate_;
};

double zero_between(double from, double start, double to, double end) {
    return from + (to - from) * (start / (start - end));
}

}  // namespace

int search_months(int horizon_months) { return std::max(horizon_months, min_search_months); }

BreakEven break_even_month(const CashFlow& option, const CashFlow& baseline, int horizon_months,
                           double yearly_rate) {
    BreakEven result;
    result.searched_months = search_months(horizon_months);
    const Race race(option, baseline, result.searched_months, yearly_rate);

    bool ahead_at_start = race.start() <= 0.0;
    bool been_dearer = race.start() > 0.0;
    race.run([&](double from, double start, double to, double end, double after) {
        if (ahead_at_start && to == 1.0) {
            if (after <= 0.0) {
                result.month = 0.0;
                return false;
            }
            ahead_at_start = false;
        }
        if (been_dearer && start > 0.0 && (end < 0.0 || (end == 0.0 && after <= 0.0))) {
            result.month = zero_between(from, start, to, end);
            return false;
        }
        been_dearer = been_dearer || end > 0.0;
        if (been_dearer && after <= 0.0) {
            result.month = to;
            return false;
        }
        been_dearer = been_dearer || after > 0.0;
        return true;
    });
    result.within_horizon = result.month && *result.month <= horizon_months;
    if (!result.month && !race.ever_saves()) result.reason = BreakEven::Never::no_monthly_saving;
    return result;
}

std::vector<double> crossings(const CashFlow& option, const CashFlow& baseline, int horizon_months) {
    std::vector<double> months;
    const Race race(option, baseline, horizon_months, 0.0);
    double lead = race.start();  // the last difference that was not 0
    double met = -1.0;           // since when it has been 0
    race.run([&](double from, double start, double to, double end, double after) {
        if (to >= horizon_months) after = end;  // what is bought at the horizon serves the time after it
        if (start != 0.0 && end != 0.0 && (start > 0.0) != (end > 0.0)) {
            months.push_back(zero_between(from, start, to, end));
            lead = end;
        } else if (end == 0.0) {
            if (met < 0.0) met = to;
        } else {
            if (lead != 0.0 && (lead > 0.0) != (end > 0.0)) months.push_back(met >= 0.0 ? met : from);
            lead = end;
            met = -1.0;
        }
        if (after != end && after != 0.0) {
            if (lead != 0.0 && (lead > 0.0) != (after > 0.0)) months.push_back(to);
            lead = after;
            met = -1.0;
        } else if (after == 0.0 && met < 0.0) {
            met = to;
        }
        return true;
    });
    // An option that catches up exactly at the horizon breaks even there.
    if (lead > 0.0 && met >= 0.0) months.push_back(met);
    return months;
}

}  // namespace aicost
