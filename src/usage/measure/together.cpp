// Measurements that do not separate prefill from decoding: recognised, and refused with the reason and what to run
// instead.
#include "usage/measure/formats.hpp"

namespace aicost::measuring {

namespace {

std::string stated(const Json& row, const char* key) {
    const auto value = maybe_number(row, key);
    return value ? " (" + shown(*value) + " tokens a second)" : std::string();
}

Measurement refuse_throughput(const Rows& rows) {
    throw Wrong{"is of `vllm bench throughput`, which states reading and writing together" +
                stated(rows[0], "tokens_per_second") +
                " and not how long either took; `vllm bench serve` does"};
}

Measurement refuse_latency(const Rows&) {
    throw Wrong{
        "is of `vllm bench latency`, which states how long a batch took, not its tokens nor its first "
        "token; `vllm bench serve` does"};
}

Measurement refuse_offline(const Rows&) {
    throw Wrong{
        "is of SGLang's offline throughput benchmark, which states reading and writing together and "
        "not how long either took; sglang.bench_serving does"};
}

Measurement refuse_summary(const Rows&) {
    throw Wrong{
        "is InferenceX's summary per GPU, which leaves out how many tokens were read and written; "
        "the benchmark's own result has them"};
}

Measurement refuse_mlperf(const Rows& rows) {
    throw Wrong{"is of MLPerf, which states the tokens written a second over the whole job" +
                stated(rows[0], "tokens_per_second") +
                " and not how long reading took; `vllm bench serve` "
                "tells them apart"};
}

// The number after a label, on the first line that has it.
std::optional<double> number_after(std::string_view text, std::string_view label) {
    const std::size_t at = text.find(label);
    if (at == text.npos) return {};
    text = trimmed(text.substr(at + label.size()), " \t:");
    return number_in(trimmed(text.substr(0, text.find_first_of(" ,\r\n"))));
}

// "Throughput: 16.00 requests/s, 18432.00 total tokens/s, 4608.00 output tokens/s"
Rows throughput_rows(std::string_view text) {
    Rows rows;
    each_line(text, [&](std::string_view line, int) {
        if (!line.starts_with("Throughput: ") || line.find(" tokens/s") == line.npos) return;
        Json row = {{"elapsed_time", nullptr}, {"total_num_tokens", nullptr}};
        if (const auto all = number_after(line, "requests/s, ")) row["tokens_per_second"] = *all;
        rows.push_back(std::move(row));
    });
    return rows;
}

Rows latency_rows(std::string_view text) {
    Rows rows;
    each_line(text, [&](std::string_view line, int) {
        if (line.starts_with("Avg latency: ") && line.ends_with(" seconds"))
            rows.push_back({{"avg_latency", nullptr}, {"percentiles", nullptr}});
    });
    return rows;
}

Rows mlperf_rows(std::string_view text) {
    if (text.find("MLPerf Results Summary") == text.npos) return {};
    Json row = {{"mlperf", true}};
    for (const char* label : {"Tokens per second", "Completed tokens per second"}) {
        if (const auto speed = number_after(text, label)) row["tokens_per_second"] = *speed;
    }
    return {row};
}

}  // namespace

const Format vllm_throughput = {"vllm bench throughput",
                                [](const Json& row) {
                                    return has(row, {"elapsed_time", "total_num_tokens"});
                                },
                                refuse_throughput};
const Format vllm_latency = {"vllm bench latency",
                             [](const Json& row) {
                                 return has(row, {"avg_latency", "percentiles"});
                             },
                             refuse_latency};
const Format sglang_offline = {
    "SGLang's offline throughput",
    [](const Json& row) {
        return has(row, {"total_latency", "total_input_tokens", "total_throughput"});
    },
    refuse_offline};
const Format inferencex_summary = {"InferenceX's summary",
                                   [](const Json& row) {
                                       return has(row, {"tput_per_gpu", "conc"});
                                   },
                                   refuse_summary};
const Format mlperf = {"MLPerf", [](const Json& row) { return has(row, {"mlperf"}); }, refuse_mlperf};

const TextForm vllm_throughput_text = {"vllm bench throughput as text", throughput_rows};
const TextForm vllm_latency_text = {"vllm bench latency as text", latency_rows};
const TextForm mlperf_text = {"MLPerf summary as text", mlperf_rows};

}  // namespace aicost::measuring
