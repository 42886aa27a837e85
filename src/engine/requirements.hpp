// Which options are allowed: docs/model.md, section 6.
#pragma once

#include "aicost/evaluate.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

// Do the requirements on place, network and rate limits bar a kind of option? For hybrids, its parts decide.
bool is_barred(const Option& option, const Requirements& required);

// Sets `allowed`, and adds notes that say why not. `result` must already know what its parts serve.
void judge_requirements(OptionResult& result, const Option& option, const Scenario& scenario);

}  // namespace aicost
