// GuideLLM's benchmarks.json: a benchmark per load (a sweep has about ten), each metric with its distribution over
// the successful requests.
#include <algorithm>

#include "usage/measure/formats.hpp"
#include "usage/measure/serving.hpp"

namespace aicost::measuring {

namespace {

double mean(const Json& metrics, const char* name) {
    const Json* metric = object(metrics, name);
    const Json* successful = metric == nullptr ? nullptr : object(*metric, "successful");
    const auto value = successful == nullptr ? std::nullopt : maybe_number(*successful, "mean");
    if (!value)
        throw Wrong{"is of GuideLLM and has no `" + std::string(name) + "` with the mean of the successful"};
    return *value;
}

// "constant 4.5": the strategy and its rate or streams.
std::string load_of_benchmark(const Json& benchmark) {
    const Json* place = object(benchmark, "config");
    if (place == nullptr) place = object(benchmark, "args");
    if (place == nullptr) return {};
    const Json* strategy = object(*place, "strategy");
    if (strategy == nullptr) return {};
    std::string words = text(*strategy, "type_");
    for (const char* key : {"rate", "streams", "max_concurrency"}) {
        const auto value = maybe_number(*strategy, key);
        if (value) words += (words.empty() ? "" : ", ") + std::string(key) + " " + shown(*value);
    }
    return words;
}

ServingRun run_of(const Json& benchmark) {
    const Json* metrics = object(benchmark, "metrics");
    if (metrics == nullptr) throw Wrong{"is of GuideLLM and a benchmark has no `metrics`"};
    ServingRun run;
    run.load = load_of_benchmark(benchmark);
    const Json* totals = object(*metrics, "request_totals");
    run.completed = totals == nullptr ? 1.0 : number_or_0(*totals, "successful");
    run.failed = totals == nullptr ? 0.0 : number_or_0(*totals, "errored");
    if (!(run.completed > 0.0)) return run;
    const double requests = mean(*metrics, "requests_per_second");
    const double answer = mean(*metrics, "output_token_count");
    if (!(requests > 0.0)) throw Wrong{"is of GuideLLM and its requests a second are 0"};
    run.seconds = run.completed / requests;
    run.read = mean(*metrics, "prompt_token_count") * run.completed;
    run.written = answer * run.completed;
    run.first = mean(*metrics, "time_to_first_token_ms") / 1e3;
    run.following = mean(*metrics, "inter_token_latency_ms") / 1e3 * std::max(0.0, answer - 1.0);
    return run;
}

Measurement read_guidellm(const Rows& rows) {
    std::vector<ServingRun> runs;
    for (const Json& row : rows) {
        for (const Json& benchmark : row.at("benchmarks")) {
            runs.push_back(run_of(benchmark));
            if (runs.back().load.empty()) runs.back().load = "benchmark " + std::to_string(runs.size());
        }
    }
    return shared_out("GuideLLM", runs);
}

bool is_guidellm(const Json& row) {
    if (!row.is_object()) return false;
    const auto at = row.find("benchmarks");
    return at != row.end() && at->is_array() && !at->empty() && object(at->front(), "metrics") != nullptr;
}

}  // namespace

const Format guidellm = {"GuideLLM", is_guidellm, read_guidellm};

}  // namespace aicost::measuring
