#include "generic.hpp"

#include <limits>
#include <stdexcept>

namespace aicost {

GenericBatch::GenericBatch(const Scenario& base, std::span<const std::string> inputs,
                           std::span<const std::string> metrics)
    : scenario_(base) {
    for (const std::string& path : inputs) {
        auto parameter = find_parameter(scenario_, path);
        if (!parameter) throw std::invalid_argument("'" + path + "' is not a number of this scenario");
        parameters_.push_back(std::move(*parameter));
    }
    for (const std::string& name : metrics) {
        if (name == "winner") {
            wanted_.push_back({});
            continue;
        }
        const auto dot = name.find('.');
        const auto option = find_option(scenario_, std::string_view(name).substr(0, dot));
        const Metric* metric =
            dot == std::string::npos ? nullptr : find_metric(std::string_view(name).substr(dot + 1));
        if (!option || metric == nullptr)
            throw std::invalid_argument("'" + name + "' is not a metric of this scenario");
        wanted_.push_back({metric, *option});
    }
}

double GenericBatch::value_of(const Wanted& wanted, const Comparison& comparison) const {
    if (wanted.metric == nullptr) {
        if (!comparison.winner) return winner_none;
        return comparison.tie ? winner_tie : static_cast<double>(*comparison.winner);
    }
    const MetricValue value = wanted.metric->value(scenario_, comparison, wanted.option);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1.0 : 0.0;
    return std::numeric_limits<double>::quiet_NaN();
}

void GenericBatch::evaluate(std::size_t count, std::span<const BatchInput> inputs,
                            std::span<double* const> results) {
    for (std::size_t lane = 0; lane < count; ++lane) {
        for (std::size_t i = 0; i < parameters_.size(); ++i)
            parameters_[i].set(inputs[i].values[inputs[i].same ? 0 : lane]);
        const Comparison comparison = aicost::evaluate(scenario_);
        for (std::size_t k = 0; k < wanted_.size(); ++k) results[k][lane] = value_of(wanted_[k], comparison);
    }
}

}  // namespace aicost
