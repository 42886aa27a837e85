// Who wins, who is next and by how much, and the rate of return, lane by lane.
#include <algorithm>
#include <cmath>
#include <limits>

#include "aicost/cash_flow.hpp"
#include "engine/batch/program.hpp"
#include "model/rounding.hpp"

namespace aicost {

void ProgramRun::rank(Program::Output::Kind kind, double* out) {
    npvs_.clear();
    able_.clear();
    for (const NodeId of : program_->npvs()) npvs_.push_back(values(of));
    for (const NodeId of : program_->able()) able_.push_back(values(of));
    if (kind == Program::Output::Kind::winner)
        return kernels_.winner(out, npvs_.data(), able_.data(), npvs_.size(), lanes_);
    constexpr double half_a_cent = 0.005;
    constexpr double infinite = std::numeric_limits<double>::infinity();
    for (std::size_t l = 0; l < lanes_; ++l) {
        double best = infinite, second = infinite, next = winner_none, first = winner_none;
        for (std::size_t o = 0; o < npvs_.size(); ++o) {
            if (able_[o].at[l * able_[o].step] == 0.0) continue;
            const double cost = npvs_[o].at[l * npvs_[o].step];
            if (cost < best) {
                second = best, next = first;
                best = cost, first = static_cast<double>(o);
            } else if (cost < second) {
                second = cost, next = static_cast<double>(o);
            }
        }
        const double margin = second - best;
        const bool none = next == winner_none || margin <= half_a_cent;
        if (kind == Program::Output::Kind::runner_up) {
            out[l] = none ? winner_none : next;
        } else {
            out[l] = none ? std::numeric_limits<double>::quiet_NaN() : margin;
        }
    }
}

void ProgramRun::rates_of_return(const ReturnNodes& nodes, double* out) {
    const auto horizon = static_cast<std::size_t>(program_->graph().horizon());
    const auto months_of = [&](const ReturnSide& side, std::size_t lane, std::vector<double>& months) {
        months.assign(horizon + 1, 0.0);
        months.front() = amount(side.upfront, lane);
        for (const auto& term : side.terms) {
            const LaneSeries all = series(term.series);
            const double factor = amount(term.amount, lane);
            for (std::size_t m = 0; m < horizon; ++m)
                months[m + 1] += factor * all.at[m * all.stride + lane * all.step];
        }
        months.back() += amount(side.at_end, lane);
    };
    std::vector<double> mine, theirs;
    std::vector<Payment> flows;
    for (std::size_t l = 0; l < lanes_; ++l) {
        months_of(nodes.option, l, mine);
        months_of(nodes.baseline, l, theirs);
        flows.clear();
        // payments at their instants: those that fall due at a month's end belong to it
        struct Due {
            double month, mine, theirs;
        };
        std::vector<Due> between;
        const auto pay = [&](const ReturnSide& side, bool of_option) {
            for (const auto& payment : side.payments) {
                if (payment.month >= static_cast<double>(horizon)) continue;
                const double value = amount(payment.amount, l);
                if (payment.month == std::floor(payment.month)) {
                    (of_option ? mine : theirs)[static_cast<std::size_t>(payment.month)] += value;
                } else {
                    between.push_back({payment.month, of_option ? value : 0.0, of_option ? 0.0 : value});
                }
            }
        };
        pay(nodes.option, true);
        pay(nodes.baseline, false);
        std::stable_sort(between.begin(), between.end(),
                         [](const Due& a, const Due& b) { return a.month < b.month; });
        auto due = between.begin();
        for (std::size_t m = 0; m <= horizon; ++m) {
            while (due != between.end() && due->month < static_cast<double>(m)) {
                Due all{due->month, 0.0, 0.0};
                for (; due != between.end() && due->month == all.month; ++due) {
                    all.mine += due->mine;
                    all.theirs += due->theirs;
                }
                flows.push_back({all.month, money(less_roundings(all.theirs, all.mine))});
            }
            flows.push_back({static_cast<double>(m), money(less_roundings(theirs[m], mine[m]))});
        }
        out[l] = irr(flows).value_or(std::numeric_limits<double>::quiet_NaN());
    }
}

}  // namespace aicost
