#include "engine/batch/generic.hpp"

#include <algorithm>
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
        if (const OverallMetric* overall = find_overall_metric(name)) {
            wanted_.push_back({overall, nullptr, {}, 0});
            continue;
        }
        const auto dot = name.find('.');
        const auto option = find_option(scenario_, std::string_view(name).substr(0, dot));
        const std::string rest = dot == std::string::npos ? std::string() : name.substr(dot + 1);
        const bool item = rest.rfind(item_prefix, 0) == 0;
        const Metric* metric = find_metric(rest);
        if (!option || (metric == nullptr && !item))
            throw std::invalid_argument("'" + name + "' is not a metric of this scenario");
        wanted_.push_back({nullptr, metric, item ? rest.substr(item_prefix.size()) : std::string(), *option});
    }
}

std::vector<OptionMetrics> GenericBatch::metrics_of(const Comparison& comparison) const {
    std::vector<OptionMetrics> options;
    for (std::size_t i = 0; i < comparison.options.size(); ++i)
        options.emplace_back(scenario_, comparison, i);
    return options;
}

double GenericBatch::value_of(const WantedMetric& wanted, const Comparison& comparison,
                              std::vector<OptionMetrics>& options) {
    const auto place_of = [&](const std::optional<std::size_t>& option) {
        return option ? static_cast<double>(*option) : winner_none;
    };
    MetricValue value;
    if (wanted.overall != nullptr) {
        if (wanted.overall->name == "winner")
            return comparison.winner && comparison.tie ? winner_tie : place_of(comparison.winner);
        if (wanted.overall->name == "runner_up") return place_of(comparison.runner_up);
        value = wanted.overall->value(comparison);
    } else if (wanted.metric != nullptr) {
        value = options[wanted.option](*wanted.metric);
    } else {
        double sum = 0.0;
        for (const Item& item : comparison.options[wanted.option].items) {
            if (item.name() == wanted.item) sum += total(item.flow, comparison.horizon_months).value();
        }
        return sum;
    }
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
        std::vector<OptionMetrics> options = metrics_of(comparison);
        for (std::size_t k = 0; k < wanted_.size(); ++k)
            results[k][lane] = value_of(wanted_[k], comparison, options);
    }
}

void GenericBatch::evaluate_outside(const CompiledGraph& compiled, std::size_t from, std::size_t to,
                                    std::span<const BatchInput> inputs, std::span<double* const> results) {
    const auto is_outside = [](const CompiledGraph::Output& output) {
        return output.kind == CompiledGraph::Output::Kind::outside;
    };
    const auto& outputs = compiled.outputs();
    if (std::none_of(outputs.begin(), outputs.end(), is_outside)) return;
    for (std::size_t lane = from; lane < to; ++lane) {
        set(inputs, lane);
        const Comparison comparison = aicost::evaluate(scenario_);
        std::vector<OptionMetrics> options = metrics_of(comparison);
        for (std::size_t k = 0; k < wanted_.size(); ++k) {
            if (is_outside(outputs[k])) results[k][lane] = value_of(wanted_[k], comparison, options);
        }
    }
}

std::unique_ptr<CompiledGraph> GenericBatch::compile(const GraphInputs& known) const {
    return CompiledGraph::compile(scenario_, known, wanted_);
}

}  // namespace aicost
