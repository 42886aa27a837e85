// Each format of a measurement: a file whose rates are worked out by hand, and the same file as it comes to
// us: with other line ends, behind a mark, twice, packed, between lines of a log, cut off.
#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "usage/measure.hpp"

namespace measure_formats_test {

using namespace aicost;

namespace {

struct Sample {
    const char* file;
    const char* kind;
    double reading, writing;
    bool json = true;  // and so known to be cut off
};

// llama-bench: the longest of each; batches: eight at once, prompts of 512. Responses: 3,000 tokens read in
// 0.75 s, 400 written in 8 s. Benchmarks: 50 s, of which a fifth is reading, as a request takes 1 s to its first
// token and 4 s for the others; 100,000 tokens are read and 20,000 written.
constexpr Sample samples[] = {
    {"llama-bench.json", "llama-bench", 4123.4, 131.25},
    {"llama-bench.log", "llama-bench", 3000, 75.5},
    {"llama-bench.md", "llama-bench", 3000, 75.5, false},
    {"llama-bench.csv", "llama-bench", 3000, 75.5, false},
    {"llama-bench.sql", "llama-bench", 3000, 75.5, false},
    {"batched-bench.jsonl", "llama-batched-bench", 3000, 400},
    {"batched-bench.md", "llama-batched-bench", 3000, 400, false},
    {"ollama.jsonl", "Ollama", 4000, 50},
    {"ollama-verbose.txt", "Ollama", 4000, 50, false},
    {"llama-server.jsonl", "llama-server", 4000, 50},
    {"llama-server.log", "llama-server", 4000, 50, false},
    {"lm-studio.json", "LM Studio", 4000, 50},
    {"lm-studio-v1.json", "LM Studio", 4000, 50},
    {"vllm-benchmark.json", "vLLM benchmark", 10000, 500},
    {"vllm-serve.txt", "vLLM benchmark", 10000, 500, false},
    {"sglang.jsonl", "SGLang benchmark", 10000, 500},
    {"sglang-one-batch.jsonl", "SGLang bench_one_batch", 3000, 400},
    {"inferencex.json", "InferenceX benchmark", 10000, 500},
    {"genai-perf.json", "genai-perf", 10000, 500},
    {"aiperf.json", "AIPerf", 10000, 500},
    {"guidellm.json", "GuideLLM", 10000, 500},
    {"trtllm-bench.json", "TensorRT-LLM trtllm-bench", 10000, 500},
    {"trtllm-bench.txt", "TensorRT-LLM trtllm-bench", 10000, 500, false},
    {"llmperf.json", "LLMPerf", 10000, 500},
};

std::string contents(const Sample& sample) {
    std::ifstream in(std::string("tests/data/measure/") + sample.file, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), {}};
}

void holds(const Sample& sample, const std::string& text) {
    const Measurement found = measure(text);
    CHECK(found.problem.empty());
    CHECK(found.kind == sample.kind);
    CHECK(found.input_tokens_per_second.value_or(0) == Approx(sample.reading).epsilon(1e-5));
    CHECK(found.output_tokens_per_second.value_or(0) == Approx(sample.writing).epsilon(1e-5));
}

std::string with_crlf(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') out += '\r';
        out += c;
    }
    return out;
}

std::string problem(const std::string& text) { return measure(text).problem; }
bool says(const std::string& text, const char* words) {
    return problem(text).find(words) != std::string::npos;
}

std::string bench_row(int prompt, int answer, double speed, const std::string& more) {
    return "{\"model_type\":\"m\",\"n_prompt\":" + std::to_string(prompt) +
           ",\"n_gen\":" + std::to_string(answer) + ",\"avg_ts\":" + std::to_string(speed) + more + "}\n";
}

}  // namespace

TEST_CASE("every format of a measurement, as it comes", "[measure]") {
    for (const Sample& sample : samples) {
        INFO(sample.file);
        const std::string text = contents(sample);
        holds(sample, text);
        holds(sample, with_crlf(text));
        holds(sample, "\xef\xbb\xbf" + text);
        holds(sample, text + "\n" + text);
        holds(sample, "$ run it\nload_backend: loaded CUDA backend\n\n" + text + "\ndone in 3 s\n");
        CHECK(measure(text.substr(0, text.size() / 2) + std::string(50, '\0')).problem != "");
        if (sample.json) CHECK(measure(text.substr(0, text.size() - 10)).problem != "");
    }
}

