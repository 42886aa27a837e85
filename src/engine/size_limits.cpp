#include "engine/size_limits.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/request.hpp"
#include "engine/queue.hpp"

namespace aicost {

namespace {

constexpr double max_machines_tried = 1e6;  // beyond this, more make no difference

// The busy time of one request on an otherwise idle machine.
struct Work {
    Duration reading, writing;
};
Work work_of(const SizingQuestion& question, const Machine& machine) {
    const RequestSize request = request_size(question.scenario.workload);
    return {request.input * (1.0 - request.cache_read_share) / *machine.rates.prefill,
            request.output / *machine.rates.decode};
}

double batch_of(const Machine& machine) { return std::max(1, machine.rates.estimate.batch); }

// Tokens per second of all requests together; their number may be fractional.
double decode_of(const SizingQuestion& question, const Machine& machine, double requests) {
    const auto rate = [&](int count) {
        ThroughputSetup setup = setup_of(question, machine.gpu, machine.gpus);
        setup.max_concurrency = count;
        return estimate_throughput(setup).decode.value_or(TokenRate()).value();
    };
    const int below = static_cast<int>(std::floor(requests));
    const double part = requests - below;
    const double low = rate(below);
    return part > 0.0 ? low + part * (rate(below + 1) - low) : low;
}

// An hour's load, spread over another number of machines.
std::optional<BusiestHour> spread(const std::optional<BusiestHour>& hour, double machines) {
    if (!hour) return std::nullopt;
    return BusiestHour{machines, hour->utilization * hour->machines / machines};
}

Duration time_to_first_token(const SizingQuestion& question, const Machine& machine,
                             const std::optional<BusiestHour>& hour) {
    return machine.first_token.value_or(Duration()) + wait_of(question, machine, hour).value_or(Duration());
}

std::optional<Unfit> late_or_slow(const SizingQuestion& question, const Machine& machine,
                                  const std::optional<BusiestHour>& hour) {
    using Why = Unfit::Why;
    if (question.first_token) {
        const Duration delay = time_to_first_token(question, machine, hour);
        if (delay > *question.first_token)
            return Unfit{machine.gpu,           machine.gpus,
                         Why::first_token_late, question.first_token->value() * 3600,
                         delay.value() * 3600,  {}};
    }
    if (question.min_speed) {
        const TokenRate speed = speed_of(question, machine, hour);
        if (speed < *question.min_speed)
            return Unfit{machine.gpu, machine.gpus, Why::too_slow, question.min_speed->value(), speed.value(),
                         {}};
    }
    return std::nullopt;
}

}  // namespace

ThroughputSetup setup_of(const SizingQuestion& question, const Gpu& gpu, int gpus) {
    const RequestSize request = request_size(question.scenario.workload);
    return {gpu,
            gpus,
            question.model,
            question.format,
            question.engine,
            question.max_concurrency,
            request.input,
            request.output,
            question.usable_memory_gib};
}

std::optional<BusiestHour> busiest_hour(const OptionResult& result, double spare_units) {
    if (!result.units || !result.peak_utilization) return std::nullopt;
    return BusiestHour{*result.units - spare_units, *result.peak_utilization};
}

// A machine with a batch is modelled as `batch` servers, in which a request takes `batch` times as long as on the
// machine alone.
std::optional<Duration> wait_of(const SizingQuestion& question, const Machine& machine,
                                const std::optional<BusiestHour>& hour) {
    if (!hour || !machine.rates.prefill || !machine.rates.decode) return std::nullopt;
    const double batch = batch_of(machine);
    const auto [reading, writing] = work_of(question, machine);
    const Duration wait = mean_wait({hour->machines * batch, hour->utilization, (reading + writing) * batch});
    if (!std::isfinite(wait.value())) return std::nullopt;
    return wait;
}

// As many requests are decoded together as are present at once, `batch` at full load. While the machine reads the
// prompts of others, none is decoded.
TokenRate speed_of(const SizingQuestion& question, const Machine& machine,
                   const std::optional<BusiestHour>& hour) {
    const double batch = batch_of(machine);
    const TokenRate full = *machine.rates.decode / batch;
    if (batch == 1.0 || !hour || !machine.rates.estimate.decode) return full;
    const auto [reading, writing] = work_of(question, machine);
    if ((reading + writing).value() <= 0.0) return full;
    const double busy = std::min(1.0, hour->utilization);
    const double decoding =
        1.0 - busy * (reading / (reading + writing));  // share of the time left for decoding
    // tokens per second needed while it decodes; `measured` scales the estimate's rates
    const double measured = *machine.rates.decode / *machine.rates.estimate.decode;
    const double asked = machine.rates.decode->value() * busy * (writing / (reading + writing)) / decoding;
    double low = 1.0, high = batch;
    if (decode_of(question, machine, low) * measured < asked) {
        constexpr int steps = 24;
        for (int i = 0; i < steps; ++i) {
            const double middle = (low + high) / 2.0;
            (decode_of(question, machine, middle) * measured < asked ? low : high) = middle;
        }
    } else {
        high = 1.0;
    }
    return TokenRate(decode_of(question, machine, high) * measured * decoding / high);
}

// More machines share the load: less wait, fewer requests in a batch.
WithinLimits machines_within_limits(const SizingQuestion& question, const Machine& machine,
                                    const std::optional<BusiestHour>& hour) {
    const auto fault = [&](double machines) {
        return late_or_slow(question, machine, spread(hour, machines));
    };
    double enough = hour ? hour->machines : 1.0;
    if (!fault(enough)) return {enough, {}};
    if (auto never = fault(max_machines_tried)) return {enough, std::move(never)};
    double few = enough;
    for (enough *= 2.0; fault(enough); enough *= 2.0) few = enough;
    while (enough - few > 1.0) {
        const double middle = std::floor((few + enough) / 2.0);
        (fault(middle) ? few : enough) = middle;
    }
    return {enough, {}};
}

}  // namespace aicost
