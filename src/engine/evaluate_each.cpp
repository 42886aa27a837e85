#include "aicost/ranking.hpp"

#include "engine/evaluation.hpp"
#include "engine/requirements.hpp"

namespace aicost {

std::vector<OptionResult> evaluate_each(const Scenario& scenario, std::span<const Named<Option>> options) {
    const Evaluation evaluation(scenario, scenario.horizon_months);
    std::vector<OptionResult> results;
    results.reserve(options.size());
    for (const auto& option : options) {
        results.push_back(evaluation.result_of(option));
        judge_requirements(results.back(), option.value, scenario);
    }
    return results;
}

}  // namespace aicost
