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
    bool all_inputs = false;  // all of the profile's; else those asked for
    SensitivityPlan plan;
    Tornado tornado;
    std::vector<Flip> solved;  // of the margin, where the first few turn it about, the nearest first
    std::optional<Flip> flip;  // what turns it soonest
};
Document sensitivity_view(const Profile& profile, const Comparison& comparison,
                          const SensitivityView& results);

}  // namespace aicost
