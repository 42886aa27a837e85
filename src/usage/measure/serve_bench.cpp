// The serving benchmark of vLLM (`vllm bench serve`), and those of SGLang and InferenceX, which derive from it: their
// JSON files and printed text.
#include <algorithm>
#include <array>

#include "json/json_writer.hpp"
#include "usage/measure/configurations.hpp"
#include "usage/measure/formats.hpp"
#include "usage/measure/serving.hpp"

namespace aicost::measuring {

namespace {

// Members that are the configuration; the concurrency is the load.
constexpr std::array configuration = {
    "model_id",           "backend",          "endpoint_type",     "label",        "tag",
    "dataset_name",       "random_input_len", "random_output_len", "tokenizer_id", "random_range_ratio",
    "sharegpt_output_len"};
constexpr std::array load = {"max_concurrency", "request_rate", "burstiness"};

bool of_serve_bench(std::string_view key) {
    for (const char* one : configuration) {
        if (key == one) return true;
    }
    return false;
}

std::string load_of(const Json& row) {
    std::string words;
    for (const char* key : load) {
        const auto at = row.find(key);
        if (at == row.end() || at->is_null()) continue;
        words += (words.empty() ? "" : ", ") + std::string(key) + " " +
                 (at->is_string() ? at->get<std::string>() : json_line(*at));
    }
    return words;
}

// A time in seconds, from its mean or else its median; stated in ms, or by InferenceX in s.
struct Time {
    double seconds = 0.0;
    bool median = false;
};
std::optional<Time> time_of(const Json& row, const std::string& name) {
    for (const bool median : {false, true}) {
        const std::string key = (median ? "median_" : "mean_") + name;
        if (const auto ms = maybe_number(row, (key + "_ms").c_str())) return Time{*ms / 1e3, median};
        if (const auto seconds = maybe_number(row, key.c_str())) return Time{*seconds, median};
    }
    return {};
}

std::string kind_of(const Json& row) {
    if (row.contains("median_ttft") || row.contains("mean_ttft")) return "InferenceX benchmark";
    const std::string backend = text(row, "backend");
    const bool of_sglang = row.contains("total_output_tokens_retokenized") || backend.starts_with("sglang");
    if (!of_sglang) return "vLLM benchmark";
    return "SGLang benchmark" +
           (backend.empty() || backend.starts_with("sglang") ? std::string() : " of " + backend);
}

Measurement read_serve_bench(const Rows& rows) {
    one_configuration(rows, of_serve_bench, "model_id");
    std::vector<ServingRun> runs;
    bool medians = false;
    for (const Json& row : rows) {
        ServingRun run;
        run.model = text(row, "model_id");
        run.load = load_of(row);
        run.seconds = number(row, "duration");
        run.read = number(row, "total_input_tokens");
        run.written = number(row, "total_output_tokens");
        run.completed = number(row, "completed");
        run.failed = row.contains("failed") ? number_or_0(row, "failed")
                                            : std::max(0.0, number_or_0(row, "num_prompts") - run.completed);
        const double answer = run.completed > 0.0 ? run.written / run.completed : 0.0;
        const auto first = time_of(row, "ttft");
        auto each = time_of(row, "tpot");
        if (!each) each = time_of(row, "itl");
        auto whole = time_of(row, "e2el");
        if (!whole) whole = time_of(row, "e2e_latency");
        if (run.completed > 0.0 && (!first || (!each && !whole)))
            throw Wrong{std::string("states no time to the ") + (first ? "following tokens" : "first token") +
                        " (`mean_" + (first ? "tpot" : "ttft") +
                        "_ms`), so that reading cannot be told from writing"};
        runs.push_back(run);
        if (!(run.completed > 0.0)) continue;
        run.first = first->seconds;
        run.following = each ? each->seconds * std::max(0.0, answer - 1.0)
                             : std::max(0.0, whole->seconds - first->seconds);
        medians |= first->median || (each ? each->median : whole->median);
        runs.back() = std::move(run);
    }
    Measurement found = shared_out(kind_of(rows[0]), runs);
    if (medians) found.notes.emplace_back("where there is no mean time, the median stands for it");
    return found;
}

// The JSON members of the text's labels.
struct Label {
    std::string_view words;
    const char* key;
};
constexpr Label labels[] = {
    {"Successful requests", "completed"},
    {"Failed requests", "failed"},
    {"Maximum request concurrency", "max_concurrency"},
    {"Max request concurrency", "max_concurrency"},
    {"Request rate configured (RPS)", "request_rate"},
    {"Traffic request rate", "request_rate"},
    {"Benchmark duration (s)", "duration"},
    {"Total input tokens", "total_input_tokens"},
    {"Total generated tokens", "total_output_tokens"},
    {"Total generated tokens (retokenized)", "total_output_tokens_retokenized"},
    {"Mean TTFT (ms)", "mean_ttft_ms"},
    {"Median TTFT (ms)", "median_ttft_ms"},
    {"Mean TPOT (ms)", "mean_tpot_ms"},
    {"Median TPOT (ms)", "median_tpot_ms"},
    {"Mean ITL (ms)", "mean_itl_ms"},
    {"Median ITL (ms)", "median_itl_ms"},
    {"Mean E2EL (ms)", "mean_e2el_ms"},
    {"Mean E2E Latency (ms)", "mean_e2e_latency_ms"},
    {"Backend", "backend"},
};

Rows rows_of_text(std::string_view text) {
    Rows rows;
    bool inside = false;
    each_line(text, [&](std::string_view line, int number) {
        line = trimmed(line, " \t\r>|#");
        if (line.starts_with("==") && line.find("Serving Benchmark Result") != line.npos) {
            rows.push_back(Json::object());
            inside = true;
            return;
        }
        if (line.starts_with("==")) inside = false;
        const std::size_t colon = line.find(':');
        if (!inside || colon == line.npos) return;
        for (const Label& label : labels) {
            if (line.substr(0, colon) != label.words) continue;
            const std::string_view value = trimmed(line.substr(colon + 1));
            if (const auto amount = number_in(value)) {
                rows.back()[label.key] = *amount;
            } else if (std::string_view(label.key) == "backend" || label.key == load[0] ||
                       std::string_view(label.key) == "request_rate") {
                rows.back()[label.key] = std::string(value);
            } else {
                throw Wrong{"`" + std::string(label.words) + "` is no number (got \"" +
                                std::string(value.substr(0, 40)) + "\")",
                            number};
            }
        }
    });
    // a benchmark of embeddings prints the same heading
    for (Json& row : rows) {
        for (const char* key : {"duration", "total_input_tokens", "total_output_tokens"}) {
            if (!row.contains(key)) row[key] = nullptr;
        }
    }
    return rows;
}

}  // namespace

const Format serve_bench = {"serving benchmark",
                            [](const Json& row) {
                                return has(row, {"duration", "total_input_tokens", "total_output_tokens"});
                            },
                            read_serve_bench};
const TextForm serve_bench_text = {"serving benchmark as text", rows_of_text};

}  // namespace aicost::measuring
