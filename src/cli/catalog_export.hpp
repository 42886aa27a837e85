// aicost catalog export: prices for other programs.
#pragma once

#include "cli/command.hpp"

namespace aicost {

Outcome export_prices(const Arguments& arguments);

}  // namespace aicost
