// When an option has paid for itself, lane by lane: break_even_month() (break_even.cpp) on a graph's nodes.
#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/batch/compiled.hpp"

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

// What has been paid until `month`, without single payments.
double CompiledRun::paid(const LaneSide& side, std::size_t month, std::size_t lane) {
    double sum = side.shared[month] + side.start.at[lane * side.start.step];
    for (std::size_t j = 0; j < side.terms; ++j) {
        const LaneSeries& of = side.series[j];
        sum += side.factor[j].at[lane * side.factor[j].step] * of.at[month * of.stride + lane * of.step];
    }
    return sum;
}

// Sums up what is the same for all lanes, if it has changed. Returns whether the sum changed.
bool CompiledRun::take_side(const RaceSide& side, SideState& state) {
    static constexpr double nothing = 0.0;
    const auto value = [&](NodeId id) -> const Value& { return values_[static_cast<std::size_t>(id)]; };
    bool changed = state.added.size() != side.terms.size() + 1;
    state.added.resize(side.terms.size() + 1);
    const auto note = [&](std::size_t place, bool added, bool moved) {
        changed = changed || state.added[place] != added || (added && moved);
        state.added[place] = added;
    };
    const Value& upfront = value(side.upfront);
    note(0, upfront.same, upfront.moved);
    state.lanes.start = upfront.same ? LaneValues{&nothing, 0} : values(side.upfront);
    state.lanes.terms = 0;
    for (std::size_t j = 0; j < side.terms.size(); ++j) {
        const RaceSide::Term& term = side.terms[j];
        const Value &amount = value(term.amount), &cumulative = value(term.cumulative);
        note(j + 1, amount.same && cumulative.same, amount.moved || cumulative.moved);
        if (state.added[j + 1]) continue;
        state.lanes.factor[state.lanes.terms] = values(term.amount);
        state.lanes.series[state.lanes.terms++] = series(term.cumulative);
    }
    if (!changed) return false;
    state.shared.assign(static_cast<std::size_t>(compiled_->graph().months()) + 1,
                        upfront.same ? *upfront.at : 0.0);
    for (std::size_t j = 0; j < side.terms.size(); ++j) {
        if (!state.added[j + 1]) continue;
        const double factor = *value(side.terms[j].amount).at;
        make_whole(side.terms[j].cumulative);
        const double* cumulative = value(side.terms[j].cumulative).at;
        for (std::size_t m = 0; m < state.shared.size(); ++m) state.shared[m] += factor * cumulative[m];
    }
    state.lanes.shared = state.shared.data();
    return true;
}

// A little below the amount, so that roundings do not pass for a lead.
double CompiledRun::relaxed(double amount) { return amount - 4.0 * rounding * std::abs(amount); }

// The terms of `side` that differ by lane, for the search. `place` counts the terms.
void CompiledRun::race_terms(const RaceSide& side, const SideState& state, double sign, std::size_t& place) {
    for (std::size_t j = 0, term = 0; j < side.terms.size(); ++j) {
        if (state.added[j + 1]) continue;
        const LaneValues amount = state.lanes.factor[term];
        double* factor = scratch_.data() + ++place * strip;
        bool above = false, below = false;
        for (std::size_t l = 0; l < (amount.step == 0 ? 1 : lanes_); ++l) {
            factor[l] = relaxed(sign * amount.at[l]);
            above = above || factor[l] > 0.0;
            below = below || !(factor[l] >= 0.0);
        }
        const NodeId cumulative = side.terms[j].cumulative;
        Value& value = values_[static_cast<std::size_t>(cumulative)];
        if (!value.rises || (above && below)) race_.minima = nullptr;
        LaneRace::Term& entry = value.same ? race_.common[race_.commons++] : race_.own[race_.owns++];
        entry = {{factor, amount.step}, state.lanes.series[term++], below, nullptr, nullptr};
        if (value.moved && !value.whole) {
            const NodeId series =
                compiled_->graph().nodes()[static_cast<std::size_t>(cumulative)].operands[0];
            const NodeId ratio = compiled_->graph().nodes()[static_cast<std::size_t>(series)].operands[0];
            entry.unwritten = value.numbers.data();
            entry.ratio = values(ratio).at;
        } else {
            make_whole(cumulative);  // it is needed again
        }
    }
}

void CompiledRun::make_whole(const RaceNodes& race) {
    for (const RaceSide* side : {&race.option, &race.baseline}) {
        for (const RaceSide::Term& term : side->terms) make_whole(term.cumulative);
    }
}

void CompiledRun::break_even(const RaceNodes& race, RaceState& state, double* out) {
    const auto months = static_cast<std::size_t>(compiled_->graph().months());
    const bool option_changed = take_side(race.option, state.option);
    const bool baseline_changed = take_side(race.baseline, state.baseline);
    if (!race.option.payments.empty() || !race.baseline.payments.empty()) {
        make_whole(race);
        for (std::size_t l = 0; l < lanes_; ++l) out[l] = run_race(race, state, l);
        return;
    }
    const LaneSide &option = state.option.lanes, &baseline = state.baseline.lanes;
    if (option_changed || baseline_changed) {
        state.shared.resize(months + 1);
        for (std::size_t m = 0; m <= months; ++m)
            state.shared[m] = relaxed(option.shared[m]) + relaxed(-baseline.shared[m]);
        state.minima.clear();
        for (std::size_t m = 1; m + LaneRace::stretch - 1 <= months; m += LaneRace::stretch) {
            const double* first = state.shared.data() + m;
            state.minima.push_back(*std::min_element(first, first + LaneRace::stretch));
        }
    }
    scratch_.resize((LaneRace::max_terms + 1) * strip);
    const bool start_is_same = option.start.step == 0 && baseline.start.step == 0;
    for (std::size_t l = 0; l < (start_is_same ? 1 : lanes_); ++l) {
        scratch_[l] = relaxed(option.start.at[l * option.start.step]) +
                      relaxed(-baseline.start.at[l * baseline.start.step]);
    }
    race_.shared = state.shared.data();
    race_.minima = state.minima.data();
    race_.months = months;
    race_.start = {scratch_.data(), start_is_same ? std::size_t{0} : std::size_t{1}};
    race_.commons = race_.owns = 0;
    std::size_t terms = 0;
    race_terms(race.option, state.option, 1.0, terms);
    race_terms(race.baseline, state.baseline, -1.0, terms);
    kernels_.first_month(first_.data(), race_, lanes_);
    kernels_.settle(out, option, baseline, first_.data(), months, lanes_);
    for (std::size_t l = 0; l < lanes_; ++l) {
        if (out[l] != -1.0) continue;
        make_whole(race);
        out[l] = run_race(race, state, l);
    }
}

double CompiledRun::run_race(const RaceNodes& race, const RaceState& race_state, std::size_t lane) const {
    const auto months = static_cast<std::size_t>(compiled_->graph().months());
    struct Side {
        double at_month = 0.0, next = 0.0, paid = 0.0;
        std::size_t payment = 0;
    } option, baseline;
    option.next = paid(race_state.option.lanes, 0, lane);
    baseline.next = paid(race_state.baseline.lanes, 0, lane);
    bool ahead_at_start = option.next <= baseline.next;
    bool been_dearer = !ahead_at_start;
    double now = 0.0;
    const auto at = [](const Side& side, double within) {
        // exact at the month's end, so that the result does not depend on the way of searching
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
        option.next = paid(race_state.option.lanes, month, lane);
        baseline.next = paid(race_state.baseline.lanes, month, lane);
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
