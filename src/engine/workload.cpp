#include "aicost/workload.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace aicost {

namespace {

constexpr std::string_view load_shapes[] = {"flat", "business_hours", "diurnal"};

constexpr WeightsAccess load_shape_access() {
    return {load_shapes,
            [](const void* owner) {
                return static_cast<std::size_t>(static_cast<const Workload*>(owner)->load_shape.kind);
            },
            [](void* owner, std::size_t index) {
                static_cast<Workload*>(owner)->load_shape.kind = static_cast<LoadShape::Kind>(index);
            },
            [](void* owner) -> std::array<double, 24>& {
                return static_cast<Workload*>(owner)->load_shape.own_weights;
            }};
}

constexpr Field fields[] = {
    {"tokens_per_day", number<&Workload::tokens_per_day>(), Unit::tokens_per_day, bounds::amount, "",
     "all tokens of a day, input and output together", Presence::optional, "requests_per_day"},
    {"requests_per_day", number<&Workload::requests_per_day>(), Unit::requests_per_day, bounds::amount, "",
     "instead of tokens_per_day: requests, times the two sizes of one", Presence::optional, "tokens_per_day"},
    {"output_share", number<&Workload::output_share>(), Unit::share, bounds::share,
     "0.25, or from the two request sizes", "share of the tokens that is output"},
    {"input_tokens_per_request", number<&Workload::input_tokens_per_request>(), Unit::tokens, bounds::amount,
     "", "size of a prompt: decides long-context prices and the memory for the context"},
    {"output_tokens_per_request", number<&Workload::output_tokens_per_request>(), Unit::tokens,
     bounds::amount, "", "size of an answer"},
    {"cache_read_share", number<&Workload::cache_read_share>(), Unit::share, bounds::share, "0",
     "share of the input tokens that is read from the prompt cache"},
    {"cache_write_share", number<&Workload::cache_write_share>(), Unit::share, bounds::share, "0",
     "share of the input tokens that is written to the prompt cache"},
    {"cache_write_1h_share", number<&Workload::cache_write_1h_share>(), Unit::share, bounds::share, "0",
     "share of the input tokens that is written to be kept an hour"},
    {"batch_share", number<&Workload::batch_share>(), Unit::share, bounds::share, "0",
     "share of the work that may wait for the batch price"},
    {"growth_per_month", number<&Workload::growth_per_month>(), Unit::per_month, bounds::change, "0",
     "how much the volume grows from one month to the next"},
    {"load_shape", load_shape_access(), Unit::weights, bounds::amount, "\"flat\"",
     "load over the day: flat, business_hours (09-17), diurnal, or 24 weights"},
};

constexpr Record workload_record{"workload", "how many tokens, of what kind, at what hours", fields};

}  // namespace

const Record& Workload::record() { return workload_record; }

std::array<double, 24> LoadShape::weights() const {
    std::array<double, 24> weights{};
    for (std::size_t hour = 0; hour < 24; ++hour) {
        switch (kind) {
            case Kind::flat: weights[hour] = 1.0; break;
            case Kind::business_hours: weights[hour] = hour >= 9 && hour < 17 ? 3.0 : 0.0; break;
            case Kind::diurnal:
                weights[hour] =
                    1.0 - 0.8 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(hour) - 3.0) / 24.0);
                break;
            case Kind::weights: weights[hour] = own_weights[hour]; break;
        }
    }
    if (kind == Kind::weights) {
        const double mean = std::accumulate(weights.begin(), weights.end(), 0.0) / 24.0;
        for (double& weight : weights) weight /= mean;
    }
    return weights;
}

double LoadShape::peak() const {
    switch (kind) {
        case Kind::flat: return 1.0;
        case Kind::business_hours: return 3.0;
        default: {
            const auto all = weights();
            return *std::max_element(all.begin(), all.end());
        }
    }
}

Tokens volume_per_day(const Workload& workload) {
    if (workload.tokens_per_day) return *workload.tokens_per_day;
    return workload.requests_per_day.value_or(0.0) * (workload.input_tokens_per_request.value_or(Tokens()) +
                                                      workload.output_tokens_per_request.value_or(Tokens()));
}

double output_share(const Workload& workload) {
    if (workload.output_share) return *workload.output_share;
    if (workload.input_tokens_per_request && workload.output_tokens_per_request) {
        const Tokens both = *workload.input_tokens_per_request + *workload.output_tokens_per_request;
        if (both > Tokens()) return *workload.output_tokens_per_request / both;
    }
    return default_output_share;
}

TokenMix token_mix(const Workload& workload) {
    const double output = output_share(workload);
    const double input = 1.0 - output;
    TokenMix mix;
    mix.output = output;
    mix.cache_read = input * workload.cache_read_share;
    mix.cache_write = input * workload.cache_write_share;
    mix.cache_write_1h = input * workload.cache_write_1h_share;
    // Shares that add up to 1 may miss it by a rounding: no fresh input is then the answer, not a negative
    // one.
    mix.fresh_input = std::max(0.0, input * (1.0 - workload.cache_read_share - workload.cache_write_share -
                                             workload.cache_write_1h_share));
    return mix;
}

Tokens volume_of_month(const Workload& workload, double days_per_month, int month) {
    return volume_per_day(workload) * days_per_month * std::pow(1.0 + workload.growth_per_month, month - 1);
}

Demand demand(const Workload& workload, double days_per_month, int months) {
    Demand demand;
    demand.mix = token_mix(workload);
    demand.shape = workload.load_shape;
    demand.days_per_month = days_per_month;
    demand.batch_share = workload.batch_share;
    demand.input_tokens_per_request = workload.input_tokens_per_request;
    demand.volume.reserve(static_cast<std::size_t>(months));
    Tokens volume = volume_per_day(workload) * days_per_month;
    for (int month = 1; month <= months; ++month) {
        demand.volume.push_back(volume);
        volume = volume * (1.0 + workload.growth_per_month);
    }
    return demand;
}

}  // namespace aicost
