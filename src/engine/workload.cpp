#include "aicost/workload.hpp"

#include <algorithm>
#include <numeric>

#include "aicost/request.hpp"
#include "aicost/throughput.hpp"

namespace aicost {

namespace {

// cos(2·pi·h/24), the same digits on every machine
constexpr std::array<double, 24> cosine_of_hours = [] {
    constexpr double quarter[] = {
        1.0, 0.9659258262890683, 0.8660254037844386, 0.7071067811865476, 0.5, 0.25881904510252074, 0.0};
    std::array<double, 24> all{};
    for (std::size_t h = 0; h <= 6; ++h) {
        all[h] = all[(24 - h) % 24] = quarter[h];
        all[12 - h] = all[12 + h] = -quarter[h];
    }
    return all;
}();

constexpr std::string_view load_shapes[] = {"flat", "business_hours", "diurnal"};

constexpr WeightsAccess load_shape_access() {
    return {
        load_shapes,
        [](const void* owner) {
            return static_cast<std::size_t>(static_cast<const Workload*>(owner)->load_shape.kind);
        },
        [](void* owner, std::size_t index) {
            static_cast<Workload*>(owner)->load_shape.kind = static_cast<LoadShape::Kind>(index);
        },
        [](void* owner) -> std::array<double, 24>& {
            return static_cast<Workload*>(owner)->load_shape.own_weights;
        },
        [](const void* owner) -> const void* { return &static_cast<const Workload*>(owner)->load_shape; }};
}

constexpr Bounds whole_turns{1.0, 1e6, false, true};
constexpr Bounds active_days{smallest_divisor, 7.0};
constexpr Bounds offset{-12.0, 14.0, false, true};

constexpr Field conversation_fields[] = {
    {"turns", number<&Conversation::turns>(), Unit::turns, whole_turns, "", "requests of a conversation",
     Presence::required},
    {"system_tokens", number<&Conversation::system_tokens>(), Unit::tokens, bounds::amount, "0",
     "sent at the head of each request"},
    {"user_tokens", number<&Conversation::user_tokens>(), Unit::tokens, bounds::amount, "",
     "of each turn's question", Presence::required},
    {"answer_tokens", number<&Conversation::answer_tokens>(), Unit::tokens, bounds::amount, "",
     "of each turn's answer", Presence::required},
    {"cached",
     flag<&Conversation::cached>(),
     Unit::flag,
     {},
     "false",
     "what was sent before is read from the cache, the rest written to it"},
};
constexpr Record conversation_record{"conversation", "turns that each send all that went before",
                                     conversation_fields};

constexpr Field fields[] = {
    {"tokens_per_day", number<&Workload::tokens_per_day>(), Unit::tokens_per_day, bounds::amount, "",
     "all tokens of a day with work, input and output together", Presence::optional,
     "requests_per_day tokens_per_month requests_per_month conversations_per_day"},
    {"requests_per_day", number<&Workload::requests_per_day>(), Unit::requests_per_day, bounds::amount, "",
     "instead: requests, times the two sizes of one", Presence::optional,
     "tokens_per_day tokens_per_month requests_per_month conversations_per_day"},
    {"tokens_per_month", number<&Workload::tokens_per_month>(), Unit::tokens_per_month, bounds::amount, "",
     "instead: tokens of month 1", Presence::optional,
     "tokens_per_day requests_per_day requests_per_month conversations_per_day"},
    {"requests_per_month", number<&Workload::requests_per_month>(), Unit::requests_per_month, bounds::amount,
     "", "instead: requests of month 1", Presence::optional,
     "tokens_per_day requests_per_day tokens_per_month conversations_per_day"},
    {"conversations_per_day", number<&Workload::conversations_per_day>(), Unit::conversations_per_day,
     bounds::amount, "", "instead: conversations of a day with work", Presence::optional,
     "tokens_per_day requests_per_day tokens_per_month requests_per_month"},
    {"conversation",
     record<&Workload::conversation>(),
     Unit::none,
     {},
     "none",
     "what a conversation is: takes the place of the request sizes and of output_share"},
    {"active_days_per_week", number<&Workload::active_days_per_week>(), Unit::days_per_week, active_days, "7",
     "days with work: the volume of a day is of such a day"},
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
    {"utc_offset_hours", number<&Workload::utc_offset_hours>(), Unit::hours, offset, "0",
     "hour h of load_shape is hour h - offset in UTC"},
};

constexpr Record workload_record{"workload", "how many tokens, of what kind, at what hours", fields};

}  // namespace

const Record& Conversation::record() { return conversation_record; }
const Record& Workload::record() { return workload_record; }

std::array<double, 24> LoadShape::weights() const {
    std::array<double, 24> weights{};
    for (std::size_t hour = 0; hour < 24; ++hour) {
        switch (kind) {
            case Kind::flat: weights[hour] = 1.0; break;
            case Kind::business_hours: weights[hour] = hour >= 9 && hour < 17 ? 3.0 : 0.0; break;
            case Kind::diurnal: weights[hour] = 1.0 - 0.8 * cosine_of_hours[(hour + 21) % 24]; break;
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

double requests_of_users(double users, double each, const LoadShape& shape) {
    return users * each * 24.0 / shape.peak();
}

RequestSize request_size(const Workload& workload) {
    std::optional<Tokens> input = workload.input_tokens_per_request;
    std::optional<Tokens> output = workload.output_tokens_per_request;
    double cached = workload.cache_read_share;
    if (workload.conversation) {
        Workload any = workload;  // the sizes do not depend on the volume
        set_tokens_per_day(any, tokens(1.0));
        const WorkloadFigures figures = figures_of(any, 30.0);
        input = figures.input_tokens_per_request;
        output = figures.output_tokens_per_request;
        cached = figures.cache_read_share;
    }
    return {input.value_or(tokens(usual_input_tokens)), output.value_or(tokens(usual_output_tokens)),
            !input || !output, cached};
}

}  // namespace aicost
