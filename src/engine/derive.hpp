// Pieces from which derivations are put together.
#pragma once

#include <string>
#include <vector>

#include "aicost/explain.hpp"
#include "aicost/scenario.hpp"

namespace aicost::derive {

// An input, at its own value or, where it is not stated, at `fallback`.
Derivation input(const Scenario& scenario, const std::string& path, double fallback = 0.0);
Derivation node(std::string name, MetricValue value, Unit unit, Derivation::How how,
                std::vector<Derivation> parts, std::string formula = {});
// Their names, joined as the operation writes them: "a + b", "a × b".
std::string formula_of(Derivation::How how, const std::vector<Derivation>& parts);

// V_1 = Q · D
Derivation first_volume(const Scenario& scenario, double share);

// What one item of an option costs over the horizon. `share`: of the volume that the option serves in month 1
// (a side of a hybrid serves a part of it); `units`: how many machines there are.
Derivation item(const Scenario& scenario, const Named<Option>& option, const Item& item,
                const std::string& name, double share, std::optional<double> units);

// Busy hours of a unit and day in month 1, and what they come from. None where capacity is not modelled.
std::optional<Derivation> busy_hours(const Scenario& scenario, const Named<Option>& option, double share,
                                     double units);

}  // namespace aicost::derive
