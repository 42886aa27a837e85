// The winners over two inputs.
#include "cli/studies.hpp"

namespace aicost {

WinnerMap winners_of(SweepPlan& plan) {
    plan.metrics = {"winner"};
    const SweepTable table = sweep_table(plan);
    const auto side_of = [](const SweepAxis& axis) {
        const SweepInput& input = axis.inputs.front();
        WinnerMap::Side side{input.path, {}};
        for (std::uint64_t i = 0; i < axis.size(); ++i) side.values.push_back(input.range.at(i));
        return side;
    };
    WinnerMap map{side_of(plan.axes[0]), side_of(plan.axes[1]), {}};
    const auto& rows = table.rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % map.across.values.size() == 0) map.winners.emplace_back();
        map.winners.back().push_back(rows[i].back());
    }
    return map;
}

}  // namespace aicost
