// Metrics and inputs that a command line names.
#pragma once

#include <string>

#include "aicost/metric.hpp"
#include "aicost/profile.hpp"

namespace aicost {

// Throws Failure, naming the flag and the nearest ones, unless it is a metric whose value is a number.
const Metric& expect_number_metric(const std::string& name, const Scenario& scenario,
                                   const std::string& flag);

// What is looked at unless something else is asked for: savings of the first option that is not the baseline.
std::string usual_metric(const Scenario& scenario);

// Throws Failure unless the path leads to a number of the scenario.
void expect_number_path(const std::string& path, Scenario& scenario, const std::string& flag);

}  // namespace aicost
