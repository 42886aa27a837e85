// Single values of a command's JSON, for `--get` of commands whose results are no metrics of options.
#pragma once

#include <string>
#include <string_view>

#include "aicost/metric.hpp"
#include "report/document.hpp"

namespace aicost {

// The value at a path of the document's data, "options.local.wins.share"; `options.`, `metrics.`, `serving.` at its
// beginning and `.share` at its end may be left out: "local.wins". Throws Failure, naming the nearest.
MetricValue data_value(const DataObject& data, const std::string& path, std::string_view command);

}  // namespace aicost
