// Metrics and inputs named on the command line.
#pragma once

#include <string>
#include <vector>

#include "aicost/metric.hpp"
#include "aicost/profile.hpp"

namespace aicost {

// Its unit. Throws Failure, naming the flag and the nearest ones, unless it is a metric whose value is a number.
Unit expect_number_metric(const std::string& name, const Scenario& scenario, const std::string& flag);

// Those that are meant by a name that none has: by what people call it, else by its letters.
std::vector<std::string> near_metrics(const std::string& name, const std::vector<std::string>& known);

// The default metric: the margin between winner and runner-up; if fewer than two options can win, the savings of the
// first option other than the baseline, or the only option's total.
std::string usual_metric(const Scenario& scenario);

// Throws Failure unless the path is a number of the scenario.
void expect_number_path(const std::string& path, Scenario& scenario, const std::string& flag);

}  // namespace aicost
