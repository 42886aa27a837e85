// Where the decision turns: for each input alone, the nearest value at which the winner's and the runner-up's present
// values are the same. docs/model.md, section 6.
//
//     const auto pair = deciding_pair(comparison).value();
//     const std::vector<std::string> paths{"cloud.price_per_mtok"};
//     flips(scenario, pair, paths)[0].at;  // 1.333: below it the cloud wins
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aicost/evaluate.hpp"
#include "aicost/unit.hpp"

namespace aicost {

struct Flip {
    std::string path;
    Unit unit = Unit::none;
    double present = 0.0;
    std::optional<double> at;  // none: whatever its value, the winner stays ahead; whole numbers: the last
                               // at which it does
    std::optional<std::size_t> then;  // who wins beyond it; none where nobody can, or it is a tie

    // (at - present)/present; none where it does not flip, or is 0 now.
    [[nodiscard]] std::optional<double> change() const;
};

// The nearest first, those that never flip last in the order of `paths`. Paths that are not stated numbers of the
// scenario are passed over.
std::vector<Flip> flips(const Scenario& scenario, const DecidingPair& pair,
                        std::span<const std::string> paths);

}  // namespace aicost
