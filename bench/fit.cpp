#include "fit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace aicost::bench {

namespace {

constexpr double compute_grid[] = {0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.09, 0.12, 0.15, 0.18, 0.21,
                                   0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60, 0.70, 0.80};
constexpr int bandwidth_from = 10, bandwidth_to = 98, bandwidth_step = 2;  // percent
constexpr int most_concurrency = 256;                                      // where a point says "max"

struct Sample {
    ThroughputSetup setup;
    double decode = 0.0;
    std::optional<double> prefill;  // timed apart from decoding
    bool whole_job = false;         // decode is the output of a job over its whole time
    double input = 0.0, output = 0.0;
    bool for_test = false;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}
double upper_median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

struct Estimated {
    double decode = 0.0;
    std::optional<double> prefill;
};
Estimated estimated(const Sample& sample, const Efficiency& efficiency) {
    const ThroughputEstimate estimate = estimate_throughput(sample.setup, efficiency);
    Estimated rates{estimate.decode->value(), {}};
    if (!estimate.prefill) return rates;
    rates.prefill = estimate.prefill->value();
    if (sample.whole_job)  // both phases share its time
        rates.decode = sample.output / (sample.output / rates.decode + sample.input / *rates.prefill);
    return rates;
}

double loss(const std::vector<Sample>& samples, const Efficiency& efficiency) {
    double sum = 0.0;
    std::size_t count = 0;
    for (const Sample& sample : samples) {
        if (sample.for_test) continue;
        const Estimated rates = estimated(sample, efficiency);
        sum += std::abs(std::log(rates.decode / sample.decode));
        ++count;
        if (!sample.prefill || !rates.prefill) continue;
        sum += std::abs(std::log(*rates.prefill / *sample.prefill));
        ++count;
    }
    return sum / static_cast<double>(count);
}

std::vector<double> decode_errors(const std::vector<Sample>& samples, const Efficiency& efficiency,
                                  bool for_test) {
    std::vector<double> errors;
    for (const Sample& sample : samples) {
        if (sample.for_test == for_test)
            errors.push_back(std::abs(estimated(sample, efficiency).decode / sample.decode - 1.0));
    }
    return errors;
}

// Engine, mixture of experts, kind of memory.
using Key = std::tuple<std::string, bool, std::string>;

std::map<Key, std::vector<Sample>> samples_by_class() {
    const auto all_gpus = gpus();
    const auto models = open_models();
    const auto formats = quantizations();
    std::map<Key, std::vector<Sample>> classes;
    for (const MeasuredPoint& point : measured_points()) {
        if (!engine_traits(point.engine) || !point.decode) continue;
        Sample sample{{find_entry(all_gpus, point.gpu).value(),
                       point.gpus,
                       find_entry(models, point.model).value(),
                       find_entry(formats, point.quantization).value().bits_per_weight,
                       point.engine,
                       point.concurrency.value_or(most_concurrency),
                       {},
                       {}},
                      point.decode->value(),
                      {},
                      point.metric == "served" || point.metric == "max_load",
                      point.prompt_tokens.value_or(usual_input_tokens),
                      point.output_tokens.value_or(usual_output_tokens),
                      point.for_test};
        sample.setup.input_tokens_per_request = tokens(sample.input);
        sample.setup.output_tokens_per_request = tokens(sample.output);
        if (point.prefill && !sample.whole_job) sample.prefill = point.prefill->value();
        if (!estimate_throughput(sample.setup).fits) continue;  // measured with a part of it elsewhere
        const std::string memory = point.engine == "llama.cpp" ? sample.setup.gpu.memory_kind : "";
        classes[{point.engine, sample.setup.model.mixture_of_experts, memory}].push_back(sample);
    }
    return classes;
}

FittedClass fit_class(const Key& key, const std::vector<Sample>& samples) {
    FittedClass fitted;
    std::tie(fitted.engine, fitted.mixture_of_experts, fitted.memory_kind) = key;
    double least = HUGE_VAL;
    for (int percent = bandwidth_from; percent <= bandwidth_to; percent += bandwidth_step) {
        for (const double compute : compute_grid) {
            const Efficiency tried{percent / 100.0, compute, 0.0};
            const double value = loss(samples, tried);
            if (value < least - 1e-12) {
                least = value;
                fitted.efficiency = tried;
            }
        }
    }
    // Nothing holds it down where more of it fits as well.
    Efficiency more = fitted.efficiency;
    more.compute = std::end(compute_grid)[-1];
    fitted.compute_determined =
        fitted.efficiency.compute == more.compute || loss(samples, more) > least + 1e-12;
    return fitted;
}

// The kind of memory that all points of a class have; empty where they differ.
std::string common_memory(const std::vector<Sample>& samples) {
    const std::string kind = samples.front().setup.gpu.memory_kind;
    const bool same = std::all_of(samples.begin(), samples.end(),
                                  [&](const Sample& one) { return one.setup.gpu.memory_kind == kind; });
    return same ? kind : "";
}

void state_errors(FittedClass& fitted, const std::vector<Sample>& samples) {
    const auto fit = decode_errors(samples, fitted.efficiency, false);
    const auto test = decode_errors(samples, fitted.efficiency, true);
    fitted.fit_points = fit.size();
    fitted.test_points = test.size();
    fitted.fit_error = median(fit);
    if (!test.empty()) fitted.test_error = median(test);
}

}  // namespace

Fit fit_efficiencies() {
    const auto classes = samples_by_class();
    Fit fit;
    std::vector<const std::vector<Sample>*> samples;
    for (const auto& [key, all] : classes) {
        const bool any = std::any_of(all.begin(), all.end(), [](const Sample& one) { return !one.for_test; });
        if (!any) continue;
        fit.classes.push_back(fit_class(key, all));
        samples.push_back(&all);
    }
    std::vector<std::string> memory;
    for (const auto* all : samples) memory.push_back(common_memory(*all));
    for (std::size_t i = 0; i < fit.classes.size(); ++i) {
        FittedClass& fitted = fit.classes[i];
        if (fitted.compute_determined) continue;
        std::vector<double> own, alike, others;
        for (std::size_t j = 0; j < fit.classes.size(); ++j) {
            const FittedClass& other = fit.classes[j];
            if (!other.compute_determined) continue;
            others.push_back(other.efficiency.compute);
            if (other.engine == fitted.engine) own.push_back(other.efficiency.compute);
            if (memory[j] == memory[i]) alike.push_back(other.efficiency.compute);
        }
        fitted.efficiency.compute = upper_median(!own.empty() ? own : !alike.empty() ? alike : others);
    }
    std::vector<double> all_errors;
    for (std::size_t i = 0; i < fit.classes.size(); ++i) {
        state_errors(fit.classes[i], *samples[i]);
        const auto errors = decode_errors(*samples[i], fit.classes[i].efficiency, true);
        all_errors.insert(all_errors.end(), errors.begin(), errors.end());
    }
    fit.test_points = all_errors.size();
    fit.test_error = median(all_errors);
    for (FittedClass& fitted : fit.classes) {
        double of_engine = 0.0, of_all = 0.0;
        for (const FittedClass& other : fit.classes) {
            if (other.test_points < least_test_points) continue;
            of_all = std::max(of_all, *other.test_error);
            if (other.engine == fitted.engine) of_engine = std::max(of_engine, *other.test_error);
        }
        fitted.efficiency.error = fitted.test_points >= least_test_points ? *fitted.test_error
                                  : of_engine > 0.0                       ? of_engine
                                                                          : of_all;
    }
    return fit;
}

}  // namespace aicost::bench
