// Every format with totals worked out by hand: whether cached tokens are part of the input or beside it above
// all.
#include "reading.hpp"

namespace formats_test {

using namespace aicost;
using namespace aicost::usage_test;

namespace {

void check_total(const UsageLog& log, const TokenCounts& wanted) {
    const TokenCounts sum = total(log);
    CHECK(sum.fresh_input == wanted.fresh_input);
    CHECK(sum.cache_read == wanted.cache_read);
    CHECK(sum.cache_write == wanted.cache_write);
    CHECK(sum.cache_write_1h == wanted.cache_write_1h);
    CHECK(sum.output == wanted.output);
    CHECK(log.fault_count == 0);
}

const UsageKey& only_key(const UsageLog& log) {
    REQUIRE(log.series.size() == 1);
    return log.series.begin()->first;
}

}  // namespace

TEST_CASE("Claude Code: cache beside the input, the copy with most tokens counts", "[usage]") {
    const std::string text =
        R"({"type":"summary","summary":"made","leafUuid":"u"})"
        "\n"
        R"({"type":"user","sessionId":"s","message":{"role":"user","content":"hello"},"timestamp":"2026-11-03T09:15:00Z"})"
        "\n"
        R"({"sessionId":"s","type":"assistant","message":{"id":"m1","model":"claude-sonnet-5","usage": {"input_tokens": 12, "cache_creation_input_tokens": 500, "cache_read_input_tokens": 40, "output_tokens": 3, "cache_creation": {"ephemeral_5m_input_tokens": 400, "ephemeral_1h_input_tokens": 100}}},"requestId":"r1","timestamp":"2026-11-03T09:15:06.511Z"})"
        "\n"
        R"({"sessionId":"s","type":"assistant","message":{"id":"m1","model":"claude-sonnet-5","usage":{"input_tokens":12,"cache_creation_input_tokens":500,"cache_read_input_tokens":40,"output_tokens":90,"cache_creation":{"ephemeral_5m_input_tokens":400,"ephemeral_1h_input_tokens":100}}},"requestId":"r1","timestamp":"2026-11-03T09:15:09Z"})"
        "\n"
        R"({"sessionId":"s","type":"assistant","message":{"id":"m2","model":"<synthetic>","usage":{"input_tokens":0,"output_tokens":0}},"timestamp":"2026-11-03T09:16:00Z"})"
        "\n";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "Claude Code session");
    check_total(log, {12, 40, 400, 100, 90});
    CHECK(requests(log) == 1);
    CHECK(log.duplicates == 1);
    CHECK(log.skipped.size() == 1);
    CHECK(only_key(log).model == "claude-sonnet-5");
}

TEST_CASE("Claude Code: the same message id of another request is another message; no id is no copy",
          "[usage]") {
    const auto line = [](const std::string& ids) {
        return R"({"sessionId":"s","type":"assistant","message":{)" + ids +
               R"("usage":{"input_tokens":10,"output_tokens":1}},"timestamp":"2026-11-03T09:00:00Z"})" + "\n";
    };
    CHECK(requests(read_text(line(R"("id":"m",)") + line(R"("id":"m",)"))) == 1);
    CHECK(requests(read_text(line("") + line(""))) == 2);
    const std::string a = R"({"requestId":"a",)" + line(R"("id":"m",)").substr(1);
    const std::string b = R"({"requestId":"b",)" + line(R"("id":"m",)").substr(1);
    CHECK(requests(read_text(a + b)) == 2);
}

TEST_CASE("Claude Code: sub-agents in progress lines, the fast mode, costs of old logs", "[usage]") {
    const std::string nested =
        R"({"type":"progress","sessionId":"s","timestamp":"2026-11-03T09:00:00Z","data":{"message":{"type":"assistant","timestamp":"2026-11-03T10:00:00Z","requestId":"r","message":{"id":"m","model":"claude-opus-5","usage":{"input_tokens":5,"output_tokens":6,"speed":"fast"}}}},"costUSD":0.25})"
        "\n";
    const UsageLog log = read_text(nested);
    check_total(log, {5, 0, 0, 0, 6});
    CHECK(only_key(log).tier == "fast");
    CHECK(dollars(log) == Approx(0.25));
    CHECK(log.series.begin()->second.begin()->first % 24 == 10);
}

