// What `usage` says of files and entries that it could not count.
#pragma once

#include <string>
#include <vector>

#include "aicost/usage.hpp"

namespace aicost {

// What could not be read, or was named and states no use: the rest is counted, and the exit code says so.
std::vector<std::string> errors_of(const UsageLog& log);

// Throws Failure where a file was named that cannot be read or is no usage log, or where nothing was counted.
void check_files(const UsageLog& log);

// Entries and files that are not counted, the first of each kind by name.
std::vector<std::string> warnings_of(const UsageLog& log);

}  // namespace aicost
