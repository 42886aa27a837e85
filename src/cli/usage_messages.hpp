// Messages of `usage` about files and entries that could not be counted.
#pragma once

#include <string>
#include <vector>

#include "aicost/usage.hpp"

namespace aicost {

// Files that could not be read, or were named but have no use: the rest is counted, but the exit code tells.
std::vector<std::string> errors_of(const UsageLog& log);

// Throws Failure if a named file cannot be read or is not a usage log, or if nothing was counted.
void check_files(const UsageLog& log);

// Warnings about entries and files not counted, naming the first of each kind.
std::vector<std::string> warnings_of(const UsageLog& log);

}  // namespace aicost
