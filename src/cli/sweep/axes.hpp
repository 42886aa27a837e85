// What a sweep varies: axes, the first of which moves slowest. An axis is one input, or several that move
// together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "aicost/profile.hpp"
#include "cli/command.hpp"
#include "profile/range.hpp"

namespace aicost {

struct SweepInput {
    std::string path;
    Range range;
};
struct SweepAxis {
    std::vector<SweepInput> inputs;  // of one length
    [[nodiscard]] std::uint64_t size() const { return inputs.front().range.size(); }
};

struct SweepPlan {
    Profile profile;  // with the first value of every input
    std::vector<SweepAxis> axes;
    std::vector<std::string> metrics;
    std::uint64_t count = 0;

    [[nodiscard]] std::vector<std::string> paths() const;
};

// From the arguments, or where they vary nothing from the profile's `sweep` block. Throws Failure: a range
// that can not be read, a path that does not exist, a value out of bounds, inputs that do not go together,
// more combinations than can be counted.
SweepPlan plan_sweep(const Arguments& arguments);
SweepPlan plan_sweep(const Arguments& arguments, const ProfileText& text);

}  // namespace aicost
