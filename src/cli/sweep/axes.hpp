// What the command line asks a sweep to vary.
#pragma once

#include "aicost/profile.hpp"
#include "aicost/sweep.hpp"
#include "cli/command.hpp"

namespace aicost {

// A sweep, and the profile that it is of: with the first value of every input.
struct SweepPlan : Sweep {
    Profile profile;
};

// From the arguments, or where they vary nothing from the profile's `sweep` block. Throws Failure: a range
// that can not be read, a path that does not exist, a value out of bounds, inputs that do not go together,
// more combinations than can be counted.
SweepPlan plan_sweep(const Arguments& arguments);
SweepPlan plan_sweep(const Arguments& arguments, const ProfileText& text);

// What is shown: --columns, the profile's own, or totals, winner and break-even months. Throws Failure.
std::vector<std::string> sweep_metrics(const Arguments& arguments, const Profile& profile);

}  // namespace aicost
