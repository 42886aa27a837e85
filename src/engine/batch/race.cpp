// When an option has paid for itself, lane by lane: break_even_month() (break_even.cpp) on a program's nodes.
#include <algorithm>
#include <cmath>
#include <limits>

#include "program.hpp"

namespace aicost {

namespace {

constexpr double rounding = 1e-12;  // as in break_even.cpp
constexpr double none = std::numeric_limits<double>::quiet_NaN();

double difference(double option, double baseline) {
    const double d = option - baseline;
    return std::abs(d) <= rounding * std::max(std::abs(option), std::abs(baseline)) ? 0.0 : d;
}

double zero_between(double from, double start, double to, double end) {
    return from + (to - from) * (start / (start - end));
}

}  // namespace

// What has been paid until `month` without the payments.
double ProgramRun::paid(const LaneSide& side, std::size_t month, std::size_t lane) {
    double sum = side.shared[month] + side.start.at[lane * side.start.step];
    for (std::size_t j = 0; j < side.terms; ++j) {
        const LaneSeries& of = side.series[j];
        sum += side.factor[j].at[lane * side.factor[j].step] * of.at[month * of.stride + lane * of.step];
    }
    return sum;
}

// Adds up what is the same for all lanes.
void ProgramRun::take_side(const RaceSide& side, LaneSide& lanes, std::vector<double>& shared) {
    static constexpr double nothing = 0.0;
    lanes.terms = 0;
    const LaneValues upfront = values(side.upfront);
    std::fill(shared.begin(), shared.end(), upfront.step == 0 ? *upfront.at : 0.0);
    lanes.start = upfront.step == 0 ? LaneValues{&nothing, 0} : upfront;
    for (const RaceSide::Term& term : side.terms) {
        const LaneValues amount = values(term.amount);
        const LaneSeries cumulative = series(term.cumulative);
        if (amount.step == 0 && cumulative.step == 0) {
            const double factor = *amount.at;
            for (std::size_t m = 0; m < shared.size(); ++m) shared[m] += factor * cumulative.at[m];
        } else {
            lanes.factor[lanes.terms] = amount;
            lanes.series[lanes.terms++] = cumulative;
        }
    }
    lanes.shared = shared.data();
}

void ProgramRun::break_even(const RaceNodes& race, double* out) {
    const auto months = static_cast<std::size_t>(program_->graph().months());
    take_side(race.option, option_, shared_option_);
    take_side(race.baseline, baseline_, shared_baseline_);
    if (!race.option.payments.empty() || !race.baseline.payments.empty()) {
        for (std::size_t l = 0; l < lanes_; ++l) out[l] = run_race(race, l);
        return;
    }
    // A little less than the difference is: where the search stops, it may be a rounding.
    constexpr double less = 4.0 * rounding;
    const auto relaxed = [](double amount) { return amount - less * std::abs(amount); };
    for (std::size_t m = 0; m <= months; ++m)
        shared_[m] = relaxed(shared_option_[m]) + relaxed(-shared_baseline_[m]);
    scratch_.resize((2 * LaneSide::most_terms + 1) * strip);
    const bool start_is_same = option_.start.step == 0 && baseline_.start.step == 0;
    for (std::size_t l = 0; l < (start_is_same ? 1 : lanes_); ++l) {
        scratch_[l] = relaxed(option_.start.at[l * option_.start.step]) +
                      relaxed(-baseline_.start.at[l * baseline_.start.step]);
    }
    race_.shared = shared_.data();
    race_.months = months;
    race_.start = {scratch_.data(), start_is_same ? std::size_t{0} : std::size_t{1}};
    race_.terms = 0;
    for (const LaneSide* side : {&option_, &baseline_}) {
        const double sign = side == &option_ ? 1.0 : -1.0;
        for (std::size_t j = 0; j < side->terms; ++j) {
            double* factor = scratch_.data() + (race_.terms + 1) * strip;
            const LaneValues amount = side->factor[j];
            for (std::size_t l = 0; l < (amount.step == 0 ? 1 : lanes_); ++l)
                factor[l] = relaxed(sign * amount.at[l]);
            race_.factor[race_.terms] = {factor, amount.step};
            race_.series[race_.terms++] = side->series[j];
        }
    }
    kernels_.first_month(first_.data(), race_, lanes_);
    kernels_.settle(out, option_, baseline_, first_.data(), months, lanes_);
    for (std::size_t l = 0; l < lanes_; ++l) {
        if (out[l] == -1.0) out[l] = run_race(race, l);
    }
}

double ProgramRun::run_race(const RaceNodes& race, std::size_t lane) const {
    const auto months = static_cast<std::size_t>(program_->graph().months());
    struct Side {
        double at_month = 0.0, next = 0.0, paid = 0.0;
        std::size_t payment = 0;
    } option, baseline;
    option.next = paid(option_, 0, lane);
    baseline.next = paid(baseline_, 0, lane);
    bool ahead_at_start = option.next <= baseline.next;
    bool been_dearer = !ahead_at_start;
    double now = 0.0;
    const auto at = [](const Side& side, double within) {
        // exactly the month's own at its end: what is found must not depend on how it was searched for
        const double paid_monthly =
            within == 1.0 ? side.next : side.at_month + (side.next - side.at_month) * within;
        return paid_monthly + side.paid;
    };
    const auto due = [&](const RaceSide& side, const Side& state) {
        return state.payment < side.payments.size() ? side.payments[state.payment].month
                                                    : std::numeric_limits<double>::infinity();
    };
    const auto pay = [&](const RaceSide& side, Side& state, double until) {
        for (; due(side, state) <= until; ++state.payment)
            state.paid += amount(side.payments[state.payment].amount, lane);
    };
    for (std::size_t month = 1; month <= months; ++month) {
        option.at_month = option.next;
        baseline.at_month = baseline.next;
        option.next = paid(option_, month, lane);
        baseline.next = paid(baseline_, month, lane);
        const auto before = static_cast<double>(month - 1);
        while (now < static_cast<double>(month)) {
            const double to = std::min(
                {static_cast<double>(month), due(race.option, option), due(race.baseline, baseline)});
            const double start = difference(at(option, now - before), at(baseline, now - before));
            const double end = difference(at(option, to - before), at(baseline, to - before));
            pay(race.option, option, to);
            pay(race.baseline, baseline, to);
            const double k_option = at(option, to - before), k_baseline = at(baseline, to - before);
            if (!std::isfinite(k_option) || !std::isfinite(k_baseline)) return none;
            const double after = difference(k_option, k_baseline);
            if (ahead_at_start && to == 1.0) {
                if (after <= 0.0) return 0.0;
                ahead_at_start = false;
            }
            if (been_dearer && start > 0.0 && (end < 0.0 || (end == 0.0 && after <= 0.0)))
                return zero_between(now, start, to, end);
            been_dearer = been_dearer || end > 0.0;
            if (been_dearer && after <= 0.0) return to;
            been_dearer = been_dearer || after > 0.0;
            now = to;
        }
    }
    return none;
}

}  // namespace aicost
