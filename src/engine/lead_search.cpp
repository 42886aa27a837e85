#include "engine/lead_search.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/check.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/ranking.hpp"
#include "engine/batch/shape.hpp"
#include "engine/evaluation.hpp"
#include "engine/search_points.hpp"

namespace aicost {

namespace {

constexpr std::size_t looked_at_once = 64;
constexpr int pieces = 16, few_pieces = 6;  // of what is narrowed, each time: alone, and beside a guess
constexpr double close_about[] = {0x1p-4, 0x1p-8, 0x1p-13, 0x1p-20, 0x1p-32};

}  // namespace

LeadSearch::LeadSearch(const Scenario& scenario, const std::string& path)
    : scenario_(scenario),
      parameter_(find_parameter(scenario_, path).value()),
      whole_(parameter_.bound().whole),
      npvs_(scenario.options.size()) {
    if (shapes_the_graph(parameter_)) return;
    std::vector<std::string> metrics{"winner"};
    for (const auto& option : scenario.options) metrics.push_back(option.name + ".npv");
    batch_.emplace(scenario, std::span(&path, 1), metrics);
    workspace_.emplace(batch_->workspace());
}

void LeadSearch::look(std::span<const double> values) {
    winners_.resize(values.size());
    for (auto& npvs : npvs_) npvs.resize(values.size());
    if (batch_) {
        const BatchInput column{values.data()};
        std::vector<double*> results{winners_.data()};
        for (auto& npvs : npvs_) results.push_back(npvs.data());
        batch_->evaluate(values.size(), std::span(&column, 1), results, *workspace_);
        return;
    }
    for (std::size_t k = 0; k < values.size(); ++k) {
        parameter_.set(values[k]);
        Comparison comparison;
        comparison.options = evaluate_each(scenario_, scenario_.options);
        choose_winner(comparison);
        winners_[k] = !comparison.winner ? winner_none
                      : comparison.tie   ? winner_tie
                                         : static_cast<double>(*comparison.winner);
        for (std::size_t i = 0; i < npvs_.size(); ++i) npvs_[i][k] = comparison.options[i].npv.value();
    }
}

bool LeadSearch::says(std::size_t at) const {
    return winners_[at] != winner_tie && !std::isnan(winners_[at]);
}

std::optional<std::size_t> LeadSearch::winner(std::size_t at) const {
    return winners_[at] >= 0.0 ? std::optional(static_cast<std::size_t>(winners_[at])) : std::nullopt;
}

// Where two are within half a cent the dearer of the old and the new leader has lost it; of whole numbers none has.
bool LeadSearch::lost(std::optional<std::size_t> leader, std::optional<std::size_t> next,
                      std::size_t at) const {
    if (says(at)) return winner(at) != leader;
    return !whole_ && leader && next && npvs_[*leader][at] > npvs_[*next][at];
}

// Between `from`, where the leader leads, and where another does: in even pieces, and close about where the secant of
// the two costs crosses.
LeadChange LeadSearch::narrowed(std::optional<std::size_t> leader, double from, LeadChange change) {
    double behind_from = std::nan(""), behind_beyond = std::nan("");  // how much dearer the leader is
    const auto behind = [&](std::size_t at) {
        return leader && change.then ? npvs_[*leader][at] - npvs_[*change.then][at] : std::nan("");
    };
    if (!whole_) {
        const double ends[] = {from, change.beyond};
        look(ends);
        behind_from = behind(0);
        behind_beyond = behind(1);
    }
    while (true) {
        const std::vector<double> between =
            points_between(from, change.beyond, -behind_from / (behind_beyond - behind_from));
        if (between.empty()) break;
        look(between);
        for (std::size_t k = 0; k < between.size(); ++k) {
            if (!lost(leader, change.then, k)) {
                from = between[k];
                behind_from = behind(k);
                continue;
            }
            change.beyond = between[k];
            if (says(k)) change.then = winner(k);
            behind_beyond = behind(k);
            break;
        }
    }
    look(std::span(&from, 1));
    const bool by_cost = !says(0);  // not by what can be served
    change.at = whole_ ? change.beyond : rounded_within(change.beyond, by_cost ? 1e-14 : 2e-12);
    return change;
}

// `likely`: a share of the way where it may well be; else not between 0 and 1.
std::vector<double> LeadSearch::points_between(double from, double beyond, double likely) const {
    std::vector<double> shares;
    const bool guess = likely > 0.0 && likely < 1.0;
    const int even = guess ? few_pieces : pieces;
    for (int i = 1; i < even; ++i) shares.push_back(static_cast<double>(i) / even);
    if (guess) {
        for (const double about : close_about) {
            for (const double share : {likely - about, likely + about}) {
                if (share > 0.0 && share < 1.0) shares.push_back(share);
            }
        }
        std::sort(shares.begin(), shares.end());
    }
    std::vector<double> between;
    for (const double share : shares) {
        double value = from + (beyond - from) * share;
        if (whole_) value = std::round(value);
        const double last = between.empty() ? from : between.back();
        if (value != last && value != beyond) between.push_back(value);
    }
    return between;
}

bool LeadSearch::valid(double value) {
    parameter_.set(value);
    return check_rules(scenario_, true).empty();
}

std::optional<LeadChange> LeadSearch::first_change(std::optional<std::size_t> leader, double from,
                                                   std::span<const double> points) {
    for (std::size_t first = 0; first < points.size(); first += looked_at_once) {
        const auto some = points.subspan(first, std::min(looked_at_once, points.size() - first));
        look(some);
        for (std::size_t k = 0; k < some.size(); ++k) {
            if (!says(k)) continue;
            if (winner(k) == leader) {
                from = some[k];
                continue;
            }
            const LeadChange change = narrowed(leader, from, {some[k], winner(k), some[k]});
            return valid(change.beyond) ? std::optional(change) : std::nullopt;
        }
    }
    return std::nullopt;
}

LeadSearch::Around LeadSearch::around(std::size_t winner, double present, std::vector<double> points) {
    const auto at_present = std::lower_bound(points.begin(), points.end(), present);
    std::vector<double> above(at_present, points.end());
    points.erase(at_present, points.end());
    std::reverse(points.begin(), points.end());
    return {first_change(winner, present, points), first_change(winner, present, above)};
}

}  // namespace aicost
