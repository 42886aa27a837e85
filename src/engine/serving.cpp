#include "serving.hpp"

#include <algorithm>
#include <cmath>

namespace aicost {

namespace {

constexpr Bounds gpu_count{1.0, 1024.0, false, true};
constexpr Bounds requests_at_once{1.0, 1e6, false, true};
constexpr Bounds utilization{smallest_divisor, 1.0};

constexpr Field serving_fields[] = {
    {"input_tokens_per_second", number<&Serving::input_tokens_per_second>(), Unit::tokens_per_second,
     bounds::positive, "from the catalogue", "prefill: what one unit sustains when doing only that"},
    {"output_tokens_per_second", number<&Serving::output_tokens_per_second>(), Unit::tokens_per_second,
     bounds::positive, "from the catalogue", "decode: what one unit sustains when doing only that"},
    {"max_utilization", number<&Serving::max_utilization>(), Unit::share, utilization, "0.8",
     "how busy a unit may be at the peak before waiting times grow"},
    {"gpu", text<&Serving::gpu>(), Unit::none, {}, "", "catalogue id of the GPU, to estimate the rates from"},
    {"gpus", number<&Serving::gpus>(), Unit::gpus, gpu_count, "1", "GPUs in one unit"},
    {"model", text<&Serving::model>(), Unit::none, {}, "", "catalogue id of the open-weight model"},
    {"quantization",
     text<&Serving::quantization>(),
     Unit::none,
     {},
     "\"q4_k_m\"",
     "catalogue id of the weights' format"},
    {"engine",
     text<&Serving::engine>(),
     Unit::none,
     {},
     "\"llama.cpp\"",
     "llama.cpp, ollama, vllm, tensorrt-llm, sglang or mlx: how GPUs add up, and how well they are used"},
    {"max_concurrency", number<&Serving::max_concurrency>(), Unit::requests, requests_at_once,
     "1 for llama.cpp, 64 for servers", "sequences decoded together at most"},
};
constexpr Record serving_record{"serving", "what one unit can serve", serving_fields};

constexpr Field memory_fields[] = {
    {"parameters_billion", number<&ModelMemory::parameters_billion>(), Unit::billions, bounds::positive, "",
     "parameters of the model", Presence::required},
    {"bits_per_weight", number<&ModelMemory::bits_per_weight>(), Unit::bits, bounds::positive, "4",
     "of the quantised weights"},
    {"memory_gib", number<&ModelMemory::memory_gib>(), Unit::gib, bounds::positive, "", "memory of one unit",
     Presence::required},
};
constexpr Record memory_record{"model_memory", "whether the model fits the machine: a note, not a gate",
                               memory_fields};

}  // namespace

const Record& Serving::record() { return serving_record; }
const Record& ModelMemory::record() { return memory_record; }

double Capacity::units_for(double tokens_per_day) const {
    const double needed = utilization(tokens_per_day, 1.0) / max_utilization;
    // A relative 1e-12 against rounding: a demand that is just met needs no unit more.
    return std::max(1.0, std::ceil(needed * (1.0 - 1e-12)));
}

std::optional<Capacity> capacity(const std::optional<Serving>& serving, const Demand& demand, double on) {
    if (!serving || !serving->input_tokens_per_second || !serving->output_tokens_per_second)
        return std::nullopt;
    const TokenMix& mix = demand.mix;
    Capacity capacity;
    capacity.busy_seconds_per_token =
        (mix.fresh_input + mix.cache_write + mix.cache_write_1h) / serving->input_tokens_per_second->value() +
        mix.output / serving->output_tokens_per_second->value();
    capacity.peak_factor = std::max(demand.shape.peak() / 24.0, 1.0 / on);
    capacity.on = on;
    capacity.max_utilization = serving->max_utilization;
    return capacity;
}

double size_units(const Units& units, const std::optional<Capacity>& capacity, const Demand& demand,
                  int horizon_months) {
    if (units.count) return *units.count;
    if (!capacity) return 1.0;
    double most = 1.0;
    for (int month = 1; month <= horizon_months; ++month) {
        most = std::max(most, capacity->units_for(demand.volume[static_cast<std::size_t>(month - 1)].value() /
                                                  demand.days_per_month));
    }
    return most;
}

void judge_capacity(Ledger& ledger, const Capacity& capacity, double units, const Demand& demand,
                    int horizon_months) {
    ledger.utilization.reserve(static_cast<std::size_t>(horizon_months));
    double needed = 1.0;
    int first_at_fault = 0;
    for (int month = 1; month <= horizon_months; ++month) {
        const double per_day =
            demand.volume[static_cast<std::size_t>(month - 1)].value() / demand.days_per_month;
        const double rho = capacity.utilization(per_day, units);
        ledger.utilization.push_back(rho);
        needed = std::max(needed, capacity.units_for(per_day));
        // the same 1e-12: units bought for this demand must then be enough for it
        if (rho * (1.0 - 1e-12) > capacity.max_utilization && first_at_fault == 0) first_at_fault = month;
    }
    if (first_at_fault != 0) {
        ledger.feasible = false;
        ledger.notes.push_back({Note::Code::too_few_units, first_at_fault, needed, units, ""});
    }
    const double per_token = capacity.utilization(1.0, units);
    if (per_token > 0.0) ledger.capacity_tokens_per_day = tokens(capacity.max_utilization / per_token);
}

double hours_on(const Owned& owned) {
    return owned.electricity ? owned.electricity->powered_hours_per_day.value() : 24.0;
}
double hours_on(const Rented& rented) {
    return rented.billing == Rented::Billing::always_on ? rented.hours_per_day.value() : 24.0;
}

}  // namespace aicost
