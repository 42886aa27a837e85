// A Monte Carlo run, as a document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/flip.hpp"
#include "aicost/profile.hpp"
#include "aicost/risk.hpp"
#include "report/document.hpp"

namespace aicost {

struct RiskView {
    RiskOptions options;
    std::vector<double> beyond;  // by uncertain input: the share of its distribution beyond its bounds
    Risk risk;
    std::optional<Flip> flip;  // the nearest one that reverses the margin
    std::string spread;        // if no uncertainty was stated: what was drawn instead
};
// "local wins in 57% of the draws, cloud in 43%; it no longer does when …": the answer and how certain it is.
std::string certainty_text(const Profile& profile, const Comparison& comparison, const RiskView& results);
Document risk_view(const Profile& profile, const Comparison& comparison, const RiskView& results);

}  // namespace aicost
