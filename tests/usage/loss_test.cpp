// Every format: whatever is done to a log, what it says is counted, or something says that it is not.
#include <algorithm>
#include <random>
#include <sstream>
#include <vector>

#include "reading.hpp"

using namespace aicost;
using namespace aicost::usage_test;

namespace {

struct Sample {
    const char* format;
    bool lines;  // its lines may stand in any order, but for a header
    bool header;
    std::string text;
};

std::string spend(int number) {
    const std::string n = std::to_string(number);
    return R"({"request_id":"r)" + n + R"(","spend":0.01,"prompt_tokens":12)" + n +
           R"(,"completion_tokens":30,"startTime":"2026-11-0)" + n + R"(T10:00:00Z","model":"gpt-4o"})";
}

std::string bucket(int day) {
    const std::string n = std::to_string(1793491200 + day * 86400);
    return R"({"object":"bucket","start_time":)" + n + R"(,"end_time":)" +
           std::to_string(1793491200 + (day + 1) * 86400) +
           R"(,"results":[{"input_tokens":100,"input_cached_tokens":40,"output_tokens":7,"num_model_requests":2,"model":"m"}]})";
}

std::string report_day(int day) {
    return R"({"starting_at":"2026-11-0)" + std::to_string(day) + R"(T00:00:00Z","ending_at":"2026-11-0)" +
           std::to_string(day + 1) +
           R"(T00:00:00Z","results":[{"uncached_input_tokens":15,"cache_creation":{"ephemeral_1h_input_tokens":8,"ephemeral_5m_input_tokens":4},"cache_read_input_tokens":61,"output_tokens":21,"model":"claude-sonnet-5"}]})";
}

std::string ccusage_day(int day) {
    return R"({"date":"2026-11-0)" + std::to_string(day) +
           R"(","inputTokens":10,"outputTokens":20,"cacheCreationTokens":30,"cacheReadTokens":40,"totalCost":0.5,"modelsUsed":["a"]})";
}

std::string answer(int number) {
    return R"({"id":"c)" + std::to_string(number) + R"(","object":"chat.completion","created":179349120)" +
           std::to_string(number) +
           R"(,"model":"m","usage":{"prompt_tokens":50,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":20}}})"
           "\n";
}

std::string ollama(int number) {
    return R"({"model":"m","created_at":"2026-11-03T11:02:3)" + std::to_string(number) +
           R"(Z","done":true,"total_duration":5,"prompt_eval_count":26,"eval_count":29})"
           "\n";
}

const std::vector<Sample>& samples() {
    static const std::vector<Sample> all = {
        {"Claude Code session", true, false, message("a", 1, 2) + message("b", 30, 4) + message("c", 5, 60)},
        {"OpenAI usage", false, false,
         R"({"object":"page","data":[)" + bucket(0) + "," + bucket(1) + "," + bucket(2) +
             R"(],"has_more":false,"next_page":null})"},
        {"OpenAI usage export", true, true,
         "start_time,end_time,input_tokens,output_tokens,num_model_requests,model,input_cached_tokens\n"
         "1793491200,1793577600,100,7,2,m,40\n1793577600,1793664000,110,8,2,m,50\n"},
        {"OpenAI response", true, false, answer(1) + answer(2) + answer(3)},
        {"Anthropic usage report", false, false,
         R"({"data":[)" + report_day(1) + "," + report_day(2) + R"(],"has_more":false,"next_page":null})"},
        {"ccusage report", false, false,
         R"({"daily":[)" + ccusage_day(1) + "," + ccusage_day(2) + R"(],"totals":{"inputTokens":20}})"},
        {"LiteLLM spend log", false, false, "[" + spend(1) + ",\n" + spend(2) + ",\n" + spend(3) + "]\n"},
        {"OpenRouter activity", true, true,
         "generation_id,created_at,tokens_prompt,tokens_completion,tokens_cached,model_permaslug,cost_total\n"
         "g1,2026-11-03 10:12:44.301,8200,410,4100,m,0.0007\ng2,2026-11-03 10:13:44.301,82,41,0,m,0.0001\n"},
        {"vLLM metrics", true, false,
         "vllm:prompt_tokens_total{model_name=\"m\"} 6000.0\n"
         "vllm:generation_tokens_total{model_name=\"m\"} 300.0\n"},
        {"Ollama response", true, false, ollama(1) + ollama(2) + ollama(3)},
    };
    return all;
}

// What a person would see: anything wrong, or anything said about the file.
bool says_something(const UsageLog& log) {
    return log.fault_count > 0 || !log.others.empty() || !log.notes.empty();
}

}  // namespace

TEST_CASE("every format is recognised, and counts its copies once", "[usage]") {
    for (const Sample& sample : samples()) {
        CAPTURE(sample.format);
        const UsageLog once = read_text(sample.text);
        CHECK(format_of(once) == sample.format);
        CHECK(once.fault_count == 0);
        const TokenCounts wanted = total(once);
        CHECK(wanted.total() > 0);
        const UsageLog twice = read_text(sample.text + sample.text);
        CHECK(total(twice) == wanted);
        CHECK(twice.fault_count == 0);
        const TemporaryDirectory directory;
        const UsageLog copied =
            read_usage({directory.write("a", sample.text), directory.write("b", sample.text)}, {});
        CHECK(total(copied) == wanted);
        CHECK(copied.duplicates > 0);
        CHECK(copied.rows == 2 * once.rows);
    }
}

TEST_CASE("every format: the order of the lines does not matter", "[usage]") {
    std::mt19937 random(13);
    for (const Sample& sample : samples()) {
        if (!sample.lines) continue;
        CAPTURE(sample.format);
        std::vector<std::string> lines;
        std::istringstream in(sample.text);
        for (std::string line; std::getline(in, line);) lines.push_back(line + "\n");
        for (int round = 0; round < 6; ++round) {
            std::shuffle(lines.begin() + (sample.header ? 1 : 0), lines.end(), random);
            std::string text;
            for (const std::string& line : lines) text += line;
            CHECK(total(read_text(text)) == total(read_text(sample.text)));
        }
    }
}

TEST_CASE("every format: a log cut anywhere but between two lines says that it is", "[usage]") {
    for (const Sample& sample : samples()) {
        CAPTURE(sample.format);
        const TokenCounts whole = total(read_text(sample.text));
        for (std::size_t size = 1; size < sample.text.size(); ++size) {
            if (sample.text[size - 1] == '\n' || sample.text[size] == '\n') continue;
            CAPTURE(size);
            const UsageLog log = read_text(sample.text.substr(0, size));
            REQUIRE(total(log).total() <= whole.total());
            if (total(log) != whole) REQUIRE(says_something(log));
        }
    }
}

TEST_CASE("every format: bytes that are no text are named where they change what is counted", "[usage]") {
    std::mt19937 random(17);
    for (const Sample& sample : samples()) {
        CAPTURE(sample.format);
        const TokenCounts whole = total(read_text(sample.text));
        for (std::size_t begin = 0; begin < sample.text.size(); begin += 3) {
            std::string text = sample.text;
            const std::size_t end = std::min(text.size(), begin + 1 + random() % (text.size() / 2));
            for (std::size_t i = begin; i < end; ++i) text[i] = static_cast<char>(random() % 9);
            CAPTURE(begin, end);
            const UsageLog log = read_text(text);
            if (total(log) != whole) REQUIRE(says_something(log));
        }
    }
}
