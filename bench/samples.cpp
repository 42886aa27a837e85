// The measured points as what the estimate is asked for.
#include <algorithm>
#include <cmath>

#include "engine/throughput/step.hpp"
#include "fit.hpp"

namespace aicost::bench {

namespace {

constexpr int most_concurrency = 1024;    // where a point says "max"
constexpr double older_layer_time = 1.8;  // llama.cpp of 2023 and 2024 took longer for a layer
constexpr double weak_weight = 0.5;

// What the estimate is not of: tokens that were guessed ahead, requests that each have a GPU of their own.
bool estimates_it(const MeasuredPoint& point) {
    return engine_traits(point.engine) && point.decode && point.metric != "drafted" &&
           point.parallelism != "data";
}

// "owner/name" of a repository, and whose runs where it collects those of several; or the whole of another source.
std::string source_of(const std::string& source) {
    const auto first = source.find('/');
    if (first == std::string::npos) return source;
    const auto end = source.find_first_of(" /@,", first + 1);
    const auto runs = source.find("; runs of ");
    return source.substr(0, end) + (runs == std::string::npos ? "" : source.substr(runs));
}

}  // namespace

std::vector<Sample> samples() {
    const auto all_gpus = Catalogue::built_in().gpus();
    const auto models = Catalogue::built_in().open_models();
    const auto formats = Catalogue::built_in().quantizations();
    std::vector<Sample> all;
    for (const MeasuredPoint& point : Catalogue::built_in().measured_points()) {
        if (!estimates_it(point)) continue;
        Sample sample;
        ThroughputSetup& setup = sample.setup;
        setup.gpu = find_entry(all_gpus, point.gpu).value();
        setup.gpus = point.gpus;
        setup.model = find_entry(models, point.model).value();
        setup.format = find_entry(formats, point.quantization).value();
        setup.engine = point.engine;
        if (!has_shape(setup.model)) continue;
        const bool server = engine_traits(point.engine)->tensor_parallel;
        setup.max_concurrency = point.concurrency.value_or(most_concurrency);
        setup.kv_bytes = point.kv_bytes;
        setup.tensor = point.tensor;
        setup.pipeline = point.pipeline.value_or(1);
        if (!server && point.fact.as_of < "2025") setup.layer_time = older_layer_time;
        sample.whole_job = point.metric == "served" || point.metric == "max_load";
        sample.input = point.prompt_tokens.value_or(point.output_tokens ? 1.0 : usual_input_tokens);
        sample.output = point.output_tokens.value_or(usual_output_tokens);
        setup.input_tokens_per_request = tokens(sample.input);
        setup.output_tokens_per_request = tokens(sample.output);
        // it ran: with a part of it elsewhere, or a smaller cache
        if (!estimate_throughput(setup).fits) setup.usable_memory_gib = 1e6;
        sample.decode = point.decode->value();
        if (point.prefill && !sample.whole_job && point.prompt_tokens)
            sample.prefill = point.prefill->value();
        sample.weight = point.weak ? weak_weight : 1.0;
        sample.source = source_of(point.fact.source);
        sample.configuration = point.gpu + "|" + std::to_string(point.gpus) + "|" + point.model + "|" +
                               point.quantization + "|" + point.engine;
        sample.family = std::string(family_of(setup).name);
        sample.server = server;
        sample.experts = setup.model.mixture_of_experts;
        sample.several = server ? point.gpus > 1 : setup.max_concurrency != 1;
        const ThroughputEstimate estimate = estimate_throughput(setup);
        if (estimate.decode) sample.batch = estimate.batch;
        sample.factor = estimate.decode_factor;
        all.push_back(std::move(sample));
    }
    return all;
}

std::optional<Estimated> estimated(const Sample& sample, const SpeedFamily& family) {
    if (!sample.batch) return std::nullopt;
    const speed::Timing timing(sample.setup, family);
    Estimated rates{timing.decode(*sample.batch, sample.input + sample.output / 2.0), {}, sample.factor};
    rates.prefill = timing.prefill(std::max(sample.input, 1.0), sample.server ? *sample.batch : 1);
    if (rates.prefill && sample.whole_job)  // both phases share its time
        rates.decode = sample.output / (sample.output / rates.decode + sample.input / *rates.prefill);
    return rates;
}

}  // namespace aicost::bench
