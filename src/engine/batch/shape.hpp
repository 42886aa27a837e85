// Inputs that cannot be inputs of a graph.
#pragma once

#include <string_view>
#include <variant>

#include "aicost/parameter.hpp"

namespace aicost {

// Numbers of months and purchases shape the graph: each of their values needs a graph of its own.
inline bool shapes_the_graph(const Parameter& parameter) {
    const bool counts_units = std::holds_alternative<CountAccess>(parameter.field().access);
    const std::string_view key = parameter.field().key;
    for (const std::string_view number : {"turns", "seats", "min_units", "unit_step", "spare_units"}) {
        if (key == number) return false;  // whole, but they do not shape the graph
    }
    return (parameter.bound().whole && !counts_units) || key == "lifetime_months";
}

}  // namespace aicost
