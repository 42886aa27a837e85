#include "cli/metric_choice.hpp"

#include <algorithm>

#include "cli/failure.hpp"
#include "text/nearest.hpp"

namespace aicost {

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
    const auto close = nearest(name, names, 3);
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
    const auto close = nearest(path, known, 3);
    fail(flag + ": '" + path + "' is not a number of this profile; " +
         (close.empty() ? std::string("`aicost profile params` lists them")
                        : "did you mean " + alternatives(close) + "?"));
}

}  // namespace aicost
