// Any result in words: its formula, the inputs in it, the values in between. docs/model.md, section 6,
// "Provenance".
//
//     const Derivation d = explain(scenario, comparison, "local.total").value();
//     d.formula;                 // "hardware + electricity"
//     d.parts[0].parts[0].path;  // "local.hardware.gpu.unit_price": an input, of which Profile::origin()
//                                // says where it comes from
//
// A node's value is the evaluation's own, not recomputed; `how` says how its parts combine to it. Formulas refer to a part
// by its name and to an input by the end of its path. A value is shown with its parts only once; where it is used again, the
// node is `above` and has none, so there are never more nodes than values.
//
// A value that differs by month has `months`, and its `value` is month 1's: its formula is that of month m, "in month 3" at
// one month, "sum for m in 1-36 of …". A figure that differs by hour of the day has `hours` and no value: its formula is that of
// hour h, "sum for h in 0-23 of …"; without a formula, the figures are listed,
// and are an input if they have a `path`.
//
// Inputs that are no numbers of the formula but chose it stand in `decided_by`: words such as `billing`, a threshold that is
// exceeded, the month from which a price holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/metric.hpp"

namespace aicost {

struct Derivation {
    enum class How {
        input,       // `path` is where it is stated
        sum,         // of the parts
        product,     // of the parts
        difference,  // the first part less the others
        quotient,    // the first part over the second
        formula,     // of the parts, as `formula` says
    };
    std::string name;
    MetricValue value;
    Unit unit = Unit::none;
    How how = How::formula;
    std::string formula;
    std::string path;
    std::vector<Derivation> parts;
    std::vector<Derivation> decided_by;
    std::vector<double> months;  // of months 1, 2, … of the horizon; empty: the same in each
    std::vector<double> hours;   // of hours 0 … 23, in month 1; NaN: not of this hour; empty: no hours
    bool above = false;
    bool in_words = false;  // `formula` is a sentence about the parts
};

// None if there is no such metric (metric.hpp).
std::optional<Derivation> explain(const Scenario& scenario, const Comparison& comparison,
                                  std::string_view metric);

// Each option's total, in order. What one has shown is `above` in the next.
std::vector<Derivation> explain_totals(const Scenario& scenario, const Comparison& comparison);

}  // namespace aicost
