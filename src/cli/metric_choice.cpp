#include "cli/metric_choice.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "profile/override.hpp"
#include "text/nearest.hpp"

namespace aicost {

std::vector<std::string> near_metrics(const std::string& name, const std::vector<std::string>& known) {
    struct OtherName {
        std::string_view called, metric;
    };
    constexpr OtherName others[] = {
        {"roi", "irr"},
        {"return", "irr"},
        {"payback", "break_even_month"},
        {"payback_month", "break_even_month"},
        {"break_even", "break_even_month"},
        {"breakeven", "break_even_month"},
        {"tco", "total"},
        {"cost", "total"},
        {"costs", "total"},
        {"price", "cost_per_mtok"},
        {"monthly", "cost_per_month"},
        {"monthly_cost", "cost_per_month"},
        {"capex", "upfront"},
        {"profit", "savings"},
        {"saving", "savings"},
        {"co2", "kg_co2"},
        {"carbon", "kg_co2"},
        {"energy", "kwh"},
        {"utilization", "peak_utilization"},
        {"capacity", "capacity_tokens_per_day"},
    };
    const auto dot = name.find('.');
    const std::string option = dot == std::string::npos ? "" : name.substr(0, dot);
    std::vector<std::string> found;
    for (const OtherName& other : others) {
        if (name.substr(option.empty() ? 0 : dot + 1) != other.called) continue;
        for (const std::string& one : known) {
            const auto at = one.find('.');
            const bool same = at != std::string::npos && one.substr(at + 1) == other.metric;
            if (same && found.size() < 3 && (option.empty() || one.substr(0, at) == option))
                found.push_back(one);
        }
    }
    return found.empty() ? nearest(name, known, 3) : found;
}

Unit expect_number_metric(const std::string& name, const Scenario& scenario, const std::string& flag) {
    const auto unit = unit_of_metric(name);
    const auto dot = name.find('.');
    const bool known =
        unit && (dot == std::string::npos || find_option(scenario, std::string_view(name).substr(0, dot)));
    if (known && is_number(*unit)) return *unit;
    if (known)
        fail(flag + ": '" + name + "' is a word or a flag; OPTION.METRIC that is a number, for example " +
             usual_metric(scenario));
    std::vector<std::string> names = metric_names(scenario);
    std::erase_if(names, [](const std::string& one) { return !is_number(*unit_of_metric(one)); });
    const auto close = near_metrics(name, names);
    fail(flag + ": '" + name + "' is not a metric of this profile; " +
         (close.empty() ? "for example " + usual_metric(scenario)
                        : "did you mean " + alternatives(close) + "?"));
}

std::string usual_metric(const Scenario& scenario) {
    if (deciding_pair(evaluate(scenario))) return "margin";
    const std::size_t baseline = baseline_of(scenario);
    if (scenario.options.size() == 1) return scenario.options.front().name + ".total";
    return scenario.options[baseline == 0 ? 1 : 0].name + ".savings";
}

void expect_number_path(const std::string& path, Scenario& scenario, const std::string& flag) {
    if (find_parameter(scenario, path)) return;
    std::vector<std::string> known;
    for (const Parameter& one : all_parameters(scenario)) known.push_back(one.path());
    fail(flag + ": '" + path + "' is not a number of this profile; " + path_remedy(path, known));
}

}  // namespace aicost
