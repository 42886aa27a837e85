// The program: parse, run, report, exit code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/metric.hpp"
#include "cli/command.hpp"

namespace aicost {

// What main() is given, to the exit code.
int run_program(int argc, char** argv);

// The built-in catalogue with the user's own files before it.
const Catalogue& catalogue();

// The profile that the arguments name, with their overrides. Throws Failure with every fault of it. Its
// warnings are the command's to pass on.
Profile load(const Arguments& arguments);
Profile load(ProfileText text, const Arguments& arguments);

Profile load(ProfileText text, const std::vector<Override>& overrides);

// The text of a built-in profile, a file, or stdin.
ProfileText find_profile(const std::string& name);

// Throws Failure: `name`, given by `flag`, is not a metric of the scenario; names the nearest.
[[noreturn]] void fail_on_metric(const std::string& flag, const std::string& name, const Scenario& scenario);

// What --get asks for: a line each. What is none is an empty line among others, and nothing at all alone.
std::string values_text(const std::vector<std::string>& names,
                        const std::function<MetricValue(const std::string& name)>& value_of);
// The value of a metric. Throws Failure where it is none of the scenario's.
// Null where the cell is empty.
MetricValue value_in(const Cell& cell);
MetricValue asked_metric(const std::string& name, const Scenario& scenario, const Comparison& comparison);

}  // namespace aicost