TEST_CASE("measurements of two formats are not mixed", "[measure]") {
    const std::string both = contents(samples[0]) + "\n" + contents(samples[7]);
    CHECK(says(both, "llama-bench"));
    CHECK(says(both, "Ollama"));
}

TEST_CASE("several configurations are listed and refused", "[measure]") {
    const std::string full = ",\"n_gpu_layers\":99", none = ",\"n_gpu_layers\":0";
    const std::string both =
        bench_row(512, 0, 9000, full) + bench_row(0, 128, 118, full) + bench_row(512, 0, 71, none);
    CHECK(says(both, "2 configurations: n_gpu_layers 99 (2 rows); n_gpu_layers 0 (1 row)"));
    // reading of one and writing of the other
    CHECK(says(bench_row(512, 0, 9000, full) + bench_row(0, 128, 9, none), "2 configurations"));
    // whatever it is that they differ in
    CHECK(says(bench_row(512, 0, 9000, ",\"type_k\":\"f16\"") + bench_row(0, 128, 9, ",\"type_k\":\"q8_0\""),
               "type_k"));
    CHECK(says(bench_row(512, 0, 9000, ",\"flash_attn\":true") + bench_row(0, 128, 9, ""), "flash_attn"));
    // what came out is none
    CHECK(problem(bench_row(512, 0, 9000, ",\"avg_itl_ms\":1") + bench_row(0, 128, 9, ",\"avg_itl_ms\":2")) ==
          "");
    // tests repeated: the mean
    CHECK(measure(bench_row(512, 0, 9000, "") + bench_row(512, 0, 8000, "")).input_tokens_per_second ==
          8500.0);
    CHECK(
        says("| model | ngl | test | t/s |\n|---|---|---|---|\n| m | 99 | pp512 | 11000 ± 1 |\n"
             "| m | 0 | pp512 | 60 ± 1 |\n",
             "n_gpu_layers 99"));
    CHECK(
        says("{\"n_batch\":512,\"pl\":1,\"pp\":8,\"tg\":8,\"speed_pp\":9,\"speed_tg\":9}\n"
             "{\"n_batch\":256,\"pl\":1,\"pp\":8,\"tg\":8,\"speed_pp\":9,\"speed_tg\":9}\n",
             "n_batch 512"));
    const std::string run =
        "\"duration\":50,\"completed\":10,\"total_input_tokens\":100,\"total_output_tokens\":100,"
        "\"mean_ttft_ms\":10,\"mean_tpot_ms\":5}\n";
    CHECK(says("{\"random_input_len\":1024," + run + "{\"random_input_len\":128," + run, "random_input_len"));
    CHECK(says("{\"model_id\":\"a\"," + run + "{\"model_id\":\"b\"," + run, "several models (a, b)"));
}