TEST_CASE("OpenAI usage: cached tokens are part of the input, empty days are days", "[usage]") {
    const std::string text = R"({"object":"page","data":[
      {"object":"bucket","start_time":1793491200,"end_time":1793577600,"results":[
        {"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":200,"input_cached_tokens":400,
         "num_model_requests":7,"project_id":"p","model":"gpt-4o-2024-08-06","batch":false},
        {"object":"organization.usage.completions.result","input_tokens":50,"output_tokens":5,"input_cached_tokens":0,
         "num_model_requests":2,"project_id":"p","model":"gpt-4o-2024-08-06","batch":true}]},
      {"object":"bucket","start_time":1793577600,"end_time":1793664000,"results":[]}],
      "has_more":true,"next_page":"n"})";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "OpenAI usage");
    check_total(log, {650, 400, 0, 0, 205});
    CHECK(requests(log) == 9);
    REQUIRE(log.series.size() == 2);
    CHECK(log.series.rbegin()->first.batch);
    CHECK(log.series.begin()->first.time == UsageKey::Time::day);
    CHECK(log.notes.size() == 1);
    CHECK(date_of_hour(*log.first_hour) == "2026-11-01");
    CHECK(date_of_hour(*log.last_hour) == "2026-11-02");
}

TEST_CASE("OpenAI usage: what is written to the cache is part of the input, and what is left is checked",
          "[usage]") {
    const auto bucket = [](const std::string& counts) {
        return R"({"data":[{"start_time":1793491200,"end_time":1793577600,"results":[{"input_tokens":1000,)" +
               counts + R"("output_tokens":5,"num_model_requests":2,"model":"m"}]}]})";
    };
    check_total(
        read_text(bucket(
            R"("input_cached_tokens":300,"input_cache_write_tokens":200,"input_uncached_tokens":500,)")),
        {500, 300, 200, 0, 5});
    // as if the cached tokens stood beside the input
    const UsageLog beside = read_text(bucket(R"("input_cached_tokens":300,"input_uncached_tokens":1000,)"));
    CHECK(beside.rows == 0);
    REQUIRE(beside.fault_count == 1);
    CHECK(beside.faults[0].what == "`input_uncached_tokens` is not the input without its cached tokens");
    const UsageLog export_beside = read_text(
        "start_time,end_time,input_tokens,output_tokens,num_model_requests,model,input_cached_tokens,"
        "input_uncached_tokens\n1793491200,1793577600,100,7,2,m,40,100\n");
    CHECK(export_beside.fault_count == 1);
}

TEST_CASE("OpenAI usage export: by header, cached tokens are part of the input", "[usage]") {
    const std::string text =
        "start_time,end_time,project_id,num_model_requests,model,batch,input_tokens,output_tokens,input_"
        "cached_tokens\n"
        "1793491200,1793577600,p,7,\"gpt-4o\",False,1000,200,400\n"
        "1793491200,1793577600,p,2,gpt-4o,True,50,5,0\n"
        "1793577600,1793664000,,,,,,,\n";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "OpenAI usage export");
    check_total(log, {650, 400, 0, 0, 205});
    CHECK(log.series.size() == 2);
    CHECK(date_of_hour(*log.last_hour) == "2026-11-02");
}

TEST_CASE("OpenAI responses: a cost is a number, or an object with its total", "[usage]") {
    for (const std::string cost :
         {"0.21", R"({"input_tokens_cost":0.06,"request_cost":0.15,"total_cost":0.21})"}) {
        const UsageLog log = read_text(
            R"({"id":"c1","object":"chat.completion","created":1793700000,"model":"perplexity/sonar","choices":[],"usage":{"prompt_tokens":140,"completion_tokens":2600,"cost":)" +
            cost + "}}\n");
        check_total(log, {140, 0, 0, 0, 2600});
        CHECK(dollars(log) == Approx(0.21));
    }
}

TEST_CASE("OpenAI responses: cached tokens are part of the prompt", "[usage]") {
    const std::string text =
        R"({"id":"c1","object":"chat.completion","created":1793700000,"model":"gpt-4o","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":64}}})"
        "\n"
        R"({"id":"r1","object":"response","created_at":1793700000,"model":"gpt-4o","usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":0},"output_tokens":4}})"
        "\n"
        R"({"id":"c2","object":"chat.completion.chunk","created":1793700000,"model":"gpt-4o","choices":[],"usage":null})"
        "\n"
        R"({"custom_id":"b","response":{"body":{"id":"c3","object":"chat.completion","created":1793700000,"model":"gpt-4o","usage":{"prompt_tokens":1,"completion_tokens":2}}}})"
        "\n";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "OpenAI response");
    check_total(log, {36 + 10 + 1, 64, 0, 0, 26});
    CHECK(requests(log) == 3);
    CHECK(log.series.rbegin()->first.batch);
    CHECK(log.skipped.size() == 1);
}

