// Metrics and inputs that a command line names.
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

// What is looked at unless something else is asked for: the margin between the winner and the runner-up; where there
// are no two that can win, the savings of the first option that is not the baseline, or the only one's total.
std::string usual_metric(const Scenario& scenario);

// Throws Failure unless the path leads to a number of the scenario.
void expect_number_path(const std::string& path, Scenario& scenario, const std::string& flag);

}  // namespace aicost
