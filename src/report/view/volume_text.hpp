// The workload in words.
#pragma once

#include <string>

#include "aicost/scenario.hpp"

namespace aicost {

// "2M tokens/day (25% output) on 5 days a week over 24 months, growing 2% a month"; `over`: " over 24 months" or empty
std::string volume_text(const Scenario& scenario, const std::string& over = {});

}  // namespace aicost
