// A profile's blocks on the uncertainty of its numbers, and the uncertainty of estimates.
#include <algorithm>
#include <cmath>
#include <variant>

#include "profile/decoder.hpp"
#include "profile/distribution.hpp"
#include "profile/members.hpp"
#include "profile/override.hpp"
#include "text/nearest.hpp"
#include "text/real.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

std::optional<Bounds> bounds_of(const std::string& path, Profile& profile) {
    const auto parameter = find_parameter(profile.scenario, path);
    return parameter ? std::optional(parameter->bound()) : std::nullopt;
}

std::string nearest_path(const std::string& path, Profile& profile) {
    std::vector<std::string> known;
    for (const Parameter& one : all_parameters(profile.scenario)) known.push_back(one.path());
    return path_remedy(path, known);
}

void decode_ranges(const Json& block, Profile& profile, std::vector<PathFault>& faults) {
    for (const auto& [path, ends] : block.items()) {
        const std::string at = "sensitivity." + path;
        const auto bound = bounds_of(path, profile);
        if (!bound) {
            faults.push_back({at, "is not a number of this profile", "", nearest_path(path, profile)});
            continue;
        }
        const auto low = ends.is_array() && ends.size() == 2 ? number_of(ends[0]) : std::nullopt;
        const auto high = ends.is_array() && ends.size() == 2 ? number_of(ends[1]) : std::nullopt;
        if (!low || !high) {
            faults.push_back({at, "must be two numbers", excerpt(ends), "[low, high]"});
        } else if (*low >= *high) {
            faults.push_back(
                {at, "has its ends the wrong way round", excerpt(ends), "[low, high], low below high"});
        } else if (!bound->holds(*low) || !bound->holds(*high)) {
            faults.push_back({at, "is out of range", excerpt(ends), range_of(*bound)});
        } else {
            profile.sensitivity.push_back({path, *low, *high});
        }
    }
}

void decode_correlations(const Json& block, Profile& profile, std::vector<PathFault>& faults) {
    if (is_too_long(block, "correlations", faults)) return;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const std::string at = "correlations." + std::to_string(i);
        const Json& one = block[i];
        const auto rank = one.is_array() && one.size() == 3 ? number_of(one[2]) : std::nullopt;
        if (!rank || !one[0].is_string() || !one[1].is_string()) {
            faults.push_back(
                {at, "must be two paths and a number", excerpt(one), "[\"PATH\", \"PATH\", 0.5]"});
        } else {
            add_correlation({one[0].get<std::string>(), one[1].get<std::string>(), *rank}, at, profile,
                            faults);
        }
    }
}

}  // namespace

void add_uncertain(const std::string& path, const std::string& text, const std::string& at, Profile& profile,
                   std::vector<PathFault>& faults) {
    const auto bound = bounds_of(path, profile);
    PathFault fault{at, "", "", ""};
    if (!bound) {
        faults.push_back({at, "is not a number of this profile", "", nearest_path(path, profile)});
        return;
    }
    ShortForm form = parse_short_form(text, find_parameter(profile.scenario, path)->get(), *bound, fault);
    auto distribution = form.is_one ? std::move(form.distribution) : parse_distribution(text, fault);
    if (!distribution) {
        faults.push_back(std::move(fault));
        return;
    }
    if (share_beyond(*distribution, *bound) >= 1.0) {
        faults.push_back(
            {at, "lies wholly beyond what the input may be", "\"" + text + "\"", range_of(*bound)});
        return;
    }
    std::erase_if(profile.uncertainty, [&](const UncertainInput& one) { return one.path == path; });
    profile.uncertainty.push_back({path, std::move(*distribution), text});
}

void add_correlation(RankCorrelation correlation, const std::string& at, Profile& profile,
                     std::vector<PathFault>& faults) {
    const auto pair = "\"" + correlation.first + "\", \"" + correlation.second + "\"";
    for (const std::string* path : {&correlation.first, &correlation.second}) {
        const bool uncertain = std::any_of(profile.uncertainty.begin(), profile.uncertainty.end(),
                                           [&](const UncertainInput& one) { return one.path == *path; });
        if (uncertain) continue;
        std::vector<std::string> known;
        for (const UncertainInput& one : profile.uncertainty) known.push_back(one.path);
        const auto close = nearest(*path, known, 1);
        faults.push_back(
            {at, "correlates what is not uncertain", "\"" + *path + "\"",
             close.empty() ? "state its distribution too" : "did you mean " + alternatives(close) + "?"});
        return;
    }
    const auto same_pair = [&](const RankCorrelation& one) {
        return (one.first == correlation.first && one.second == correlation.second) ||
               (one.first == correlation.second && one.second == correlation.first);
    };
    if (correlation.first == correlation.second) {
        faults.push_back({at, "correlates an input with itself", pair, "two different inputs"});
    } else if (!(correlation.rank > -1.0 && correlation.rank < 1.0)) {
        faults.push_back({at, "is not a rank correlation", shortest(correlation.rank),
                          "a number between -1 and 1, both excluded"});
    } else {
        std::erase_if(profile.correlations, same_pair);
        profile.correlations.push_back(std::move(correlation));
    }
}

