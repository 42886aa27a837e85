// Which inputs a graph cannot have as inputs.
#pragma once

#include <string_view>
#include <variant>

#include "aicost/parameter.hpp"

namespace aicost {

// Inputs that say how many months or purchases there are shape the graph: each of their values has its own.
inline bool shapes_the_graph(const Parameter& parameter) {
    const bool counts_units = std::holds_alternative<CountAccess>(parameter.field().access);
    const std::string_view key = parameter.field().key;
    for (const std::string_view number : {"turns", "seats", "min_units", "unit_step", "spare_units"}) {
        if (key == number) return false;  // whole, but numbers like others
    }
    return (parameter.bound().whole && !counts_units) || key == "lifetime_months";
}

}  // namespace aicost
