#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <span>

#include "aicost/batch.hpp"
#include "aicost/break_even.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/scenario.hpp"
#include "engine/volume_curves.hpp"
#include "model/rounding.hpp"
#include "text/real.hpp"

namespace aicost {

namespace {

constexpr int first_decade = -9, last_decade = 15;
constexpr double min_volume = 1e-9, max_volume = 1e15;
constexpr int steps_per_decade = 64;
constexpr int near_decades = 3;
constexpr std::size_t far_steps = 4;  // beyond those decades from the present volume, so much wider
constexpr std::size_t volumes_at_once = 64;

// Does it never get cheaper with more volume? False for a machine that draws more idle than busy, and for one that
// needs fewer cold starts when busier.
bool grows_with_volume(const Option& option, const Scenario& scenario);

bool grows(const Owned& owned, const Scenario&) {
    const auto& power = owned.electricity;
    return !owned.machines.serving || !power || (power->idle() <= power->load() && !power->price_by_hour);
}
bool grows(const Rented& rented, const Scenario&) { return rented.billing != Rented::Billing::scale_to_zero; }
bool grows(const Api&, const Scenario&) { return true; }
bool grows(const Hybrid& hybrid, const Scenario& scenario) {
    const auto side = [&](const std::string& id) {
        const auto part = find_option(scenario, id);
        return !part || grows_with_volume(scenario.options[*part].value, scenario);
    };
    return !hybrid.overflow && side(hybrid.local) && side(hybrid.cloud) &&
           std::all_of(hybrid.parts.begin(), hybrid.parts.end(),
                       [&](const auto& part) { return side(part.name); });
}
bool grows_with_volume(const Option& option, const Scenario& scenario) {
    return std::visit([&](const auto& held) { return grows(held, scenario); }, option);
}

// The present values of an option and the baseline.
struct Costs {
    double mine = 0.0, theirs = 0.0;
    [[nodiscard]] double difference() const { return less_roundings(mine, theirs); }
};

// Looks for the first changes of the lead along rising volumes, so many as are wanted.
struct Search {
    const std::vector<double>& volumes;
    const std::function<Costs(double)> costs;
    std::size_t wanted = 1;
    double from = 0.0, d_from = 0.0;  // the last volume at which one of them led
    struct Change {
        double at = 0.0, after = 0.0;  // where the lead changes, and the difference after that
    };
    std::vector<Change> changes;

    // Between volumes `first` (already seen) and `last`, of costs that only grow: if the dearer one's start is above the
    // other's end, there is no change in between, and the stretch is skipped.
    bool run(std::size_t first, Costs at_first, std::size_t last, Costs at_last) {
        if (first == 0) see(0, at_first);
        const bool apart = less_roundings(at_first.mine, at_last.theirs) > 0.0 ||
                           less_roundings(at_last.mine, at_first.theirs) < 0.0;
        if (apart || last - first <= 1) return see(last, at_last);
        const std::size_t middle = first + (last - first) / 2;
        const Costs at_middle = costs(volumes[middle]);
        return run(first, at_first, middle, at_middle) || run(middle, at_middle, last, at_last);
    }