void check_correlations(const Profile& profile, const std::string& at, std::vector<PathFault>& faults) {
    if (is_possible(profile.uncertainty, profile.correlations)) return;
    faults.push_back(
        {at, "can not all hold at once: their matrix is not positive definite", "",
         "correlations nearer to 0, or fewer: what goes with two things goes with how they go together"});
}

namespace {

// Is a machine billed by the time of each request?
bool is_paid_by_request_time(const Option& option) {
    return std::visit(
        [](const auto& held) {
            if constexpr (requires { held.billing; }) {
                using Billing = std::decay_t<decltype(held.billing)>;
                return held.billing == Billing::busy_hours || held.billing == Billing::scale_to_zero;
            } else {
                return false;
            }
        },
        option);
}

bool counts(const Scenario& scenario, const Filled& filled) {
    if (filled.follows.empty()) return true;
    return std::any_of(scenario.options.begin(), scenario.options.end(), [&](const auto& option) {
        return filled.path.rfind(option.name + ".", 0) == 0 && is_paid_by_request_time(option.value);
    });
}

}  // namespace

std::vector<EstimatedInput> estimated_inputs(const Profile& profile) {
    std::vector<EstimatedInput> inputs;
    Scenario scenario = profile.scenario;
    for (const Filled& filled : profile.filled) {
        if (filled.slow == 0.0 || !counts(scenario, filled)) continue;
        const auto parameter = find_parameter(scenario, filled.path);
        if (parameter && parameter->get())
            inputs.push_back({filled.path, filled.slow, filled.fast, filled.follows});
    }
    return inputs;
}

void draw_estimates(Profile& profile) {
    constexpr double p90 = 1.2815515655446004;  // of the normal distribution, in standard deviations
    constexpr double goes_with = -0.95;  // correlation: the longer a request takes, the slower the machine
    const auto is_in = [](const std::vector<UncertainInput>& inputs, const std::string& path) {
        return std::any_of(inputs.begin(), inputs.end(),
                           [&](const UncertainInput& one) { return one.path == path; });
    };
    std::vector<UncertainInput> drawn;
    for (const EstimatedInput& one : estimated_inputs(profile)) {
        if (is_in(profile.uncertainty, one.path)) continue;
        const auto [low, high] = std::minmax(one.slow, one.fast);
        const LogNormal estimate{std::sqrt(low * high), natural_logarithm(high / low) / (2.0 * p90)};
        drawn.push_back({one.path, estimate,
                         "estimated: 8 of 10 measurements lie within " + three_digits(low) + " and " +
                             three_digits(high) + " (lognormal)"});
        if (is_in(drawn, one.follows)) profile.correlations.push_back({one.path, one.follows, goes_with});
    }
    profile.uncertainty.insert(profile.uncertainty.end(), drawn.begin(), drawn.end());
}

void decode_uncertainty(const Json& root, Profile& profile, std::vector<PathFault>& faults) {
    const auto block = [&](const char* key, bool list) -> const Json* {
        const auto found = root.find(key);
        if (found == root.end() || found->is_null()) return nullptr;
        if (list ? found->is_array() : found->is_object()) return &*found;
        faults.push_back({key, list ? "must be a list" : "must be an object", excerpt(*found),
                          list ? "[[\"PATH\", \"PATH\", 0.5]]" : "{\"PATH\": …}"});
        return nullptr;
    };
    if (const Json* ranges = block("sensitivity", false)) decode_ranges(*ranges, profile, faults);
    if (const Json* inputs = block("uncertainty", false)) {
        for (const auto& [path, value] : inputs->items()) {
            const std::string at = "uncertainty." + path;
            if (value.is_string()) {
                add_uncertain(path, value.get<std::string>(), at, profile, faults);
            } else {
                faults.push_back({at, "must be a text", excerpt(value), "\"uniform(1M, 2M)\", in quotes"});
            }
        }
    }
    if (!faults.empty()) return;  // would only repeat what is missing above
    if (const Json* correlations = block("correlations", true)) {
        decode_correlations(*correlations, profile, faults);
        if (faults.empty()) check_correlations(profile, "correlations", faults);
    }
}

}  // namespace aicost
