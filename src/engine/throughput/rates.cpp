// A measurement, for the phases it measured; else the estimate.
#include <cmath>

#include "aicost/throughput.hpp"
#include "text/real.hpp"

namespace aicost {

namespace {

bool is_of(const MeasuredPoint& point, const ThroughputSetup& setup,
           const std::vector<Quantization>& formats) {
    const bool whole = point.gpu == setup.gpu.fact.id && point.gpus == setup.gpus;
    const bool held = !setup.gpu.holds.empty() && point.gpu == setup.gpu.holds &&
                      point.gpus == setup.gpus * setup.gpu.count;
    const int concurrency = setup.max_concurrency.value_or(
        engine_traits(setup.engine).value_or(EngineTraits{}).usual_concurrency);
    if ((!whole && !held) || point.model != setup.model.fact.id || point.engine != setup.engine ||
        point.concurrency != concurrency || point.tensor || point.pipeline || point.weak)
        return false;
    // a job's total time includes both phases
    if (point.metric != "single" && point.metric != "batched") return false;
    const auto format = find_entry(formats, point.quantization);
    return format && format->fact.id == setup.format.fact.id;
}

// By what factor its requests are longer or shorter.
double distance(const MeasuredPoint& point, const ThroughputSetup& setup) {
    const double wanted =
        setup.input_tokens_per_request ? setup.input_tokens_per_request->value() : usual_input_tokens;
    const double had = point.prompt_tokens.value_or(usual_input_tokens);
    return std::abs(natural_logarithm((had + 1.0) / (wanted + 1.0)));
}

}  // namespace

ServingRates serving_rates(const ThroughputSetup& setup, const std::vector<MeasuredPoint>& points,
                           const std::vector<Quantization>& formats) {
    ServingRates rates;
    rates.estimate = estimate_throughput(setup);
    const ThroughputEstimate& estimate = rates.estimate;
    if (!estimate.fits) return rates;
    rates.prefill = estimate.prefill;
    rates.decode = estimate.decode;
    for (const MeasuredPoint& point : points) {
        if (!is_of(point, setup, formats)) continue;
        const auto nearer = [&](const std::optional<MeasuredPoint>& so_far) {
            return !so_far || distance(point, setup) < distance(*so_far, setup);
        };
        if (point.decode && nearer(rates.measured_decode)) {
            rates.measured_decode = point;
            rates.decode = point.decode;
        }
        if (point.prefill && nearer(rates.measured_prefill)) {
            rates.measured_prefill = point;
            rates.prefill = point.prefill;
        }
    }
    const bool alone = estimate.batch == 1;
    const auto prefill = alone ? rates.prefill : estimate.prefill_alone;
    const auto decode = alone ? rates.decode : estimate.decode_alone;
    if (prefill && decode) {
        const Tokens input = setup.input_tokens_per_request.value_or(tokens(usual_input_tokens));
        const Tokens output = setup.output_tokens_per_request.value_or(tokens(usual_output_tokens));
        const Duration reading = input / *prefill, writing = output / *decode;
        const double reading_factor = alone ? rates.prefill_factor() : estimate.prefill_factor;
        const double writing_factor = alone ? rates.decode_factor() : estimate.decode_factor;
        rates.one_request = reading + writing;
        rates.one_request_slow = reading * reading_factor + writing * writing_factor;
        rates.one_request_fast = reading / reading_factor + writing / writing_factor;
        rates.mostly_output = writing > reading;
    }
    return rates;
}

}  // namespace aicost
