#include "engine/batch/allowed.hpp"

#include "engine/requirements.hpp"

namespace aicost {

Expr allowed(const Scenario& scenario, const Named<Option>& option, const Bill<GraphAlgebra>& bill, bool now,
             Graph& graph) {
    const auto* hybrid = std::get_if<Hybrid>(&option.value);
    const Expr one = graph.number(1.0), zero = graph.number(0.0);
    if (hybrid == nullptr) return now ? one : zero;
    const Requirements& required = scenario.requirements;
    const auto barred = [&](const std::string& id) {
        return is_barred(scenario.options[*find_option(scenario, id)].value, required);
    };
    const auto lists_all = [&] {
        OptionResult result;
        Scenario quality = scenario;
        quality.requirements = {};
        quality.requirements.quality = required.quality;
        judge_requirements(result, option.value, quality);
        return result.allowed;
    };
    Expr able = lists_all() ? one : zero;
    for (const auto& [id, share] : bill.shares) {
        if (barred(id)) able = able * (one - graph.greater(share, zero));
    }
    if (bill.share) {
        if (barred(hybrid->cloud))
            able = able * (one - graph.greater(graph.largest(one - *bill.share), zero));
        if (barred(hybrid->local)) able = able * (one - graph.greater(graph.largest(*bill.share), zero));
    }
    return able;
}

}  // namespace aicost
