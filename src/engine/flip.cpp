#include "aicost/flip.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/lead_search.hpp"
#include "engine/search_points.hpp"
#include "model/elementary.hpp"

namespace aicost {

namespace {

constexpr int flip_steps_per_decade = 64;

// The first change on either side of the present value.
struct Around {
    std::optional<LeadChange> below, above;
};
Around changes_around(LeadSearch& search, std::size_t winner, double present, std::vector<double> points) {
    const auto at_present = std::lower_bound(points.begin(), points.end(), present);
    std::vector<double> above(at_present, points.end());
    points.erase(at_present, points.end());
    std::reverse(points.begin(), points.end());
    return {search.first_change(winner, present, points), search.first_change(winner, present, above)};
}

// Close together within three decades of the present volume, wider apart beyond.
std::vector<double> volume_points(double present) {
    constexpr double min_volume_told = 1e-3;
    constexpr int near = 3, coarse = 4;  // decades; so much wider
    const double middle = present > 0.0 ? present : 1e6;
    std::vector<double> points{present};
    const auto add = [&](int step) {
        const double volume = middle * power_of(10.0, static_cast<double>(step) / flip_steps_per_decade);
        if (volume < min_volume_told || volume > largest_input) return false;
        points.push_back(volume);
        return true;
    };
    for (const int way : {-1, 1}) {
        int step = way;
        while (add(step)) step += std::abs(step) < near * flip_steps_per_decade ? way : coarse * way;
    }
    return points;
}

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
        const auto [below, above] = changes_around(search, pair.winner, *present,
                                                   search_points(bound, *present, flip_steps_per_decade));
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

VolumeTurns volume_turns(const Scenario& given, std::size_t winner, std::span<const double> hints) {
    Scenario scenario = given;
    const double present = volume_per_day(given).value();
    set_tokens_per_day(scenario.workload, tokens(present));
    const std::string path = "workload.tokens_per_day";
    std::vector<double> points = volume_points(present);
    for (const double hint : hints) {  // steps may be narrow: beside each that is known
        for (const double beside : {1.0 - 1e-6, 1.0 + 1e-6}) points.push_back(hint * beside);
    }
    std::sort(points.begin(), points.end());
    LeadSearch search(scenario, path);
    const auto [below, above] = changes_around(search, winner, present, points);
    const auto turn = [&](const std::optional<LeadChange>& change) -> std::optional<VolumeTurn> {
        if (!change) return std::nullopt;
        VolumeTurn one{tokens(change->at), change->then, {}};
        const bool up = change->beyond > present;
        std::vector<double> further;
        for (const double point : points) {
            if (up ? point > change->beyond : point < change->beyond) further.push_back(point);
        }
        if (!up) std::reverse(further.begin(), further.end());
        if (const auto again = search.first_change(change->then, change->beyond, further))
            one.until = tokens(again->at);
        return one;
    };
    return {turn(below), turn(above)};
}

}  // namespace aicost
