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

double GenericBatch::value_of(const WantedMetric& wanted, const Comparison& comparison) const {
    if (wanted.metric == nullptr) {
        if (!comparison.winner) return winner_none;
        return comparison.tie ? winner_tie : static_cast<double>(*comparison.winner);
    }
    const MetricValue value = wanted.metric->value(scenario_, comparison, wanted.option);
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? 1.0 : 0.0;
    return std::numeric_limits<double>::quiet_NaN();
}

void GenericBatch::set(std::span<const BatchInput> inputs, std::size_t lane) {
    for (std::size_t i = 0; i < parameters_.size(); ++i)
        parameters_[i].set(inputs[i].values[inputs[i].same ? 0 : lane]);
}

void GenericBatch::evaluate(std::size_t from, std::size_t to, std::span<const BatchInput> inputs,
                            std::span<double* const> results) {
    for (std::size_t lane = from; lane < to; ++lane) {
        set(inputs, lane);
        const Comparison comparison = aicost::evaluate(scenario_);
        for (std::size_t k = 0; k < wanted_.size(); ++k) results[k][lane] = value_of(wanted_[k], comparison);
    }
}

std::unique_ptr<Program> GenericBatch::compile(const BatchInputs& known) const {
    const Comparison comparison = aicost::evaluate(scenario_);
    std::vector<bool> allowed;
    for (const OptionResult& option : comparison.options) allowed.push_back(option.allowed);
    // A hybrid that is all local at one share may be barred at another.
    const Requirements& required = scenario_.requirements;
    const bool bars = required.data_stays_on_premises || required.works_offline || required.no_rate_limits;
    for (const Parameter& parameter : parameters_) {
        if (bars && parameter.field().key == "local_share") return nullptr;
    }
    return Program::compile(scenario_, known, wanted_, allowed);
}

}  // namespace aicost
