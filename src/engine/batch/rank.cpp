// Winner, runner-up, margin and rate of return, lane by lane.
#include <algorithm>
#include <cmath>
#include <limits>

#include "aicost/cash_flow.hpp"
#include "engine/batch/compiled.hpp"
#include "model/elementary.hpp"
#include "model/rounding.hpp"

namespace aicost {

void CompiledRun::rank(CompiledGraph::Output::Kind kind, double* out) {
    npvs_.clear();
    able_.clear();
    for (const NodeId of : compiled_->npvs()) npvs_.push_back(values(of));
    for (const NodeId of : compiled_->able()) able_.push_back(values(of));
    if (kind == CompiledGraph::Output::Kind::winner)
        return kernels_.winner(out, npvs_.data(), able_.data(), npvs_.size(), lanes_);
    constexpr double half_a_cent = 0.005;
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (std::size_t l = 0; l < lanes_; ++l) {
        double best = infinite, second = infinite, next = winner_none, first = winner_none;
        const auto cost_of = [&](std::size_t o) {
            return able_[o].at[l * able_[o].step] == 0.0 ? infinite : npvs_[o].at[l * npvs_[o].step];
        };
        for (std::size_t o = 0; o < npvs_.size(); ++o) {
            if (cost_of(o) < best) best = cost_of(o), first = static_cast<double>(o);
        }
        for (std::size_t o = 0; o < npvs_.size(); ++o) {  // the first of equal ones; roundings do not decide
            const double cost = cost_of(o);
            const bool less = second == infinite ? cost < second : less_roundings(cost, second) < 0.0;
            if (less && static_cast<double>(o) != first) second = cost, next = static_cast<double>(o);
        }
        const double margin = second - best;
        const bool none = next == winner_none || margin <= half_a_cent;
        if (kind == CompiledGraph::Output::Kind::runner_up) {
            out[l] = none ? winner_none : next;
        } else {
            out[l] = none ? std::numeric_limits<double>::quiet_NaN() : margin;
        }
    }
}

// The option's savings at the end of each month, a row per month. Returns whether some fall due within a month, which
// are left out.
bool CompiledRun::savings_by_month(const ReturnNodes& nodes, std::size_t stride) {
    const auto months = static_cast<std::size_t>(compiled_->graph().horizon());
    bool between = false;
    const auto add_up = [&](const ReturnSide& side, std::vector<double>& rows) {
        rows.assign((months + 1) * stride, 0.0);
        const auto add = [&](std::size_t month, NodeId id) {
            for (std::size_t l = 0; l < lanes_; ++l) rows[month * stride + l] += amount(id, l);
        };
        add(0, side.upfront);
        for (const auto& term : side.terms) {
            const LaneSeries all = series(term.series);
            const LaneValues factor = values(term.amount);
            for (std::size_t m = 0; m < months; ++m) {
                double* row = rows.data() + (m + 1) * stride;
                const double* from = all.at + m * all.stride;
                for (std::size_t l = 0; l < lanes_; ++l)
                    row[l] += factor.at[l * factor.step] * from[l * all.step];
            }
        }
        add(months, side.at_end);
        for (const auto& payment : side.payments) {
            if (payment.month >= static_cast<double>(months)) continue;
            between = between || payment.month != std::floor(payment.month);
            add(static_cast<std::size_t>(payment.month), payment.amount);
        }
    };
    add_up(nodes.option, mine_);
    add_up(nodes.baseline, theirs_);
    for (std::size_t i = 0; i < mine_.size(); ++i) mine_[i] = less_roundings(theirs_[i], mine_[i]);
    return !between;
}

// The flows of one lane at their dates: irr() of cash_flow.hpp.
double CompiledRun::rate_of_return(const ReturnNodes& nodes, std::size_t lane) const {
    struct Date {
        double month, theirs, mine;
    };
    const auto months = static_cast<std::size_t>(compiled_->graph().horizon());
    std::vector<Date> dates(months + 1);
    for (std::size_t m = 0; m <= months; ++m) dates[m] = {static_cast<double>(m), 0.0, 0.0};
    const auto add_up = [&](const ReturnSide& side, double Date::*into) {
        dates.front().*into += amount(side.upfront, lane);
        for (const auto& term : side.terms) {
            const LaneSeries all = series(term.series);
            for (std::size_t m = 0; m < months; ++m)
                dates[m + 1].*into += amount(term.amount, lane) * all.at[m * all.stride + lane * all.step];
        }
        dates[months].*into += amount(side.at_end, lane);
    };
    add_up(nodes.option, &Date::mine);
    add_up(nodes.baseline, &Date::theirs);
    const auto pay = [&](const ReturnSide& side, double Date::*into) {
        for (const auto& payment : side.payments) {
            if (payment.month >= static_cast<double>(months)) continue;
            auto at = std::find_if(dates.begin(), dates.end(),
                                   [&](const Date& date) { return date.month >= payment.month; });
            if (at->month != payment.month) at = dates.insert(at, Date{payment.month, 0.0, 0.0});
            (*at).*into += amount(payment.amount, lane);
        }
    };
    pay(nodes.option, &Date::mine);
    pay(nodes.baseline, &Date::theirs);
    std::vector<Payment> flows;
    for (const Date& date : dates)
        flows.push_back({date.month, money(less_roundings(date.theirs, date.mine))});
    return irr(flows).value_or(std::numeric_limits<double>::quiet_NaN());
}

void CompiledRun::rates_of_return(const ReturnNodes& nodes, double* out) {
    const std::size_t stride = (lanes_ + 3) & ~std::size_t{3};
    const auto months = static_cast<std::size_t>(compiled_->graph().horizon());
    if (!savings_by_month(nodes, stride)) {
        for (std::size_t l = 0; l < lanes_; ++l) out[l] = rate_of_return(nodes, l);
        return;
    }
    kernels_.growth_of_flows(out, mine_.data(), stride, months, last_growth_, lanes_);
    for (std::size_t l = 0; l < lanes_; ++l) {
        if (std::isinf(out[l])) {  // no rate, or several
            out[l] = std::numeric_limits<double>::quiet_NaN();
        } else if (std::isnan(out[l])) {
            out[l] = rate_of_return(nodes, l);
        } else {
            last_growth_ = std::clamp(out[l], 1e-4, 1.0);
            out[l] = exponential_less_one(12.0 * out[l]);
        }
    }
}

}  // namespace aicost
