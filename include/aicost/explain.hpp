// Any result in words: its formula, the inputs in it, the values in between. docs/model.md, section 6,
// "Provenance".
//
//     const Derivation d = explain(scenario, comparison, "local.total").value();
//     d.formula;                 // "hardware + electricity"
//     d.parts[0].parts[0].path;  // "local.hardware.gpu.unit_price": an input, of which Profile::origin()
//                                // says where it comes from
//
// A node's value is that of the evaluation, not worked out anew; its parts combine to it as `how` says.
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
        formula,     // as `formula` says
    };
    std::string name;
    MetricValue value;
    Unit unit = Unit::none;
    How how = How::formula;
    std::string formula;
    std::string path;
    std::vector<Derivation> parts;
};

// None where there is no such metric (metric.hpp).
std::optional<Derivation> explain(const Scenario& scenario, const Comparison& comparison,
                                  std::string_view metric);

}  // namespace aicost
