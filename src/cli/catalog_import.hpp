// `aicost catalog import`.
#pragma once

#include "cli/command.hpp"

namespace aicost {

Outcome import_feed(const Arguments& arguments);

// A file as people write it: relative to their home directory.
std::string shown_file(const std::string& file);

}  // namespace aicost
