// A Monte Carlo run, as a document.
#pragma once

#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/profile.hpp"
#include "aicost/risk.hpp"
#include "report/document.hpp"

namespace aicost {

struct RiskView {
    RiskOptions options;
    std::vector<double> beyond;  // of each uncertain input of the profile: the share that its bounds cut off
    Risk risk;
};
Document risk_view(const Profile& profile, const Comparison& comparison, const RiskView& results);

}  // namespace aicost
