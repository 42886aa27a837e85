#include <algorithm>
#include <cmath>
#include <numeric>

#include "aicost/flip.hpp"
#include "engine/lead_search.hpp"
#include "engine/search_points.hpp"
#include "engine/volume_curves.hpp"
#include "model/elementary.hpp"
#include "model/rounding.hpp"

namespace aicost {

namespace {

constexpr double min_volume_told = 1e-3;

// Straight lines of those that can win, at any volume.
class Lines {
public:
    // None if a present value bends, volume decides who can serve, or two cost the same.
    static std::optional<Lines> of(const Scenario& scenario, const Comparison& comparison) {
        std::vector<std::size_t> options(scenario.options.size());
        std::iota(options.begin(), options.end(), std::size_t{0});
        VolumeCurves curves(scenario, options);
        Lines lines;
        for (const std::size_t option : options) {
            const auto feasible = curves.feasible_at_any(option);
            const auto line = feasible ? curves.line(option) : std::nullopt;
            if (!line) return std::nullopt;
            if (*feasible && comparison.options[option].allowed) lines.all_.push_back({option, *line});
        }
        return lines.has_twins() ? std::nullopt : std::optional(lines);
    }

    // The next change of the lead on the way to `end`. Half a cent decides nothing.
    [[nodiscard]] std::optional<VolumeTurn> next(std::size_t leader, double end, bool up) const {
        const CostLine& mine = line_of(leader);
        const One* first = nullptr;
        double at = end, gain = 0.0;
        for (const One& one : all_) {
            const double saved =
                (up ? 1.0 : -1.0) * less_roundings(mine.slope, one.line.slope);  // by a token
            if (saved <= 0.0 || mine.at(end) - one.line.at(end) <= half_a_cent.value()) continue;
            const double crossing =
                less_roundings(one.line.fixed, mine.fixed) / less_roundings(mine.slope, one.line.slope);
            const bool sooner = up ? crossing < at : crossing > at;
            if (first != nullptr && !sooner && (crossing != at || saved <= gain)) continue;
            first = &one;
            at = crossing;
            gain = saved;
        }
        if (first == nullptr) return std::nullopt;
        return VolumeTurn{tokens(rounded_within(at, 1e-14)), first->option, {}};
    }

private:
    struct One {
        std::size_t option;
        CostLine line;
    };
    [[nodiscard]] const CostLine& line_of(std::size_t option) const {
        const auto same = [&](const One& one) { return one.option == option; };
        return std::find_if(all_.begin(), all_.end(), same)->line;
    }
    // Of two that cost the same at any volume neither wins: no straight answer.
    [[nodiscard]] bool has_twins() const {
        const auto apart = [](const One& a, const One& b) {
            return less_roundings(a.line.slope, b.line.slope) != 0.0 ||
                   std::abs(a.line.fixed - b.line.fixed) > half_a_cent.value();
        };
        for (std::size_t i = 0; i < all_.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                if (!apart(all_[i], all_[k])) return true;
            }
        }
        return false;
    }

    std::vector<One> all_;
};

VolumeTurns turns_of(const Lines& lines, std::size_t winner, double present) {
    const auto turn = [&](double end, bool up) {
        if (up ? end <= present : end >= present) return std::optional<VolumeTurn>();
        auto first = lines.next(winner, end, up);
        if (!first) return first;
        if (const auto again = lines.next(*first->then, end, up)) first->until = again->at;
        return first;
    };
    return {turn(min_volume_told, false), turn(largest_input, true)};
}

// Close together within three decades of the present volume, wider apart beyond.
std::vector<double> volume_points(double present) {
    constexpr int steps_per_decade = 64, near = 3, coarse = 4;  // decades; so much wider
    const double middle = present > 0.0 ? present : 1e6;
    std::vector<double> points{present};
    const auto add = [&](int step) {
        const double volume = middle * power_of(10.0, static_cast<double>(step) / steps_per_decade);
        if (volume < min_volume_told || volume > largest_input) return false;
        points.push_back(volume);
        return true;
    };
    for (const int way : {-1, 1}) {
        int step = way;
        while (add(step)) step += std::abs(step) < near * steps_per_decade ? way : coarse * way;
    }
    return points;
}

VolumeTurns searched_turns(const Scenario& scenario, std::size_t winner, double present,
                           std::span<const double> hints) {
    std::vector<double> points = volume_points(present);
    for (const double hint : hints) {  // steps may be narrow: beside each that is known
        for (const double beside : {1.0 - 1e-6, 1.0 + 1e-6}) points.push_back(hint * beside);
    }
    std::sort(points.begin(), points.end());
    LeadSearch search(scenario, "workload.tokens_per_day");
    const auto [below, above] = search.around(winner, present, points);
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

}  // namespace

VolumeTurns volume_turns(const Scenario& given, const Comparison& comparison, std::span<const double> hints) {
    Scenario scenario = given;
    const double present = volume_per_day(given).value();
    set_tokens_per_day(scenario.workload, tokens(present));
    if (const auto lines = Lines::of(scenario, comparison))
        return turns_of(*lines, *comparison.winner, present);
    return searched_turns(scenario, *comparison.winner, present, hints);
}

}  // namespace aicost
