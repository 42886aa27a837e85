// What a page asks beside the commands that people type: its inputs, and the profile as it has been changed.
#pragma once

#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "cli/command.hpp"
#include "report/view/sensitivity_view.hpp"

namespace aicost {

// Every number of the profile, as JSON: those first that move the margin of winner and runner-up most. Each has its
// meaning, unit, value, the range of a slider for it, and where its value comes from; those looked into, the value at
// which the winner changes and the margin over the range. --on PATH or PATH=RANGE: look into this one, over these
// values [the first few, each over its slider's]. --plain: look into none.
struct InputsArguments {
    std::vector<std::string> on;
    bool plain = false;
};
extern const Command inputs_command;

// Of that only those looked into, for a report of these arguments: what its page begins with. `moved`: of `report`.
DataObject first_inputs(const Arguments& arguments, const Profile& profile, const Comparison& comparison,
                        const SensitivityView& moved);

// What a page shows first of another state, verdict, cards, the table of the options.
extern const Command answer_command;

// The profile's JSON with the overrides of the command line in it.
extern const Command saved_command;

}  // namespace aicost
