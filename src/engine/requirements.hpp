// Who may take part: docs/model.md, section 6.
#pragma once

#include "aicost/evaluate.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

// Whether the requirements on place, network and rate limits bar a kind of option; of hybrids its parts decide.
bool is_barred(const Option& option, const Requirements& required);

// Fills in `allowed`, and the notes that say why not. `result` must know what its parts serve.
void judge_requirements(OptionResult& result, const Option& option, const Scenario& scenario);

}  // namespace aicost
