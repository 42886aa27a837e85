// Where the decision turns: for each input alone, the value nearest to today's at which the winner, the best of all
// options that can serve and are allowed, is another. docs/model.md, section 6.
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
    std::optional<double>
        at;  // none: whatever its value, the winner stays; whole numbers: the first at which
             // another wins
    std::optional<std::size_t> then;  // who wins beyond it; none where nobody can
    bool whole = false;               // a whole number

    // (at - present)/present; none if it does not flip, or is 0 now.
    [[nodiscard]] std::optional<double> change() const;
};

// Nearest first; those that never flip come last, in the order of `paths`. Paths that are not stated numbers of the
// scenario are skipped.
std::vector<Flip> flips(const Scenario& scenario, const DecidingPair& pair,
                        std::span<const std::string> paths);

// Where volume turns the decision, units and seats as they are: who wins from there on, and how far.
struct VolumeTurn {
    Tokens at;                        // a day
    std::optional<std::size_t> then;  // none: nobody can serve that
    std::optional<Tokens> until;  // where the winner is another again, further away from the present volume
};
struct VolumeTurns {
    std::optional<VolumeTurn> below, above;  // the present volume; none: the winner stays
};
// `comparison`: evaluate(scenario), with a winner. `hints`: volumes at which something is known to change.
VolumeTurns volume_turns(const Scenario& scenario, const Comparison& comparison,
                         std::span<const double> hints);

}  // namespace aicost
