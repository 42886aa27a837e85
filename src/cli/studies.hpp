// The computations of single commands, for `report`, which shows them all. Each is defined in its command's file and
// reads the same options.
#pragma once

#include "cli/command.hpp"
#include "cli/sweep/axes.hpp"
#include "report/view/report_view.hpp"
#include "report/view/risk_view.hpp"
#include "report/view/sensitivity_view.hpp"
#include "report/view/views.hpp"

namespace aicost {

struct BreakEvenArguments {
    std::vector<std::string> levels;
    std::string on;
    bool all = false;
    std::string target;
};

// Of `sensitivity`, `risk` and `report`.
struct StudyArguments {
    std::vector<std::string> metrics;
};

struct SensitivityArguments {
    std::vector<std::string> inputs;  // paths to move
    std::string swing;
};

struct RiskArguments {
    std::vector<std::string> uncertain;     // PATH=DISTRIBUTION
    std::vector<std::string> correlations;  // PATH,PATH=NUMBER
    std::string sampling, draws, seed;
    unsigned threads = 0;  // 0: all cores
};

// `breakeven`: --levels
BreakEvenView volumes_of(const Arguments& arguments, const Profile& profile, Comparison comparison,
                         VolumeAnswer by_volume);

// `sensitivity`: --on, --metric, --swing
SensitivityView tornado_of(const Arguments& arguments, const Profile& profile);
// The inputs that move its metric, widest first.
std::vector<SensitivityInput> moving_inputs(const Tornado& tornado);
// Where the first few of them turn the pair about, the nearest first.
std::vector<Flip> flips_of(const Scenario& scenario, const DecidingPair& pair,
                           const std::vector<SensitivityInput>& moving);
// The nearest; none where none does.
std::optional<Flip> nearest(const std::vector<Flip>& flips);
// The paths of all inputs stated by the profile, the catalogue or the command line.
std::vector<std::string> inputs_to_move(const Profile& profile);

// `risk`: --metric, --draws, --seed, --sampling, --threads; of the profile's uncertain inputs, or where it has none
// of those that move. Throws Failure where there are none either.
RiskView risk_of(const Arguments& arguments, Profile& profile, const SensitivityView& moved);
// `risk`: --uncertain and --correlation, which replace the profile's own
void add_uncertainty(const Arguments& arguments, Profile& profile);

// `sweep`: the plan must vary two inputs
WinnerMap winners_of(SweepPlan& plan);
// The profile's position on the map, and the units of its sides.
void place_profile(WinnerMap& map, const Profile& profile);

}  // namespace aicost
