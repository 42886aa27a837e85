// Distributions as text: uniform(1M, 2M), pert(1500, 2000, 3200), discrete(1200: 3, 1600: 1).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/risk.hpp"
#include "profile/decode.hpp"

namespace aicost {

// None if the text is not a distribution: `fault` says why, without a path.
std::optional<Distribution> parse_distribution(std::string_view text, PathFault& fault);

// The distribution that a shorter form stands for: "1M..2M" is uniform(1M, 2M); "±20%" and "±0.5", also +- and +/-,
// are triangular around `present`, up to the bounds. None where the text is no such form, and where that goes round
// nothing: `fault` says why.
struct ShortForm {
    bool is_one = false;
    std::optional<Distribution> distribution;
};
ShortForm parse_short_form(std::string_view text, std::optional<double> present, const Bounds& bounds,
                           PathFault& fault);

// The blocks `sensitivity`, `uncertainty` and `correlations` of a profile, after its scenario is decoded.
void decode_uncertainty(const Json& root, Profile& profile, std::vector<PathFault>& faults);

// Checks one uncertain input, or correlation, against the scenario and the earlier ones: adds faults, or the input.
void add_uncertain(const std::string& path, const std::string& text, const std::string& at, Profile& profile,
                   std::vector<PathFault>& faults);
void add_correlation(RankCorrelation correlation, const std::string& at, Profile& profile,
                     std::vector<PathFault>& faults);
// Checks all of them together.
void check_correlations(const Profile& profile, const std::string& at, std::vector<PathFault>& faults);

}  // namespace aicost
