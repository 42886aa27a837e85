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

// A little less, so that the search over lanes stops where the difference may be a rounding.
double relaxed(double amount) { return amount > 0.0 ? amount * (1.0 - 4.0 * rounding) : amount; }

double zero_between(double from, double start, double to, double end) {
    return from + (to - from) * (start / (start - end));
}

}  // namespace

// What has been paid until `month` without the payments.
double ProgramRun::cumulated(const RaceSide& side, std::size_t month, std::size_t lane) const {
    double sum = amount(side.upfront, lane);
    for (const RaceSide::Term& term : side.terms) {
        const LaneSeries of = series(term.cumulative);
        sum += amount(term.amount, lane) * of.at[month * of.stride + lane * of.step];
    }
    return sum;
}

void ProgramRun::break_even(const RaceNodes& race, double* out) {
    const auto months = static_cast<std::size_t>(program_->graph().months());
    const auto is_same = [&](NodeId id) { return values_[static_cast<std::size_t>(id)].same; };
    LaneRace lanes;
    lanes.months = months;
    scratch_.resize((LaneRace::most_terms + 1) * strip);
    double* start = scratch_.data();
    bool fits = race.option.payments.empty() && race.baseline.payments.empty();
    const bool start_is_same = is_same(race.option.upfront) && is_same(race.baseline.upfront);
    const std::size_t starts = start_is_same ? 1 : lanes_;
    for (std::size_t l = 0; l < starts; ++l)
        start[l] = relaxed(amount(race.option.upfront, l)) + relaxed(-amount(race.baseline.upfront, l));
    lanes.start = {start, start_is_same ? std::size_t{0} : std::size_t{1}};
    std::fill(shared_.begin(), shared_.end(), 0.0);
    for (const RaceSide* side : {&race.option, &race.baseline}) {
        const double sign = side == &race.option ? 1.0 : -1.0;
        for (const RaceSide::Term& term : side->terms) {
            const LaneSeries cumulative = series(term.cumulative);
            if (is_same(term.amount) && cumulative.step == 0) {
                const double factor = relaxed(sign * amount(term.amount, 0));
                for (std::size_t m = 1; m <= months; ++m) shared_[m] += factor * cumulative.at[m];
                continue;
            }
            if (lanes.terms == LaneRace::most_terms) {
                fits = false;
                break;
            }
            double* factor = scratch_.data() + (lanes.terms + 1) * strip;
            const std::size_t factors = is_same(term.amount) ? 1 : lanes_;
            for (std::size_t l = 0; l < factors; ++l) factor[l] = relaxed(sign * amount(term.amount, l));
            lanes.factor[lanes.terms] = {factor, is_same(term.amount) ? std::size_t{0} : std::size_t{1}};
            lanes.series[lanes.terms++] = cumulative;
        }
    }
    if (!fits) {
        for (std::size_t l = 0; l < lanes_; ++l) out[l] = run_race(race, l);
        return;
    }
    lanes.shared = shared_.data();
    kernels_.first_month(first_.data(), lanes, lanes_);
    for (std::size_t l = 0; l < lanes_; ++l) {
        const auto month = static_cast<std::size_t>(first_[l]);
        out[l] = month > months ? none : settle(race, month, l);
    }
}

// The lanes' search stopped at `month`: there, or the search goes on with all its rules.
double ProgramRun::settle(const RaceNodes& race, std::size_t month, std::size_t lane) const {
    const double option = cumulated(race.option, month, lane);
    const double baseline = cumulated(race.baseline, month, lane);
    const double end = difference(option, baseline);
    const bool begins_ahead = !(amount(race.option.upfront, lane) > amount(race.baseline.upfront, lane));
    if (std::isfinite(option) && std::isfinite(baseline) && end <= 0.0) {
        if (begins_ahead && month == 1) return 0.0;
        const double start =
            difference(cumulated(race.option, month - 1, lane), cumulated(race.baseline, month - 1, lane));
        const auto to = static_cast<double>(month);
        if (start > 0.0) return zero_between(to - 1.0, start, to, end);
    }
    return run_race(race, lane);
}

double ProgramRun::run_race(const RaceNodes& race, std::size_t lane) const {
    const auto months = static_cast<std::size_t>(program_->graph().months());
    struct Side {
        double at_month = 0.0, next = 0.0, paid = 0.0;
        std::size_t payment = 0;
    } option, baseline;
    option.next = cumulated(race.option, 0, lane);
    baseline.next = cumulated(race.baseline, 0, lane);
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
        option.next = cumulated(race.option, month, lane);
        baseline.next = cumulated(race.baseline, month, lane);
        const auto before = static_cast<double>(month - 1);
        while (now < static_cast<double>(month)) {
            const double to = std::min({static_cast<double>(month), due(race.option, option),
                                        due(race.baseline, baseline)});
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
