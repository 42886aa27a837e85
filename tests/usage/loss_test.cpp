// Every format: whatever is done to a log, what it says is counted, or something says that it is not. The logs
// are those of the fuzz harness' corpus.
#include <algorithm>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <vector>

#include "packing.hpp"
#include "reading.hpp"
#include "usage/format.hpp"

namespace loss_test {

using namespace aicost;
using namespace aicost::usage_test;

namespace {

struct Sample {
    const char* file;
    const char* format;
    TokenCounts tokens;
    bool lines;  // its lines may stand in any order, but for a header
    bool header;
    std::string text = {};
};

const std::vector<Sample>& samples() {
    static std::vector<Sample> all = {
        {"claude-code.jsonl", "Claude Code session", {12, 40, 400, 100, 3}, true, false},
        {"codex.jsonl", "Codex rollout", {700, 1400, 0, 0, 160}, true, false},
        {"codex-exec.jsonl", "Codex exec", {1100, 4000, 0, 0, 61}, true, false},
        {"claude-result.json", "claude -p result", {7, 900, 300, 200, 44}, false, false},
        {"claude-stream.jsonl", "claude -p result", {6, 0, 0, 0, 1}, true, false},
        {"gemini-cli.jsonl", "Gemini CLI session", {505, 200, 0, 0, 40}, true, false},
        {"gemini-cli.json", "Gemini CLI session", {50, 20, 0, 0, 4}, false, false},
        {"gemini-result.json", "Gemini CLI result", {310, 100, 0, 0, 20}, false, false},
        {"qwen.jsonl", "Qwen Code session", {300, 40, 0, 0, 21}, true, false},
        {"pi.jsonl", "pi session", {11, 330, 44, 0, 22}, true, false},
        {"droid.settings.json", "Factory droid settings", {90, 400, 30, 0, 17}, false, false},
        {"copilot.jsonl", "Copilot CLI session", {200, 300, 0, 0, 40}, true, false},
        {"opencode.json", "OpenCode message", {60, 500, 70, 0, 23}, false, false},
        {"amp.json", "Amp thread", {13, 900, 60, 0, 36}, false, false},
        {"ccusage.json", "ccusage report", {10, 40, 30, 0, 20}, false, false},
        {"ccusage-projects.json", "ccusage report", {10, 40, 30, 0, 20}, false, false},
        {"claude-analytics.json", "Claude Code analytics", {800, 700, 60, 0, 90}, false, false},
        {"anthropic.json", "Anthropic usage report", {150, 6100, 420, 80, 210}, false, false},
        {"openai-usage.json", "OpenAI usage", {650, 400, 0, 0, 205}, false, false},
        {"litellm.json", "LiteLLM spend log", {3700, 2000, 500, 0, 1200}, false, false},
        {"litellm-daily.json", "LiteLLM daily activity", {600, 100, 0, 0, 80}, false, false},
        {"openrouter-activity.json", "OpenRouter activity report", {81, 0, 0, 0, 19}, false, false},
        {"openrouter-generation.json", "OpenRouter generation", {32, 10, 0, 0, 5}, false, false},
        {"langfuse.json", "Langfuse observations", {90, 40, 0, 0, 12}, false, false},
        {"helicone.jsonl", "Helicone requests", {64, 30, 0, 0, 8}, true, false},
        {"portkey.jsonl", "Portkey log export", {140, 0, 0, 0, 6}, true, false},
        {"otlp.json", "OpenTelemetry GenAI spans", {100, 25, 0, 0, 13}, false, false},
        {"bedrock.jsonl", "Bedrock invocation log", {19, 70, 0, 0, 24}, true, false},
        {"azure-metrics.json", "Azure metrics", {900, 0, 0, 0, 70}, false, false},
        {"prometheus.json", "Prometheus answer", {420, 0, 0, 0, 96}, false, false},
        {"ollama.jsonl", "Ollama response", {26, 0, 0, 0, 298}, true, false},
        {"openai-responses.jsonl", "OpenAI response", {47, 64, 0, 0, 26}, true, false},
        {"openai-stream.txt", "OpenAI response", {44, 0, 0, 0, 12}, false, false},
        {"anthropic-message.json", "Anthropic message", {35, 120, 40, 0, 9}, false, false},
        {"anthropic-batch.jsonl", "Anthropic message", {45, 0, 0, 0, 18}, true, false},
        {"anthropic-stream.txt", "Anthropic message", {25, 0, 0, 0, 15}, false, false},
        {"gemini-answer.json", "Gemini answer", {120, 60, 0, 0, 45}, false, false},
        {"hourly.csv", "hourly rows", {101, 202, 33, 8, 55}, true, true},
        {"openrouter.csv", "OpenRouter activity", {5600, 4100, 0, 0, 410}, false, true},
        {"openai-export.csv", "OpenAI usage export", {650, 400, 0, 0, 205}, false, true},
        {"anthropic-console.csv", "Anthropic console export", {825, 100, 10, 5, 48}, true, true},
        {"cursor.csv", "Cursor usage export", {1596, 1180, 412, 0, 53}, true, true},
        {"deepseek.csv", "DeepSeek usage export", {700, 2000, 0, 0, 300}, true, true},
        {"litellm.csv", "LiteLLM spend log (CSV)", {900, 900, 0, 0, 40}, true, true},
        {"focus.csv", "FOCUS export", {100000, 0, 0, 0, 30000}, true, true},
        {"vllm.txt", "vLLM metrics", {1100, 400, 0, 0, 70}, true, false},
        {"sglang.txt", "SGLang metrics", {4896, 204, 0, 0, 190}, true, false},
        {"llamacpp.txt", "llama.cpp metrics", {240, 0, 0, 0, 88}, true, false},
        {"tgi.txt", "TGI metrics", {740, 0, 0, 0, 155}, true, false},
    };
    for (Sample& sample : all) {
        if (!sample.text.empty()) continue;
        std::ifstream in(std::string("tests/fuzz/corpus/usage/") + sample.file, std::ios::binary);
        sample.text.assign(std::istreambuf_iterator<char>(in), {});
        REQUIRE_FALSE(sample.text.empty());
    }
    return all;
}

// What a person would see: anything wrong, or anything said about the file.
bool says_something(const UsageLog& log) {
    return log.fault_count > 0 || !log.others.empty() || !log.notes.empty() || !log.skipped.empty();
}

std::string with_crlf(const std::string& text) {
    std::string result;
    for (const char c : text) result += c == '\n' ? "\r\n" : std::string(1, c);
    return result;
}

}  // namespace

TEST_CASE("every format that is read has a sample", "[usage]") {
    std::set<std::string_view> sampled;
    for (const Sample& sample : samples()) sampled.insert(sample.format);
    for (const usage::FormatRow* format : usage::usage_formats()) {
        CAPTURE(format->name);
        CHECK((sampled.contains(format->name) || !format->refusal.empty()));
    }
}

TEST_CASE("every format is recognised, and counts its copies once", "[usage]") {
    for (const Sample& sample : samples()) {
        CAPTURE(sample.file);
        const UsageLog once = read_text(sample.text);
        CHECK(format_of(once) == sample.format);
        CHECK(once.fault_count == 0);
        CHECK(total(once) == sample.tokens);
        const UsageLog twice = read_text(sample.text + sample.text);
        CHECK(total(twice) == sample.tokens);
        CHECK(twice.fault_count == 0);
        const TemporaryDirectory directory;
        const UsageLog copied =
            read_usage({directory.write("a", sample.text), directory.write("b", sample.text)}, {});
        CHECK(total(copied) == sample.tokens);
        CHECK(copied.duplicates > 0);
        CHECK(copied.rows == 2 * once.rows);
    }
}

TEST_CASE("every format: line ends, a byte order mark and packing change nothing", "[usage]") {
    for (const Sample& sample : samples()) {
        CAPTURE(sample.file);
        for (const std::string& text :
             {with_crlf(sample.text), "\xef\xbb\xbf" + sample.text, gzip(sample.text), zstd(sample.text)}) {
            const UsageLog log = read_text(text);
            CHECK(total(log) == sample.tokens);
            CHECK(log.fault_count == 0);
        }
    }
    CHECK(read_text("").others.size() == 1);
    const UsageLog quoted = read_text(
        "\xef\xbb\xbf\"generation_id\",\"created_at\",\"tokens_prompt\",\"tokens_completion\",\"cost_total\","
        "\"model_permaslug\"\n\"g1\",\"2026-11-03 10:12:44.301\",\"8\",\"4\",\"0\",\"m\"\n");
    CHECK(total(quoted) == TokenCounts{8, 0, 0, 0, 4});
    CHECK(quoted.fault_count == 0);
}

TEST_CASE("objects in one line of a session are read one by one", "[usage]") {
    const auto bare = [](const std::string& id) {
        std::string line = message(id, 5, 6);
        line.pop_back();
        return line;
    };
    const std::string idle = R"({"type":"user","sessionId":"s","message":{"role":"user"}})";
    CHECK(requests(read_text(bare("a") + bare("b") + " " + bare("c") + "\n" + bare("d"))) == 4);
    CHECK(requests(read_text(idle + bare("a") + idle + "\n" + idle + idle + "\n" + bare("b"))) == 2);
    const UsageLog log =
        read_text(bare("a") + "\n" + bare("b") + bare("c").substr(0, 60) + "}\n" + bare("d"));
    CHECK(log.fault_count == 1);
    CHECK(log.faults.at(0).line == 2);
    CHECK(requests(log) == 3);
    // brackets in what is no value: neither one object nor two
    for (const char* broken : {R"({"usage":1,"a":x{} {} })", R"({"a":x{} {} })", R"({"usage":x{}{}})"}) {
        CAPTURE(broken);
        const UsageLog odd = read_text(bare("a") + "\n" + broken + "\n" + broken + broken + "\n" + bare("b"));
        CHECK(odd.fault_count == 3);
        CHECK(requests(odd) == 2);
    }
}

TEST_CASE("every format: the order of the lines does not matter", "[usage]") {
    std::mt19937 random(13);
    for (const Sample& sample : samples()) {
        if (!sample.lines) continue;
        CAPTURE(sample.file);
        std::vector<std::string> lines;
        std::istringstream in(sample.text);
        for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
        for (int round = 0; round < 4; ++round) {
            std::shuffle(lines.begin() + (sample.header ? 1 : 0), lines.end(), random);
            std::string text;
            for (const std::string& line : lines) text += line;
            CHECK(total(read_text(text)) == sample.tokens);
        }
    }
}

TEST_CASE("every format: beside lines of another format both count", "[usage]") {
    const std::string other = message("beside", 5, 6);
    for (const Sample& sample : samples()) {
        // tables and metrics are no JSON
        if (sample.text.front() != '{') continue;
        CAPTURE(sample.file);
        TokenCounts both = sample.tokens;
        both += total(read_text(other));
        CHECK(total(read_text(sample.text + other)) == both);
        CHECK(total(read_text(other + sample.text)) == both);
    }
}

TEST_CASE("every format: a log cut anywhere but between two lines says that it is", "[usage]") {
    for (const Sample& sample : samples()) {
        CAPTURE(sample.file);
        for (std::size_t size = 1; size < sample.text.size(); size += 3) {
            if (sample.text[size - 1] == '\n' || sample.text[size] == '\n') continue;
            CAPTURE(size);
            const UsageLog log = read_text(sample.text.substr(0, size));
            REQUIRE(total(log).total() <= sample.tokens.total());
            if (total(log) != sample.tokens) REQUIRE(says_something(log));
        }
    }
}

TEST_CASE("every format: bytes that are no text are named where they change what is counted", "[usage]") {
    std::mt19937 random(17);
    for (const Sample& sample : samples()) {
        CAPTURE(sample.file);
        for (std::size_t begin = 0; begin < sample.text.size(); begin += 11) {
            std::string text = sample.text;
            const std::size_t end = std::min(text.size(), begin + 1 + random() % (text.size() / 2));
            for (std::size_t i = begin; i < end; ++i) text[i] = static_cast<char>(random() % 9);
            CAPTURE(begin, end);
            const UsageLog log = read_text(text);
            if (total(log) != sample.tokens) REQUIRE(says_something(log));
        }
    }
}

}  // namespace loss_test