TEST_CASE("Anthropic usage report: the cache is beside the uncached input", "[usage]") {
    const std::string text =
        R"({"data":[{"starting_at":"2026-11-01T00:00:00Z","ending_at":"2026-11-02T00:00:00Z","results":[
      {"uncached_input_tokens":150,"cache_creation":{"ephemeral_1h_input_tokens":80,"ephemeral_5m_input_tokens":420},
       "cache_read_input_tokens":6100,"output_tokens":210,"model":"claude-sonnet-5","service_tier":"standard","context_window":"0-200k"},
      {"uncached_input_tokens":9,"cache_creation":{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":0},
       "cache_read_input_tokens":0,"output_tokens":1,"model":"claude-haiku-4-5","service_tier":"batch","context_window":"200k-1M"}]}],
      "has_more":false,"next_page":null})";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "Anthropic usage report");
    check_total(log, {159, 6100, 420, 80, 211});
    REQUIRE(log.series.size() == 2);
    CHECK(log.series.begin()->first.batch);
    CHECK(log.series.begin()->first.prompt == UsageKey::Prompt::longer);
    CHECK(log.series.rbegin()->first.prompt == UsageKey::Prompt::regular);
}

TEST_CASE("ccusage reports: both shapes, the cache beside the input", "[usage]") {
    const std::string now =
        R"({"daily":[{"date":"2026-11-03","inputTokens":10,"outputTokens":20,"cacheCreationTokens":30,"cacheReadTokens":40,"totalCost":0.5,
      "modelBreakdowns":[{"modelName":"a","inputTokens":4,"outputTokens":5,"cacheCreationTokens":6,"cacheReadTokens":7,"cost":0.2},
                         {"modelName":"b","inputTokens":6,"outputTokens":15,"cacheCreationTokens":24,"cacheReadTokens":33,"cost":0.3}]}],
      "totals":{"inputTokens":10}})";
    const std::string before =
        R"({"type":"daily","data":[{"date":"2026-11-03","models":["a"],"inputTokens":10,"outputTokens":20,"cacheCreationTokens":30,"cacheReadTokens":40,"totalTokens":100,"costUSD":0.5}],
      "summary":{"totalTokens":100}})";
    for (const std::string& text : {now, before}) {
        const UsageLog log = read_text(text);
        CHECK(format_of(log) == "ccusage report");
        check_total(log, {10, 40, 30, 0, 20});
        CHECK(dollars(log) == Approx(0.5));
    }
    CHECK(read_text(now).series.size() == 2);
    std::string wrong = before;
    wrong.replace(wrong.find("\"totalTokens\":100"), 17, "\"totalTokens\":30");
    CHECK(read_text(wrong).fault_count == 1);
    const UsageLog monthly = read_text(R"({"monthly":[{"month":"2026-11","inputTokens":1}],"totals":{}})");
    REQUIRE(monthly.others.size() == 1);
    CHECK(monthly.others[0].problem.find("ccusage daily --json") != std::string::npos);
}

TEST_CASE("LiteLLM: cached tokens are part of the prompt, its own answers are no use", "[usage]") {
    const std::string text = R"([
      {"request_id":"1","spend":0.006,"prompt_tokens":1200,"completion_tokens":300,"startTime":"2026-11-03T10:00:00.000000Z","model":"gpt-4o","cache_hit":"None"},
      {"request_id":"2","spend":0.0154,"prompt_tokens":5000,"completion_tokens":900,"startTime":"2026-11-03T10:00:00Z","model":"claude-sonnet-5",
       "metadata":{"additional_usage_values":{"cache_read_input_tokens":2000,"cache_creation_input_tokens":500}}},
      {"request_id":"3","spend":0.0,"prompt_tokens":7,"completion_tokens":7,"startTime":"2026-11-03T10:00:00Z","model":"gpt-4o","cache_hit":"True"}])";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "LiteLLM spend log");
    check_total(log, {1200 + 2500, 2000, 500, 0, 1200});
    CHECK(dollars(log) == Approx(0.0214));
    CHECK(log.skipped.begin()->second == 1);
}

