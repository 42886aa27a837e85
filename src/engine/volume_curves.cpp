#include "engine/volume_curves.hpp"

#include <algorithm>

namespace aicost {

VolumeCurves::VolumeCurves(const Scenario& scenario, std::span<const std::size_t> options)
    : graph_(scenario.horizon_months, scenario.horizon_months),
      algebra_(graph_, inputs_),
      model_(algebra_, scenario),
      volume_(graph_.input(0)),
      demand_(model_.demand(volume_)),
      curve_(graph_, volume_) {
    for (const std::size_t option : options) {
        bills_.push_back(model_.bill(scenario.options[option].value, demand_));
        npvs_.push_back(model_.npv(model_.sum(bills_.back())));
    }
}

std::optional<double> VolumeCurves::busy_share(std::size_t option, double volume) {
    const auto& share = bills_[option].busy_share;
    return share ? std::optional(curve_.at(*share, volume)) : std::nullopt;
}

std::optional<CostLine> VolumeCurves::line(std::size_t option) {
    const auto line = curve_.affine(npvs_[option]);
    if (!line) return std::nullopt;
    return CostLine{curve_.at(line->base, 1.0), curve_.at(line->slope, 1.0)};
}

bool VolumeCurves::constant(Expr node) {
    const auto line = curve_.affine(node);
    return line && line->slope.is(0.0);
}

std::optional<bool> VolumeCurves::feasible_at_any(std::size_t option) {
    const auto& bill = bills_[option];
    const bool alike = constant(bill.feasible) && !bill.share &&
                       std::all_of(bill.shares.begin(), bill.shares.end(),
                                   [&](const auto& part) { return constant(part.second); });
    return alike ? std::optional(feasible(option, 1.0)) : std::nullopt;
}

}  // namespace aicost
