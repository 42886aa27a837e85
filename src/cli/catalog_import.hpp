// `aicost catalog import`.
#pragma once

#include "cli/command.hpp"

namespace aicost {

Outcome import_feed(const Arguments& arguments);

}  // namespace aicost
