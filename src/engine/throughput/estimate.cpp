#include <algorithm>
#include <cmath>

#include "aicost/throughput.hpp"
#include "engine/throughput/constants.hpp"
#include "engine/throughput/families.hpp"
#include "engine/throughput/step.hpp"

namespace aicost {

namespace {

constexpr double max_batch = 1e6;

double input_of(const ThroughputSetup& setup) {
    return setup.input_tokens_per_request ? setup.input_tokens_per_request->value() : usual_input_tokens;
}
double output_of(const ThroughputSetup& setup) {
    return setup.output_tokens_per_request ? setup.output_tokens_per_request->value() : usual_output_tokens;
}

int wanted(const ThroughputSetup& setup) {
    return setup.max_concurrency.value_or(
        engine_traits(setup.engine).value_or(EngineTraits{}).usual_concurrency);
}

// Memory of one request: its cache, and the state of layers that do not grow.
double kept_bytes(const ThroughputSetup& setup, double tokens) {
    return kv_cache_bytes(setup.model, tokens, setup.kv_bytes) +
           setup.model.state_bytes_per_sequence.value_or(0.0);
}

// Concurrent requests: a server starts another when there is room for one of 1.1 times the mean length.
int batch_of(const ThroughputSetup& setup, const ThroughputEstimate& estimate) {
    const bool server = speed::is_server(setup.engine);
    const double tokens =
        server ? 1.1 * (input_of(setup) + output_of(setup) / 2.0) : input_of(setup) + output_of(setup);
    const double left = (speed::batch_gib(setup) - estimate.weights_gib) * speed::gib;
    const double each = kept_bytes(setup, tokens);
    const double room = each > 0.0 ? std::floor(left / each) : max_batch;
    return std::max(1, static_cast<int>(std::min<double>(wanted(setup), std::min(room, max_batch))));
}

std::optional<TokenRate> rate(const std::optional<double>& value) {
    if (!value) return std::nullopt;
    return tokens_per_second(*value);
}

}  // namespace

ThroughputEstimate estimate_throughput(const ThroughputSetup& setup) {
    return estimate_throughput(setup, family_of(setup));
}

ThroughputEstimate estimate_throughput(const ThroughputSetup& setup, const SpeedFamily& family) {
    const double input = input_of(setup), output = output_of(setup);
    const speed::Timing timing(setup, family);
    ThroughputEstimate estimate;
    estimate.weights_gib = weight_bytes(setup.model, setup.format, setup.engine) / speed::gib;
    estimate.kv_bytes_per_token = setup.model.kv_elements_per_token.value_or(0.0) * setup.kv_bytes;
    estimate.sequence_kv_gib = kept_bytes(setup, input + output) / speed::gib;
    estimate.usable_gib = speed::usable_gib(setup);
    const double read = read_weight_bytes(setup.model, setup.format, setup.engine, 1.0);
    if (read > 0.0) estimate.decode_ceiling = timing.bandwidth() / read;
    estimate.fits =
        has_shape(setup.model) && estimate.usable_gib - estimate.weights_gib >= estimate.sequence_kv_gib;
    if (!estimate.fits) return estimate;

    estimate.batch = batch_of(setup, estimate);
    estimate.decode_factor = speed::decode_spread(setup, wanted(setup));
    estimate.prefill_factor = speed::prefill_spread;
    const double context = input + output / 2.0;
    const double prompt = std::max(input, 1.0);
    estimate.decode = tokens_per_second(timing.decode(estimate.batch, context));
    estimate.prefill = rate(timing.prefill(prompt, speed::is_server(setup.engine) ? estimate.batch : 1));
    const bool alone = estimate.batch == 1;
    estimate.decode_alone = alone ? estimate.decode : tokens_per_second(timing.decode(1, context));
    estimate.prefill_alone = alone ? estimate.prefill : rate(timing.prefill(prompt, 1));
    return estimate;
}

RateRange ThroughputEstimate::decode_range() const {
    if (!decode) return {};
    const double limit = decode_ceiling * batch;
    return {decode->value() / decode_factor, std::min(decode->value() * decode_factor, limit)};
}

RateRange ThroughputEstimate::prefill_range() const {
    if (!prefill) return {};
    return {prefill->value() / prefill_factor, prefill->value() * prefill_factor};
}

}  // namespace aicost
