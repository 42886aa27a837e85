#include <algorithm>
#include <cmath>
#include <functional>

#include "aicost/break_even.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/scenario.hpp"
#include "ledger.hpp"
#include "rounding.hpp"
#include "serving.hpp"

namespace aicost {

namespace {

constexpr double least_volume = 1e-9;
constexpr double most_volume = 1e15;
constexpr int steps_per_decade = 64;
constexpr int most_unit_steps = 2000;  // sizes of an "auto" machine that are looked at one by one

bool machine_is_linear(const Units& units, bool has_serving, bool cost_follows_load) {
    return units.count.has_value() && !(has_serving && cost_follows_load);
}

// Is the cost a straight line in the volume? Then two points give the break-even exactly.
bool is_linear(const Option& option, const Scenario& scenario) {
    if (const auto* api = std::get_if<Api>(&option)) {
        return api->included_tokens_per_month == Tokens() && api->monthly_minimum <= api->monthly_fee;
    }
    if (const auto* owned = std::get_if<Owned>(&option)) {
        return machine_is_linear(owned->units, owned->serving.has_value(), owned->electricity.has_value());
    }
    if (const auto* rented = std::get_if<Rented>(&option)) {
        return machine_is_linear(rented->units, rented->serving.has_value(),
                                 rented->billing == Rented::Billing::busy_hours);
    }
    const auto& hybrid = std::get<Hybrid>(option);
    return !hybrid.overflow &&
           is_linear(scenario.options[*find_option(scenario, hybrid.local)].value, scenario) &&
           is_linear(scenario.options[*find_option(scenario, hybrid.cloud)].value, scenario);
}

// The volumes at which an "auto" machine grows by a unit: the cost jumps there.
void add_unit_steps(std::vector<double>& volumes, const Option& option, const Scenario& scenario) {
    const Units* units = nullptr;
    const std::optional<Serving>* serving = nullptr;
    double on = 24.0;
    double share = 1.0;
    if (const auto* owned = std::get_if<Owned>(&option)) {
        units = &owned->units, serving = &owned->serving, on = hours_on(*owned);
    } else if (const auto* rented = std::get_if<Rented>(&option)) {
        units = &rented->units, serving = &rented->serving, on = hours_on(*rented);
    } else if (const auto* hybrid = std::get_if<Hybrid>(&option)) {
        const Option& local = scenario.options[*find_option(scenario, hybrid->local)].value;
        std::vector<double> of_local;
        add_unit_steps(of_local, local, scenario);
        share = hybrid->overflow ? 1.0 : hybrid->local_share.value_or(0.0);
        if (share <= 0.0) return;
        for (const double volume : of_local) volumes.push_back(volume / share);
        return;
    }
    if (units == nullptr || units->count) return;
    const Demand at_one = demand(
        [&] {
            Workload work = scenario.workload;
            work.tokens_per_day = tokens(1);
            return work;
        }(),
        scenario.days_per_month, scenario.horizon_months);
    const auto can_serve = capacity(*serving, at_one, on);
    if (!can_serve) return;
    double largest = 0.0;
    for (const Tokens& volume : at_one.volume)
        largest = std::max(largest, volume.value() / scenario.days_per_month);
    const double one_unit = can_serve->max_utilization / can_serve->utilization(largest, 1.0);
    for (int n = 1; n <= most_unit_steps; ++n) {
        const double step = one_unit * n;
        if (!(step < most_volume)) return;
        volumes.push_back(step);
        volumes.push_back(step * (1.0 + 4e-12));
    }
}

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
        add_unit_steps(volumes, mine, scenario);
        add_unit_steps(volumes, theirs, scenario);
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
