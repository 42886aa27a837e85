// The program: parse, run, report, exit code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/metric.hpp"
#include "cli/command.hpp"

namespace aicost {

// Takes the arguments of main(), returns the exit code.
int run_program(int argc, char** argv);

// The built-in catalogue, after the user's own files.
const Catalogue& catalogue();

// The arguments' profile, with their overrides. Throws Failure with all of its faults. The command must pass on its
// warnings.
Profile load(const Arguments& arguments);
Profile load(ProfileText text, const Arguments& arguments);

Profile load(ProfileText text, const std::vector<Override>& overrides);

// The text of a built-in profile, a file, or stdin.
ProfileText find_profile(const std::string& name);

// Throws Failure: `name`, given by `flag`, is not a metric of the scenario; suggests the nearest.
[[noreturn]] void fail_on_metric(const std::string& flag, const std::string& name, const Scenario& scenario);

// The values for --get, a line each. A missing one is an empty line among others, and nothing if it is the only one.
std::string values_text(const std::vector<std::string>& names,
                        const std::function<MetricValue(const std::string& name)>& value_of);
// The value of a metric. Throws Failure if the scenario does not have it.
// Null if the cell is empty.
MetricValue value_in(const Cell& cell);
MetricValue asked_metric(const std::string& name, const Scenario& scenario, const Comparison& comparison);

}  // namespace aicost