    // Of costs that need not grow: one volume after another, many at once. `batch` gives the two costs but for roundings.
    void run(const Batch& batch) {
        BatchWorkspace workspace = batch.workspace();
        std::vector<double> mine(volumes_at_once), theirs(volumes_at_once);
        double* const results[] = {mine.data(), theirs.data()};
        for (std::size_t first = 0; first < volumes.size(); first += volumes_at_once) {
            const std::size_t count = std::min(volumes_at_once, volumes.size() - first);
            const BatchInput column{volumes.data() + first};
            batch.evaluate(count, std::span(&column, 1), results, workspace);
            for (std::size_t k = 0; k < count; ++k) {
                const double size = std::max(std::abs(mine[k]), std::abs(theirs[k]));
                const bool plain = std::abs(mine[k] - theirs[k]) > 1e-9 * size;
                if (see(first + k, plain ? Costs{mine[k], theirs[k]} : costs(volumes[first + k]))) return;
            }
        }
    }

private:
    bool see(std::size_t index, Costs at) {
        const double d = at.difference();
        if (d == 0.0) return false;
        const bool changed = d_from != 0.0 && (d > 0.0) != (d_from > 0.0);
        if (changed) changes.push_back({bisect(from, volumes[index]), d});
        from = volumes[index];
        d_from = d;
        return changes.size() >= wanted;
    }
    // If they are equal over a stretch, the lead is lost where it begins.
    [[nodiscard]] double bisect(double low, double high) const {
        while (true) {
            const double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) return high;
            const double d = costs(middle).difference();
            const bool still_leads = d != 0.0 && (d > 0.0) == (d_from > 0.0);
            (still_leads ? low : high) = middle;
        }
    }
};

// From the least to the greatest, all of them equally close together.
const std::vector<double>& grid() {
    static const std::vector<double> all = [] {
        std::vector<double> volumes;
        for (int step = first_decade * steps_per_decade; step <= last_decade * steps_per_decade; ++step)
            volumes.push_back(power(10.0, static_cast<double>(step) / steps_per_decade));
        return volumes;
    }();
    return all;
}

// Of the grid, where all of them are looked at, beyond some decades about `middle` only some; and the kinks.
std::vector<double> volumes_to_see(std::optional<double> middle, const std::vector<double>& kinks) {
    std::vector<double> volumes;
    const double far = power_of_ten(near_decades);
    for (std::size_t i = 0; i < grid().size(); ++i) {
        const double volume = grid()[i];
        const bool close = !middle || (volume * far > *middle && volume < *middle * far);
        if (close || i % far_steps == 0) volumes.push_back(volume);
    }
    const auto kinks_at = static_cast<std::ptrdiff_t>(volumes.size());
    for (const double kink : kinks) {
        if (kink > min_volume && kink < max_volume) volumes.push_back(kink);
    }
    std::sort(volumes.begin() + kinks_at, volumes.end());
    std::inplace_merge(volumes.begin(), volumes.begin() + kinks_at, volumes.end());
    volumes.erase(std::unique(volumes.begin(), volumes.end()), volumes.end());
    return volumes;
}

Batch costs_by_volume(Scenario scenario, std::size_t option, std::size_t baseline) {
    const std::string path = "workload.tokens_per_day";
    set_tokens_per_day(scenario.workload, volume_per_day(scenario));
    const std::vector<std::string> metrics{scenario.options[option].name + ".npv",
                                           scenario.options[baseline].name + ".npv"};
    return {scenario, std::span(&path, 1), metrics};
}

}  // namespace

VolumeBreakEven break_even_volume(const Scenario& scenario, std::size_t option, bool until) {
    const std::size_t baseline = baseline_of(scenario);
    VolumeBreakEven result;
    if (option == baseline) return result;

    constexpr std::size_t mine = 0, theirs = 1;
    VolumeCurves curves(scenario, std::array{option, baseline});
    const auto found = [&](double volume, double after) {
        if (!(volume > 0.0) || volume > max_volume) return;
        result.tokens_per_day = tokens(volume);
        result.option_cheaper_above = after < 0.0;
    };
    const auto my_line = curves.line(mine), their_line = my_line ? curves.line(theirs) : std::nullopt;
    if (their_line) {
        const double slope = less_roundings(my_line->slope, their_line->slope);
        if (slope != 0.0) found(-less_roundings(my_line->fixed, their_line->fixed) / slope, slope);
    } else {
        const bool both_grow = grows_with_volume(scenario.options[option].value, scenario) &&
                               grows_with_volume(scenario.options[baseline].value, scenario);
        const std::vector<double> volumes = volumes_to_see(
            both_grow ? std::nullopt : std::optional(volume_per_day(scenario).value()), curves.kinks());
        const auto costs = [&](double volume) {
            return Costs{curves.npv(mine, volume), curves.npv(theirs, volume)};
        };
        Search search{volumes, costs, until ? 2U : 1U};
        if (both_grow)
            search.run(0, costs(volumes.front()), volumes.size() - 1, costs(volumes.back()));
        else
            search.run(costs_by_volume(scenario, option, baseline));
        if (!search.changes.empty()) found(search.changes[0].at, search.changes[0].after);
        if (search.changes.size() > 1) result.until = tokens(search.changes[1].at);
    }
    if (result.tokens_per_day) {
        const double volume = result.tokens_per_day->value();
        result.beyond_capacity = !curves.feasible(mine, volume) || !curves.feasible(theirs, volume);
        result.utilization = curves.busy_share(mine, volume);
    }
    return result;
}

}  // namespace aicost
