#include <algorithm>
#include <cmath>
#include <functional>

#include "aicost/break_even.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/scenario.hpp"
#include "ledger.hpp"
#include "rounding.hpp"
#include "volume_kinks.hpp"

namespace aicost {

namespace {

constexpr double least_volume = 1e-9;
constexpr double most_volume = 1e15;
constexpr int steps_per_decade = 64;
// Does it never get cheaper with more volume? Only a machine that idles at more watts than it works at does.
bool grows_with_volume(const Option& option, const Scenario& scenario) {
    if (const auto* owned = std::get_if<Owned>(&option)) {
        return !owned->serving || !owned->electricity ||
               owned->electricity->idle() <= owned->electricity->load();
    }
    const auto* hybrid = std::get_if<Hybrid>(&option);
    return hybrid == nullptr ||
           grows_with_volume(scenario.options[*find_option(scenario, hybrid->local)].value, scenario);
}

struct Costs {
    double mine = 0.0, theirs = 0.0;
    [[nodiscard]] double difference() const { return less_roundings(mine, theirs); }
};

// Looks for the first change of the lead along rising volumes.
struct Search {
    const std::vector<double>& volumes;
    const std::function<Costs(double)> costs;
    bool both_grow = true;
    double from = 0.0, d_from = 0.0;   // the last volume at which one of them led
    double change = 0.0, after = 0.0;  // where the lead changes, and the difference behind that

    // Between volumes `first` (seen already) and `last`. Where both costs only grow, a stretch whose dearer
    // start is above the other's end has no change in it, and is not looked into.
    bool run(std::size_t first, Costs at_first, std::size_t last, Costs at_last) {
        if (first == 0) see(0, at_first);
        const bool apart = both_grow && (less_roundings(at_first.mine, at_last.theirs) > 0.0 ||
                                         less_roundings(at_last.mine, at_first.theirs) < 0.0);
        if (apart || last - first <= 1) return see(last, at_last);
        const std::size_t middle = first + (last - first) / 2;
        const Costs at_middle = costs(volumes[middle]);
        return run(first, at_first, middle, at_middle) || run(middle, at_middle, last, at_last);
    }

private:
    bool see(std::size_t index, Costs at) {
        const double d = at.difference();
        if (d == 0.0) return false;
        const bool changed = d_from != 0.0 && (d > 0.0) != (d_from > 0.0);
        if (changed) {
            change = bisect(from, volumes[index]);
            after = d;
        }
        from = volumes[index];
        d_from = d;
        return changed;
    }
    // Where they are equal over a stretch the lead is lost where that begins.
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

}  // namespace

VolumeBreakEven break_even_volume(const Scenario& given, std::size_t option) {
    Scenario scenario = given;
    scenario.workload.output_share = output_share(given.workload);
    const std::size_t baseline = baseline_of(scenario);
    VolumeBreakEven result;
    if (option == baseline) return result;

    const auto costs = [&](double volume) {
        scenario.workload.tokens_per_day = tokens(volume);
        return Costs{total_cost(scenario, option).value(), total_cost(scenario, baseline).value()};
    };
    const auto difference = [&](double volume) { return costs(volume).difference(); };
    const auto found = [&](double volume, double after) {
        if (!(volume > 0.0) || volume > most_volume) return;
        result.tokens_per_day = tokens(volume);
        result.option_cheaper_above = after < 0.0;
    };

    const auto& mine = scenario.options[option].value;
    const auto& theirs = scenario.options[baseline].value;
    if (is_linear(mine, scenario) && is_linear(theirs, scenario)) {
        const double fixed = difference(0.0);
        double volume = 1e6;
        double slope = 0.0;
        // From its own answer once more: a slope measured far from it has lost digits.
        for (int i = 0; i < 2 && volume > 0.0; ++i) {
            slope = (difference(volume) - fixed) / volume;
            volume = slope != 0.0 ? -fixed / slope : 0.0;
        }
        if (volume > 0.0) found(volume, slope);
    } else {
        std::vector<double> volumes;
        for (double exponent = std::log10(least_volume) * steps_per_decade;
             exponent <= std::log10(most_volume) * steps_per_decade; exponent += 1.0) {
            volumes.push_back(std::pow(10.0, exponent / steps_per_decade));
        }
        for (const Option* each : {&mine, &theirs}) {
            for (const double kink : volume_kinks(*each, scenario)) {
                if (kink > least_volume && kink < most_volume) volumes.push_back(kink);
            }
        }
        std::sort(volumes.begin(), volumes.end());

        const bool in_steps = grows_with_volume(mine, scenario) && grows_with_volume(theirs, scenario);
        Search search{volumes, costs, in_steps};
        if (search.run(0, costs(volumes.front()), volumes.size() - 1, costs(volumes.back()))) {
            found(search.change, search.after);
        }
    }

    if (result.tokens_per_day) {
        scenario.workload.tokens_per_day = result.tokens_per_day;
        const Demand all = demand(scenario.workload, scenario.days_per_month, scenario.horizon_months);
        result.beyond_capacity =
            !make_ledger(mine, scenario, all).feasible || !make_ledger(theirs, scenario, all).feasible;
    }
    return result;
}

}  // namespace aicost