TEST_CASE("what is wrong with a measurement is said", "[measure]") {
    // 6,000 tokens in 15 ms: 400,000 a second of a machine that writes 62.5
    const std::string warm =
        R"({"model":"m","done":true,"prompt_eval_count":6000,"prompt_eval_duration":15000000,"eval_count":100,"eval_duration":1600000000})";
    const std::string cold =
        R"({"model":"m","done":true,"prompt_eval_count":6000,"prompt_eval_duration":3000000000,"eval_count":100,"eval_duration":1600000000})";
    const Measurement alone = measure(warm);
    CHECK_FALSE(alone.input_tokens_per_second.has_value());
    CHECK(alone.output_tokens_per_second == Approx(62.5));
    REQUIRE(alone.warnings.size() == 1);
    CHECK(alone.warnings[0].find("400000 tokens a second") != std::string::npos);
    CHECK(alone.warnings[0].find("cache") != std::string::npos);
    const Measurement both = measure(warm + "\n" + cold);
    CHECK(both.input_tokens_per_second == Approx(2000));
    REQUIRE(both.warnings.size() == 1);
    CHECK(both.warnings[0].find("1 of 2 responses") != std::string::npos);
    // no time at all
    CHECK(
        measure(
            R"({"model":"m","done":true,"prompt_eval_count":60,"prompt_eval_duration":0,"eval_count":9,"eval_duration":1e8})")
            .warnings[0]
            .find("in no time") != std::string::npos);
    // failed requests: counted, or what was asked for less what was done
    const std::string run =
        R"("duration":50,"completed":4,"total_input_tokens":4000,"total_output_tokens":800,"mean_ttft_ms":1000,"mean_tpot_ms":20})";
    CHECK(measure("{\"failed\":196," + run).warnings[0].starts_with("196 of 200 requests failed"));
    CHECK(measure("{\"num_prompts\":10," + run).warnings[0].starts_with("6 of 10 requests failed"));
    CHECK(measure("{\"num_prompts\":4," + run).warnings.empty());
    CHECK(says(R"({"duration":50,"completed":0,"failed":9,"total_input_tokens":0,"total_output_tokens":0})",
               "9 failed"));
    // the other lines of a file
    const std::string noise = measure("one\ntwo\n" + cold + "\n{\"a\":1}\n").notes.back();
    CHECK(noise == "passed over: 1 JSON value without a measurement, 2 lines of other text");
}

TEST_CASE("what does not tell reading from writing is refused by its name", "[measure]") {
    CHECK(says(
        R"({"elapsed_time":25,"num_requests":400,"total_num_tokens":460800,"requests_per_second":16,"tokens_per_second":18432})",
        "`vllm bench throughput`, which states reading and writing together (18432 tokens a second)"));
    CHECK(says("Throughput: 16.00 requests/s, 18432.00 total tokens/s, 4608.00 output tokens/s\n",
               "(18432 tokens"));
    CHECK(says(R"({"avg_latency":1.5,"latencies":[1.5],"percentiles":{"50":1.5}})", "`vllm bench latency`"));
    CHECK(says("Warming up...\nAvg latency: 1.5 seconds\n10% percentile latency: 1.4 seconds\n",
               "`vllm bench latency`"));
    CHECK(says(
        R"({"backend":"engine","successful_requests":9,"total_latency":5,"total_input_tokens":9,"total_output_tokens":9,"total_throughput":4})",
        "SGLang's offline"));
    CHECK(says(
        R"({"performance":{"request_throughput_req_s":10,"system_output_throughput_tok_s":2560,"system_total_throughput_tok_s":7680}})",
        "trtllm-bench without --streaming: it states 2560 tokens a second written and 7680 in all"));
    CHECK(says(
        R"({"request_throughput":{"avg":3},"output_token_throughput":{"avg":9},"output_sequence_length":{"avg":3},"input_sequence_length":{"avg":3}})",
        "genai-perf without --streaming"));
    CHECK(
        says("====\nMLPerf Results Summary\n====\nScenario : Offline\nTokens per second: 19500\n", "MLPerf"));
    CHECK(says(R"({"hw":"h","tp":8,"conc":64,"tput_per_gpu":900,"output_tput_per_gpu":450})", "InferenceX"));
    CHECK(says(R"({"duration":50,"completed":4,"total_input_tokens":40,"total_output_tokens":8})",
               "first token"));
}

TEST_CASE("tables and texts that are damaged are refused with their line", "[measure]") {
    const std::string head = "| model | test | t/s |\n|---|---|---|\n";
    CHECK(measure(head + "| m | pp512 | fast |\n").line == 3);
    CHECK(measure(head + "| m | pp | 12 ± 1 |\n").line == 3);
    CHECK(measure(head + "| m | pp512 |\n").line == 3);
    CHECK(measure("eval count: many token(s)\n").line == 1);
    CHECK(measure("eval duration: 5 parsecs\n").line == 1);
    CHECK(measure("n_prompt,n_gen,avg_ts\n\"1\",\"2\"\n").line == 2);
    CHECK(measure("INSERT INTO llama_bench (n_prompt, n_gen, avg_ts) VALUES ('512', '0'\n").line == 1);
    CHECK(measure("x\n{\"n_prompt\":512,\n\"n_gen\":}").line == 3);
}

}  // namespace measure_formats_test
