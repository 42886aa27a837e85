// The axes of a sweep, from the command line.
#pragma once

#include "aicost/profile.hpp"
#include "aicost/sweep.hpp"
#include "cli/command.hpp"

namespace aicost {

// --vary PATH=RANGE, or --vary-together 'PATH=RANGE;PATH=RANGE'
struct SweepArgument {
    std::string text;
    bool together = false;
};

struct SweepArguments {
    std::vector<SweepArgument> vary;  // in the order given
    std::vector<std::string> columns;
    bool summary = false;
    int digits = -1;       // -1: as many as needed
    unsigned threads = 0;  // 0: all cores
    std::string shard;
    std::vector<std::string> where, merge;
    std::string top, by;
};
// Throws Failure where it has no `=`: the range is then a word of its own, which would be told of instead.
void expect_range(const std::string& text, bool together);
template <bool Together>
void vary(Arguments& arguments, const std::string& value) {
    expect_range(value, Together);
    arguments.own.of<SweepArguments>().vary.push_back({value, Together});
}

// A sweep, and its profile with the first value of every input.
struct SweepPlan : Sweep {
    Profile profile;
};

// From the arguments, or if they vary nothing, from the profile's `sweep` block. Throws Failure for an invalid
// range, a path that does not exist, a value out of bounds, contradictory inputs, or more combinations than can be
// counted.
SweepPlan plan_sweep(const Arguments& arguments);
SweepPlan plan_sweep(const Arguments& arguments, const ProfileText& text);

// The metrics to show: --columns, the profile's, or totals, winner and break-even months. Throws Failure.
std::vector<std::string> sweep_metrics(const Arguments& arguments, const Profile& profile);

}  // namespace aicost
