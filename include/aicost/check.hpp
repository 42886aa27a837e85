// Is a scenario one that can be evaluated? The rules are those by which a profile is loaded.
//
//     Scenario scenario;
//     scenario.workload.tokens_per_day = tokens(2e6);
//     scenario.options.push_back({"cloud", Api{}});
//     to_text(check(scenario).front());  // "cloud.price_per_mtok: is missing; a price per million tokens, …"
//
// evaluate(), Batch, explain() and all that is made of them want a scenario without faults.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "aicost/fault.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

// Every fault: numbers out of their bounds, what is missing, names that name nothing, inputs that do not go
// together. None: the scenario is good.
std::vector<Fault> check(const Scenario& scenario);

// The part of it that no single field can say. `complete`: are all options there? Else their names are not
// looked at: a profile that was read in part.
std::vector<Fault> check_rules(const Scenario& scenario, bool complete);

// May it name an option or an item? Letters, digits, - and _, beginning with a letter, so that paths and
// shells can hold it.
inline constexpr std::size_t longest_name = 64;  // so that tables and messages can hold it
bool is_name(std::string_view text);
// Words of a profile that name no option: "winner", "tie", "workload", …
bool is_reserved(std::string_view id);

}  // namespace aicost
