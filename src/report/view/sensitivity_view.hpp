// A tornado, as a document.
#pragma once

#include <string>
#include <vector>

#include "aicost/flip.hpp"
#include "aicost/metric.hpp"
#include "aicost/profile.hpp"
#include "aicost/sensitivity.hpp"
#include "report/document.hpp"

namespace aicost {

struct SensitivityView {
    std::string metric;
    Unit unit = Unit::none;
    double swing = 0.0;
    bool all_inputs = false;  // of the profile; else those asked for
    SensitivityPlan plan;
    Tornado tornado;
    std::optional<Flip> flip;  // of the margin: what turns it soonest
};
Document sensitivity_view(const Profile& profile, const Comparison& comparison,
                          const SensitivityView& results);

}  // namespace aicost
