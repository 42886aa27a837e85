// The program: parse, run, report, exit code.
#pragma once

#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "cli/command.hpp"

namespace aicost {

int run_program(const std::vector<std::string>& words);

// The profile that the arguments name, with their overrides. Throws Failure with every fault of it.
Profile load(const Arguments& arguments);

// The text of a built-in profile, a file, or stdin.
ProfileText find_profile(const std::string& name);

// What --get asks for: a line each.
std::string metrics_text(const std::vector<std::string>& names, const Scenario& scenario,
                         const Comparison& comparison);

}  // namespace aicost
