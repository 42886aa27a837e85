// What options cost by the volume of a day, all else as it is: one graph for all of them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "aicost/scenario.hpp"
#include "model/curve.hpp"
#include "model/graph_algebra.hpp"
#include "model/model.hpp"

namespace aicost {

// cost = fixed + slope·volume
struct CostLine {
    double fixed = 0.0, slope = 0.0;
    [[nodiscard]] double at(double volume) const { return fixed + slope * volume; }
};

class VolumeCurves {
public:
    // `options`: places in the scenario's, which must outlive this; below, places in `options`.
    VolumeCurves(const Scenario& scenario, std::span<const std::size_t> options);

    double npv(std::size_t option, double volume) { return curve_.at(npvs_[option], volume); }
    bool feasible(std::size_t option, double volume) {
        return curve_.at(bills_[option].feasible, volume) != 0.0;
    }
    // Of one that runs on machines with a speed.
    std::optional<double> busy_share(std::size_t option, double volume);

    // None: its present value bends somewhere.
    std::optional<CostLine> line(std::size_t option);
    // None: volume decides whether it can serve, or which of its parts do.
    std::optional<bool> feasible_at_any(std::size_t option);
    // Volumes at which a present value bends or jumps; there may be more of one that is not piecewise linear.
    std::vector<double> kinks() { return curve_.kinks(npvs_); }

private:
    bool constant(Expr node);

    GraphInputs inputs_;
    Graph graph_;
    GraphAlgebra algebra_;
    Model<GraphAlgebra> model_;
    Expr volume_;
    Demand<GraphAlgebra> demand_;
    std::vector<Bill<GraphAlgebra>> bills_;
    std::vector<Expr> npvs_;
    Curve curve_;
};

}  // namespace aicost
