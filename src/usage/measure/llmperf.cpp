// LLMPerf's summary: means per request, with num_concurrent_requests in flight.
#include <algorithm>

#include "usage/measure/formats.hpp"
#include "usage/measure/serving.hpp"

namespace aicost::measuring {

namespace {

// Some of its numbers are texts.
double number_or_text(const Json& row, const char* key) {
    if (const auto value = number_in(text(row, key)); value && *value >= 0.0) return *value;
    return number(row, key);
}

Measurement read_llmperf(const Rows& rows) {
    std::vector<ServingRun> runs;
    bool estimated = false;
    for (const Json& row : rows) {
        ServingRun run;
        run.model = text(row, "model");
        const double streams = number(row, "num_concurrent_requests");
        run.load = "num_concurrent_requests " + shown(streams);
        run.completed = number(row, "results_num_completed_requests");
        run.failed = number_or_0(row, "results_number_errors");
        run.written = number_or_text(row, "results_number_output_tokens_mean") * run.completed;
        run.read = number_or_text(row, "results_number_input_tokens_mean") * run.completed;
        run.first = number(row, "results_ttft_s_mean");
        const double whole = number(row, "results_end_to_end_latency_s_mean");
        run.following = std::max(0.0, whole - run.first);
        const auto speed = maybe_number(row, "results_mean_output_throughput_token_per_s");
        estimated |= !speed;
        run.seconds = speed && *speed > 0.0 ? run.written / *speed
                      : streams > 0.0       ? whole * run.completed / streams
                                            : 0.0;
        runs.push_back(std::move(run));
    }
    Measurement found = shared_out("LLMPerf", runs);
    if (estimated)
        found.notes.emplace_back(
            "it states no rate of all requests together: its requests at once by the time of one");
    return found;
}

}  // namespace

const Format llmperf = {"LLMPerf",
                        [](const Json& row) {
                            return has(row, {"results_ttft_s_mean", "results_end_to_end_latency_s_mean",
                                             "num_concurrent_requests"});
                        },
                        read_llmperf};

}  // namespace aicost::measuring
