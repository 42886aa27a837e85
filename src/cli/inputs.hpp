// Commands for pages only: a profile's inputs, and the changed profile.
#pragma once

#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "cli/command.hpp"
#include "report/view/sensitivity_view.hpp"

namespace aicost {

// Every number of the profile, as JSON, first those that move the margin of winner and runner-up most. Each has its
// meaning, unit, value, slider range, and the source of its value; those studied also have the value at which the
// winner changes, and the margin over the range. --on PATH or PATH=RANGE: study this one, over these values [the
// first few, each over its slider's range]. --plain: look into none.
struct InputsArguments {
    std::vector<std::string> on;
    bool plain = false;
};
extern const Command inputs_command;

// Of that only those looked into, for a report of these arguments: what its page begins with. `moved`: of `report`.
DataObject first_inputs(const Arguments& arguments, const Profile& profile, const Comparison& comparison,
                        const SensitivityView& moved);

// The profile's JSON with the command line's overrides applied.
extern const Command saved_command;

}  // namespace aicost
