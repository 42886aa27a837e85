// Reports by bucket of time: OpenAI's, Anthropic's and ccusage's.
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

constexpr std::int64_t day = 86400;

// The time of a bucket: its hour where it is no longer than one, else its day.
void set_time(Row& row, std::int64_t begin, std::int64_t end) {
    if (end <= begin) throw Broken{"its bucket ends before it begins"};
    if (end - begin > day) throw Broken{"its bucket is longer than a day; ask for buckets of a day or less"};
    row.seconds = begin;
    row.time = end - begin <= 3600 ? UsageKey::Time::hour : UsageKey::Time::day;
}

// What makes two results the same: their time and all that they are grouped by.
std::uint64_t identity_of(std::string_view format, const std::string& time, const Json& result,
                          std::initializer_list<const char*> groups) {
    std::uint64_t hash = hash_of(time, hash_of(format));
    for (const char* group : groups) hash = hash_of(member(result, group).dump(), hash);
    return hash;
}

// Calls `read` for each result of a bucket; a broken one does not take the others with it.
template <class Read>
void each_result(const Json& results, std::uint64_t line, Sink& sink, Read read) {
    if (!results.is_array()) throw Broken{"its bucket has no `results`"};
    for (const Json& result : results) {
        try {
            read(result);
        } catch (const Broken& broken) {
            sink.fault(line, broken.what);
        }
    }
}

// input_tokens includes what is read from the cache and what is written to it; input_uncached_tokens is the
// rest, and says whether that holds.
void openai_bucket(std::string_view entry, std::uint64_t line, Sink& sink) {
    const Json bucket = parse_entry(entry);
    const std::int64_t begin = time_of(bucket, "start_time"), end = time_of(bucket, "end_time");
    sink.observe(begin, end);
    const Json& results = member(bucket, bucket.contains("results") ? "results" : "result");
    each_result(results, line, sink, [&](const Json& result) {
        if (result.contains("amount")) throw Broken{"states a cost and no tokens"};
        Row row;
        set_time(row, begin, end);
        take_cached_out(row.tokens, count(result, "input_tokens"),
                        maybe_count(result, "input_cached_tokens").value_or(0),
                        maybe_count(result, "input_cache_write_tokens").value_or(0));
        check_uncached(row.tokens, maybe_count(result, "input_uncached_tokens"));
        row.tokens.output = maybe_count(result, "output_tokens").value_or(0);
        row.requests = maybe_count(result, "num_model_requests").value_or(0);
        const std::string model = text_of(result, "model");
        row.model = model;
        row.batch = member(result, "batch") == true;
        const std::string tier = text_of(result, "service_tier");
        row.tier = other_tier(tier);
        if (maybe_count(result, "input_audio_tokens").value_or(0) > 0 ||
            maybe_count(result, "output_audio_tokens").value_or(0) > 0)
            sink.note("the log has audio tokens, which have prices of their own; all are priced as text");
        row.identity =
            identity_of("openai usage", std::to_string(begin), result,
                        {"object", "project_id", "user_id", "api_key_id", "model", "batch", "service_tier"});
        sink.add(row, line);
    });
}

// uncached_input_tokens does not include what is written to the cache or read from it.
void anthropic_bucket(std::string_view entry, std::uint64_t line, Sink& sink) {
    const Json bucket = parse_entry(entry);
    const std::int64_t begin = time_of(bucket, "starting_at"), end = time_of(bucket, "ending_at");
    sink.observe(begin, end);
    each_result(member(bucket, "results"), line, sink, [&](const Json& result) {
        Row row;
        set_time(row, begin, end);
        const Json& written = member(result, "cache_creation");
        row.tokens.fresh_input = count(result, "uncached_input_tokens");
        row.tokens.cache_read = maybe_count(result, "cache_read_input_tokens").value_or(0);
        row.tokens.cache_write = maybe_count(written, "ephemeral_5m_input_tokens").value_or(0);
        row.tokens.cache_write_1h = maybe_count(written, "ephemeral_1h_input_tokens").value_or(0);
        row.tokens.output = count(result, "output_tokens");
        row.requests = 0;  // the report does not state them
        const std::string model = text_of(result, "model");
        row.model = model;
        const std::string tier = text_of(result, "service_tier");
        row.batch = tier == "batch";
        row.tier = other_tier(tier);
        const std::string window = text_of(result, "context_window");
        if (!window.empty())
            row.prompt = window == "200k-1M" ? UsageKey::Prompt::longer : UsageKey::Prompt::regular;
        row.identity = identity_of("anthropic usage", std::to_string(begin), result,
                                   {"account_id", "api_key_id", "workspace_id", "model", "service_account_id",
                                    "service_tier", "context_window", "inference_geo"});
        sink.add(row, line);
    });
}

// inputTokens does not include the cache.
void ccusage_day(std::string_view entry, std::uint64_t line, Sink& sink) {
    const Json json = parse_entry(entry);
    const std::string date = text_of(json, json.contains("date") ? "date" : "period");
    const auto seconds = parse_time(date);
    if (!seconds || date.size() != 10) throw Broken{"has no `date` such as 2026-11-03"};
    sink.observe(*seconds, *seconds + day);
    const auto total = maybe_count(json, "totalTokens");
    if (total && *total != count(json, "inputTokens") + count(json, "outputTokens") +
                               maybe_count(json, "cacheCreationTokens").value_or(0) +
                               maybe_count(json, "cacheReadTokens").value_or(0))
        throw Broken{"`totalTokens` is not input, output, cache writes and reads together"};
    const auto add = [&](const Json& counts, const std::string& model, const char* cost) {
        Row row;
        set_time(row, *seconds, *seconds + day);
        row.tokens.fresh_input = count(counts, "inputTokens");
        row.tokens.cache_read = maybe_count(counts, "cacheReadTokens").value_or(0);
        row.tokens.cache_write = maybe_count(counts, "cacheCreationTokens").value_or(0);
        row.tokens.output = count(counts, "outputTokens");
        row.requests = 0;
        row.model = model;
        row.dollars = maybe_dollars(counts, cost);
        row.identity = hash_of(model, hash_of(text_of(json, "project"), hash_of(date, hash_of("ccusage"))));
        sink.add(row, line);
    };
    const Json& parts = member(json, "modelBreakdowns");
    if (parts.is_array() && !parts.empty()) {
        each_result(parts, line, sink,
                    [&](const Json& part) { add(part, text_of(part, "modelName"), "cost"); });
        return;
    }
    const Json& models = member(json, json.contains("modelsUsed") ? "modelsUsed" : "models");
    const bool one = models.is_array() && models.size() == 1 && models[0].is_string();
    add(json, one ? models[0].get<std::string>() : std::string(),
        json.contains("costUSD") ? "costUSD" : "totalCost");
}

}  // namespace

std::unique_ptr<Reader> openai_usage_reader(Sink& sink) {
    return std::make_unique<Entries>(sink, std::vector<std::string>{"data"}, openai_bucket);
}
std::unique_ptr<Reader> anthropic_usage_reader(Sink& sink) {
    return std::make_unique<Entries>(sink, std::vector<std::string>{"data"}, anthropic_bucket);
}
std::unique_ptr<Reader> ccusage_reader(Sink& sink) {
    return std::make_unique<Entries>(sink, std::vector<std::string>{"daily", "data"}, ccusage_day);
}

}  // namespace aicost::usage
