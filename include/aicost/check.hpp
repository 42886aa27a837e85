// Can a scenario be evaluated? By the same rules as when a profile is loaded.
//
//     Scenario scenario;
//     scenario.workload.tokens_per_day = tokens(2e6);
//     scenario.options.push_back({"cloud", Api{}});
//     to_text(check(scenario).front());  // "cloud.price_per_mtok: is missing; a price per million tokens, …"
//
// evaluate(), Batch, explain() and everything built on them require a scenario without faults.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "aicost/fault.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

// Every fault: numbers out of bounds, missing inputs, names that do not exist, inputs that contradict each
// other. Empty: the scenario is valid.
std::vector<Fault> check(const Scenario& scenario);

// Only the rules between fields. `complete`: false for a profile that was read only in part, whose options'
// names are then not checked.
std::vector<Fault> check_rules(const Scenario& scenario, bool complete);

// May it name an option or an item? Letters, digits, - and _, beginning with a letter, so that it needs no
// quoting in paths and shells.
inline constexpr std::size_t max_name_length = 64;  // so that it fits tables and messages
bool is_name(std::string_view text);
// Reserved words of a profile, which may not name an option: "winner", "tie", "workload", …
bool is_reserved(std::string_view id);

}  // namespace aicost
