// Where the decision flips: for each input alone, the nearest value at which the winner's and the runner-up's present
// values are equal. docs/model.md, section 6.
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
    std::optional<double> at;  // none: the winner stays ahead whatever its value; of whole numbers, the last
                               // at which it does
    std::optional<std::size_t> then;  // the option that wins beyond it; none: a tie, or no option can

    // (at - present)/present; none if it does not flip, or is 0 now.
    [[nodiscard]] std::optional<double> change() const;
};

// Nearest first; those that never flip come last, in the order of `paths`. Paths that are not stated numbers of the
// scenario are skipped.
std::vector<Flip> flips(const Scenario& scenario, const DecidingPair& pair,
                        std::span<const std::string> paths);

}  // namespace aicost
