#include "aicost/flip.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/lead_search.hpp"
#include "engine/search_points.hpp"

namespace aicost {

namespace {

constexpr int flip_steps_per_decade = 64;

double distance(const Flip& flip) {
    constexpr double never = std::numeric_limits<double>::infinity();
    if (!flip.at) return never;
    const auto change = flip.change();
    if (!change) return std::numeric_limits<double>::max();
    return to_twelve_digits(std::abs(*change));  // equal ones in the order of the paths
}

}  // namespace

std::optional<double> Flip::change() const {
    return at && present != 0.0 ? std::optional((*at - present) / std::abs(present)) : std::nullopt;
}

std::vector<Flip> flips(const Scenario& given, const DecidingPair& pair, std::span<const std::string> paths) {
    std::vector<Flip> all;
    Scenario scenario = given;
    for (const std::string& path : paths) {
        const auto parameter = find_parameter(scenario, path);
        const auto present = parameter ? parameter->get() : std::nullopt;
        if (!present) continue;
        const Bounds bound = parameter->bound();
        Flip flip{path, parameter->field().unit, *present, {}, {}, bound.whole};
        LeadSearch search(given, path);
        const auto [below, above] =
            search.around(pair.winner, *present, search_points(bound, *present, flip_steps_per_decade));
        const bool down = below && (!above || *present - below->at < above->at - *present);
        if (const auto& nearest = down ? below : above) {
            flip.at = nearest->at;
            flip.then = nearest->then;
        }
        all.push_back(std::move(flip));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Flip& a, const Flip& b) { return distance(a) < distance(b); });
    return all;
}

}  // namespace aicost
