// What single commands work out, for `report`, which shows it all. Each is defined beside its command and
// reads the same options.
#pragma once

#include "cli/command.hpp"
#include "cli/sweep/axes.hpp"
#include "report/view/risk_view.hpp"
#include "report/view/sensitivity_view.hpp"
#include "report/view/views.hpp"

namespace aicost {

// `breakeven`: --levels
BreakEvenView volumes_of(const Arguments& arguments, const Profile& profile, Comparison comparison);

// `sensitivity`: --on, --metric, --swing
SensitivityView tornado_of(const Arguments& arguments, const Profile& profile);

// `risk`: --metric, --draws, --seed, --sampling, --threads; of the profile's uncertain inputs
RiskView risk_of(const Arguments& arguments, const Profile& profile);
// `risk`: --uncertain and --correlation, which take the place of the profile's own
void add_uncertainty(const Arguments& arguments, Profile& profile);

// `sweep`: the plan must vary two inputs
WinnerMap winners_of(SweepPlan& plan);

}  // namespace aicost