TEST_CASE("OpenRouter: cached tokens are part of the prompt", "[usage]") {
    const std::string text =
        "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,"
        "model_permaslug,api_key_name\n"
        "g1,2026-11-03 10:12:44.301,0.0007,8200,410,120,4100,deepseek/v4,\"key, with comma and "
        "\"\"quotes\"\"\"\n"
        "g2,2026-11-03 23:59:59.999,0,1500,0,0,0,qwen/q3,\"two\nlines\"\n";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "OpenRouter activity");
    check_total(log, {4100 + 1500, 4100, 0, 0, 410});
    CHECK(dollars(log) == Approx(0.0007));
}

TEST_CASE("vLLM: the largest scrape of a run, all runs and engines, cache hits are part of the prompt",
          "[usage]") {
    const auto scrape = [](const std::string& start, int scale) {
        const auto line = [&](const std::string& name, const std::string& engine, int value) {
            return name + "{engine=\"" + engine + "\",model_name=\"org/m\"} " +
                   std::to_string(value * scale) + ".0\n";
        };
        return "# HELP vllm:prompt_tokens_total x\n" + line("vllm:prompt_tokens_total", "0", 1000) +
               line("vllm:prompt_tokens_total", "1", 500) + line("vllm:generation_tokens_total", "0", 70) +
               line("vllm:generation_tokens_total", "1", 30) +
               line("vllm:prefix_cache_hits_total", "0", 400) +
               "vllm:kv_cache_usage_perc{engine=\"0\"} 4.1e-01\nprocess_start_time_seconds " + start + "\n";
    };
    const UsageLog one = read_text(scrape("1.7935488e+09", 1));
    CHECK(format_of(one) == "vLLM metrics");
    check_total(one, {1100, 400, 0, 0, 100});
    CHECK(only_key(one).time == UsageKey::Time::none);
    CHECK_FALSE(one.first_hour.has_value());
    check_total(read_text(scrape("1.7935488e+09", 1) + scrape("1.7935488e+09", 3)), {3300, 1200, 0, 0, 300});
    check_total(read_text(scrape("1.7935488e+09", 2) + scrape("1.7936000e+09", 1)), {3300, 1200, 0, 0, 300});
}

TEST_CASE("Ollama: only the last object of a stream counts", "[usage]") {
    const std::string text =
        R"({"model":"llama3.1:8b","created_at":"2026-11-03T11:02:27.1Z","response":"a","done":false})"
        "\n"
        R"({"model":"llama3.1:8b","created_at":"2026-11-03T11:02:31.1Z","response":"","done":true,"total_duration":5191566416,"prompt_eval_count":26,"eval_count":298})"
        "\n"
        "{\n  \"model\": \"llama3.1:8b\",\n  \"created_at\": \"2026-11-03T11:02:32.1Z\",\n  \"done\": "
        "true,\n  \"eval_count\": 2\n}\n";
    const UsageLog log = read_text(text);
    CHECK(format_of(log) == "Ollama response");
    check_total(log, {26, 0, 0, 0, 300});
    CHECK(log.skipped.begin()->second == 1);
}

TEST_CASE("costs without tokens and files of other kinds are named, not counted", "[usage]") {
    const UsageLog costs = read_text(
        R"({"object":"page","data":[{"object":"bucket","start_time":1,"end_time":2,"results":[{"amount":{"value":1}}]}]})");
    REQUIRE(costs.others.size() == 1);
    CHECK(costs.others[0].format == "OpenAI costs");
    CHECK(read_text("hello, world\n").others.size() == 1);
    CHECK(read_text("a page about vllm:prompt_tokens_total 3\n").others.size() == 1);
    CHECK(read_text("").others.at(0).problem == "is empty");
    CHECK(read_usage({"/nowhere/at/all"}, {}).others.at(0).unreadable);
}

TEST_CASE("days and hours follow the UTC offset", "[usage]") {
    const std::string text =
        message("a", 1, 1, "2026-11-03T22:45:00Z") + message("b", 1, 1, "2026-11-03T20:00:00-03:00");
    UsageReadOptions options;
    options.utc_offset_minutes = 330;
    const UsageLog log = read_text(text, options);
    REQUIRE(log.series.begin()->second.size() == 1);
    const std::int64_t hour = log.series.begin()->second.begin()->first;
    CHECK(date_of_hour(hour) == "2026-11-04");
    CHECK(hour % 24 == 4);
}

}  // namespace formats_test
