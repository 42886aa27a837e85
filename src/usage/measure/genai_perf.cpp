// NVIDIA's GenAI-Perf and its successor AIPerf: profile_export_genai_perf.json and profile_export_aiperf.json. Each
// metric is an object with its unit and its `avg`.
#include <algorithm>

#include "usage/measure/formats.hpp"
#include "usage/measure/serving.hpp"

namespace aicost::measuring {

namespace {

// Earlier AIPerf has the metrics in `records`.
const Json& metrics_of(const Json& row) {
    const Json* records = object(row, "records");
    return records != nullptr ? *records : row;
}

std::optional<double> average(const Json& metrics, const char* name) {
    const Json* metric = object(metrics, name);
    return metric == nullptr ? std::nullopt : maybe_number(*metric, "avg");
}

// In its stated unit; milliseconds if it states none.
std::optional<double> seconds(const Json& metrics, const char* name) {
    const auto value = average(metrics, name);
    if (!value) return {};
    const std::string unit = text(*object(metrics, name), "unit");
    const double parts = unit == "s" || unit == "sec" || unit == "seconds" ? 1.0
                         : unit == "us"                                    ? 1e6
                         : unit == "ns"                                    ? 1e9
                                                                           : 1e3;
    return *value / parts;
}

std::string kind_of_genai(const Json& row) {
    for (const char* key : {"aiperf_version", "schema_version", "benchmark_duration", "records",
                            "was_cancelled", "error_summary", "total_isl"}) {
        if (row.contains(key)) return "AIPerf";
    }
    return "genai-perf";
}

std::string model_of(const Json& row) {
    const Json* config = object(row, "input_config");
    if (config == nullptr) return {};
    const Json* endpoint = object(*config, "endpoint");
    for (const Json* place : {config, endpoint}) {
        if (place == nullptr) continue;
        for (const char* key : {"model", "model_names"}) {
            const auto at = place->find(key);
            if (at == place->end()) continue;
            if (at->is_string()) return at->get<std::string>();
            if (at->is_array() && !at->empty() && at->front().is_string())
                return at->front().get<std::string>();
        }
    }
    return {};
}

Measurement read_genai_perf(const Rows& rows) {
    std::vector<ServingRun> runs;
    const std::string kind = kind_of_genai(rows[0]);
    bool cancelled = false;
    for (const Json& row : rows) {
        const Json& metrics = metrics_of(row);
        const auto need = [&](const std::optional<double>& value, const char* name) {
            if (!value) throw Wrong{"is of " + kind + " and has no `" + name + "` with its `avg`"};
            return *value;
        };
        const double writing = need(average(metrics, "output_token_throughput"), "output_token_throughput");
        const double prompt = need(average(metrics, "input_sequence_length"), "input_sequence_length");
        const double answer = need(average(metrics, "output_sequence_length"), "output_sequence_length");
        const auto first = seconds(metrics, "time_to_first_token");
        const auto each = seconds(metrics, "inter_token_latency"),
                   whole = seconds(metrics, "request_latency");
        if (!first || (!each && !whole))
            throw Wrong{"is of " + kind +
                        " without --streaming: it states no time to the first token, so that reading cannot "
                        "be told from writing"};
        if (!(answer > 0.0)) throw Wrong{"no request of the benchmark was completed"};
        ServingRun run;
        run.model = model_of(row);
        const auto per_second = average(metrics, "request_throughput");
        const double requests = per_second ? *per_second : writing / answer;
        run.completed = average(metrics, "request_count").value_or(1.0);
        run.failed = average(metrics, "error_request_count").value_or(0.0);
        run.seconds = requests > 0.0 ? run.completed / requests : 0.0;
        run.read = prompt * run.completed;
        run.written = writing * run.seconds;
        run.first = *first;
        run.following = each ? *each * std::max(0.0, answer - 1.0) : std::max(0.0, *whole - *first);
        runs.push_back(std::move(run));
        const auto at = row.find("was_cancelled");
        cancelled |= at != row.end() && at->is_boolean() && at->get<bool>();
    }
    if (runs.size() > 1)
        throw Wrong{"has " + counted(runs.size(), "run") + " of " + kind +
                    ", which do not state their load; a serving block is about one: give one file"};
    Measurement found = shared_out(kind, runs);
    if (cancelled) found.warnings.emplace_back("the benchmark was cancelled before its end");
    return found;
}

bool is_genai_perf(const Json& row) {
    if (!row.is_object()) return false;
    const Json& metrics = metrics_of(row);
    return average(metrics, "output_token_throughput").has_value() &&
           (object(metrics, "request_throughput") != nullptr ||
            object(metrics, "request_latency") != nullptr);
}

}  // namespace

const Format genai_perf = {"genai-perf and AIPerf", is_genai_perf, read_genai_perf};

}  // namespace aicost::measuring
