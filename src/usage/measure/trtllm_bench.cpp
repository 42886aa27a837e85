// TensorRT-LLM's trtllm-bench: --report_json, and the printed overview. Only with --streaming does it time the first
// token separately.
#include <algorithm>

#include "usage/measure/formats.hpp"
#include "usage/measure/serving.hpp"

namespace aicost::measuring {

namespace {

Measurement read_trtllm_bench(const Rows& rows) {
    std::vector<ServingRun> runs;
    for (const Json& row : rows) {
        const Json& performance = *object(row, "performance");
        const Json* streaming = object(row, "streaming_metrics");
        const Json* requests = object(row, "request_info");
        const double writing = number(performance, "system_output_throughput_tok_s");
        const double both = number(performance, "system_total_throughput_tok_s");
        if (streaming == nullptr)
            throw Wrong{"is of trtllm-bench without --streaming: it states " + shown(writing) +
                        " tokens a second written and " + shown(both) +
                        " in all, not how long reading took; add --streaming"};
        if (both < writing) throw Wrong{"is of trtllm-bench and states more tokens written than in all"};
        ServingRun run;
        const Json* engine = object(row, "engine");
        if (engine != nullptr) run.model = text(*engine, "model");
        run.completed = requests == nullptr ? 1.0 : number_or_0(*requests, "num_requests");
        const double per_second = number(performance, "request_throughput_req_s");
        if (!(per_second > 0.0)) throw Wrong{"no request of the benchmark was completed"};
        run.seconds = run.completed / per_second;
        run.read = (both - writing) * run.seconds;
        run.written = writing * run.seconds;
        run.first = number(*streaming, "avg_ttft_ms") / 1e3;
        run.following = number(*streaming, "avg_tpot_ms") / 1e3 * std::max(0.0, writing / per_second - 1.0);
        runs.push_back(std::move(run));
    }
    if (runs.size() > 1)
        throw Wrong{"has " + counted(runs.size(), "report") +
                    " of trtllm-bench; a serving block is about one: give one"};
    return shared_out("TensorRT-LLM trtllm-bench", runs);
}

struct ReportLabel {
    std::string_view words;
    const char *group, *key;
};
constexpr ReportLabel report_labels[] = {
    {"Request Throughput (req/sec)", "performance", "request_throughput_req_s"},
    {"Total Output Throughput (tokens/sec)", "performance", "system_output_throughput_tok_s"},
    {"Total Token Throughput (tokens/sec)", "performance", "system_total_throughput_tok_s"},
    {"Number of requests", "request_info", "num_requests"},
    {"Average time-to-first-token [TTFT] (ms)", "streaming_metrics", "avg_ttft_ms"},
    {"Average time-per-output-token [TPOT] (ms)", "streaming_metrics", "avg_tpot_ms"},
};

Rows rows_of_report(std::string_view text) {
    Rows rows;
    Json row = Json::object();
    const auto finish = [&] {
        const Json* performance = object(row, "performance");
        if (performance != nullptr &&
            has(*performance, {"request_throughput_req_s", "system_output_throughput_tok_s",
                               "system_total_throughput_tok_s"}))
            rows.push_back(std::move(row));
        row = Json::object();
    };
    each_line(text, [&](std::string_view line, int) {
        for (const ReportLabel& label : report_labels) {
            const std::size_t at = line.find(label.words);
            if (at == line.npos || line.substr(at + label.words.size()).find(':') != 0) continue;
            const auto value = number_in(trimmed(line.substr(at + label.words.size() + 1)));
            if (!value) continue;
            const Json* group = object(row, label.group);
            if (group != nullptr && group->contains(label.key)) finish();
            row[label.group][label.key] = *value;
        }
    });
    finish();
    return rows;
}

bool is_trtllm_bench(const Json& row) {
    const Json* performance = object(row, "performance");
    return performance != nullptr && performance->contains("system_output_throughput_tok_s");
}

}  // namespace

const Format trtllm_bench = {"trtllm-bench", is_trtllm_bench, read_trtllm_bench};
const TextForm trtllm_bench_text = {"trtllm-bench as text", rows_of_report};

}  // namespace aicost::measuring
