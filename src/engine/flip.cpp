#include "aicost/flip.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include "aicost/batch.hpp"
#include "aicost/break_even.hpp"
#include "engine/batch/shape.hpp"
#include "engine/solve.hpp"

namespace aicost {

namespace {

// A value just beyond `at`, seen from the present one, by `share` of its size; none if out of the input's bounds.
std::optional<double> beyond(const Flip& flip, const Bounds& bound, double share) {
    const double size = std::max(std::abs(*flip.at), std::abs(flip.present));
    const double step = bound.whole ? 1.0 : share * size;
    const double value = *flip.at + (*flip.at < flip.present ? -step : step);
    return bound.holds(value) ? std::optional(value) : std::nullopt;
}

// The winner beyond the flip: as close to it as the two are not tied.
std::optional<std::size_t> winner_beyond(const Scenario& scenario, const Flip& flip) {
    Scenario moved = scenario;
    const auto parameter = find_parameter(moved, flip.path);
    for (const double share : {1e-6, 1e-4, 1e-2}) {
        const auto value = beyond(flip, parameter->bound(), share);
        if (!value) break;
        parameter->set(*value);
        const Comparison there = evaluate(moved);
        if (!there.tie) return there.winner;
    }
    return std::nullopt;
}

// The pair's margin at many values of an input, by the compiled program, which is tens of times faster and differs by
// roundings. What shapes the program has none.
Differences margins_at_once(const Scenario& scenario, const DecidingPair& pair, const Parameter& parameter) {
    if (shapes_the_graph(parameter)) return {};
    const std::string inputs[] = {parameter.path()};
    const std::string metrics[] = {scenario.options[pair.winner].name + ".npv",
                                   scenario.options[pair.runner_up].name + ".npv"};
    const auto batch = std::make_shared<const Batch>(scenario, inputs, metrics);
    if (!batch->compiled()) return {};
    return [batch](std::span<const double> values) {
        constexpr double unsure = 1e-9;
        std::vector<double> winner(values.size()), runner_up(values.size());
        const BatchInput columns[] = {{values.data(), false, 0}};
        double* const results[] = {winner.data(), runner_up.data()};
        BatchWorkspace workspace = batch->workspace();
        batch->evaluate(values.size(), columns, results, workspace);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double size = std::abs(winner[i]) + std::abs(runner_up[i]);
            const double margin = runner_up[i] - winner[i];
            winner[i] = std::abs(margin) > unsure * size ? margin : std::nan("");
        }
        return winner;
    };
}

double distance(const Flip& flip) {
    constexpr double never = std::numeric_limits<double>::infinity();
    if (!flip.at) return never;
    const auto change = flip.change();
    return change ? std::abs(*change) : std::numeric_limits<double>::max();
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
        Flip flip{path, parameter->field().unit, *present, {}, {}};
        flip.at = solve_with(
                      given, path, [&](const Scenario& moved) { return pair_margin(moved, pair).value(); },
                      margins_at_once(given, pair, *parameter))
                      .value;
        const Bounds bound = parameter->bound();
        if (flip.at && bound.whole && *flip.at > flip.present) {
            // the last whole number at which the winner is still ahead
            Scenario there = given;
            find_parameter(there, path)->set(*flip.at);
            if (pair_margin(there, pair) < Money()) *flip.at -= 1.0;
        }
        // at the input's bound they can at most be equal, which is not a flip
        if (flip.at && !beyond(flip, bound, 1e-6)) flip.at.reset();
        if (flip.at) flip.then = winner_beyond(given, flip);
        all.push_back(std::move(flip));
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Flip& a, const Flip& b) { return distance(a) < distance(b); });
    return all;
}

}  // namespace aicost
