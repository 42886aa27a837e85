#pragma once

#include <string>

#include "cli/command.hpp"

namespace aicost {

// The profile that `aicost start` writes.
std::string start_file(const Arguments& arguments);

}  // namespace aicost
