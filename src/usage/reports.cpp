// Reports with time buckets: OpenAI's, Anthropic's, Claude Code's analytics and ccusage's.
#include "usage/formats.hpp"
#include "usage/report_value.hpp"

namespace aicost::usage {

namespace {

constexpr std::string_view no_tokens =
    "states costs and no tokens; export the usage (tokens) of the same days instead";
constexpr std::string_view no_days = "is a ccusage report without days; make one with `ccusage daily --json`";

// input_tokens includes cache reads and writes; input_uncached_tokens is the rest, and serves as a check.
void openai_bucket(const Json& bucket, std::uint64_t line, Sink& sink) {
    const std::int64_t begin = time_of(bucket, "start_time"), end = time_of(bucket, "end_time");
    sink.observe(begin, end);
    const Json& results = member(bucket, bucket.contains("results") ? "results" : "result");
    each_result(results, line, sink, [&](const Json& result) {
        if (result.contains("amount")) throw Broken{"states a cost and no tokens"};
        Row row;
        set_time(row, begin, end);
        take_cached_out(row.tokens, count(result, "input_tokens"),
                        count_or_0(result, {"input_cached_tokens"}),
                        count_or_0(result, {"input_cache_write_tokens"}));
        check_uncached(row.tokens, maybe_count(result, "input_uncached_tokens"));
        row.tokens.output = count_or_0(result, {"output_tokens"});
        row.requests = count_or_0(result, {"num_model_requests"});
        const std::string model = text_of(result, "model"), project = text_of(result, "project_id"),
                          user = text_of(result, {"user_id", "api_key_id"});
        row.model = model;
        row.project = project;
        row.user = user;
        row.batch = member(result, "batch") == true;
        const std::string tier = text_of(result, "service_tier");
        row.tier = other_tier(tier);
        if (count_or_0(result, {"input_audio_tokens"}) > 0 || count_or_0(result, {"output_audio_tokens"}) > 0)
            sink.note("the log has audio tokens, which have prices of their own; all are priced as text");
        row.identity =
            identity_of_all_but_counts(result, hash_of(std::to_string(begin), hash_of("openai usage")));
        sink.add(row, line);
    });
}

// uncached_input_tokens does not include cache reads and writes.
void anthropic_bucket(const Json& bucket, std::uint64_t line, Sink& sink) {
    const std::int64_t begin = time_of(bucket, "starting_at"), end = time_of(bucket, "ending_at");
    sink.observe(begin, end);
    each_result(member(bucket, "results"), line, sink, [&](const Json& result) {
        if (result.contains("amount")) throw Broken{"states a cost and no tokens"};
        Row row;
        set_time(row, begin, end);
        const Json& written = member(result, "cache_creation");
        row.tokens = {count(result, "uncached_input_tokens"), count_or_0(result, {"cache_read_input_tokens"}),
                      count_or_0(written, {"ephemeral_5m_input_tokens"}),
                      count_or_0(written, {"ephemeral_1h_input_tokens"}), count(result, "output_tokens")};
        row.requests = 0;  // the report does not state them
        const std::string model = text_of(result, "model"), tier = text_of(result, "service_tier"),
                          region = text_of(result, "inference_geo"), speed = text_of(result, "speed"),
                          project = text_of(result, "workspace_id"),
                          user = text_of(result, {"account_id", "service_account_id", "api_key_id"});
        row.model = model;
        row.batch = tier == "batch";
        row.tier = speed == "fast" ? std::string_view(speed) : other_tier(tier);
        row.region = other_region(region);
        row.project = project;
        row.user = user;
        row.searches = count_or_0(member(result, "server_tool_use"), {"web_search_requests"});
        row.prompt = prompt_of_window(text_of(result, "context_window"));
        row.identity =
            identity_of_all_but_counts(result, hash_of(std::to_string(begin), hash_of("anthropic usage")));
        sink.add(row, line);
    });
}

// Claude Code's use per person and day, by model; costs in cents.
void analytics_day(const Json& entry, std::uint64_t line, Sink& sink) {
    const std::int64_t begin = date_of(entry, {"date"});
    sink.observe(begin, begin + seconds_of_day);
    std::uint64_t seed = hash_of(std::to_string(begin), hash_of("claude code analytics"));
    for (const char* key :
         {"actor", "organization_id", "customer_type", "terminal_type", "subscription_type"})
        seed = identity_of_all_but_counts(member(entry, key), hash_of(key, seed));
    const std::string user = text_of(member(entry, "actor"), {"email_address", "api_key_name"});
    each_result(member(entry, "model_breakdown"), line, sink, [&](const Json& part) {
        Row row;
        set_time(row, begin, begin + seconds_of_day);
        const Json& tokens = member(part, "tokens");
        row.tokens = {count(tokens, "input"), count_or_0(tokens, {"cache_read"}),
                      count_or_0(tokens, {"cache_creation"}), 0, count(tokens, "output")};
        row.requests = 0;
        const std::string model = text_of(part, "model"),
                          currency = text_of(member(part, "estimated_cost"), "currency");
        row.model = model;
        row.user = user;
        const auto cents = maybe_dollars(member(part, "estimated_cost"), "amount");
        if (cents && (currency.empty() || currency == "USD")) row.dollars = *cents / 100.0;
        row.identity = hash_of(model, seed);
        sink.add(row, line);
    });
}

// inputTokens does not include cached tokens.
void ccusage_day(const Json& json, std::uint64_t line, Sink& sink) {
    const std::int64_t seconds = date_of(json, {"date", "period"});
    const std::string date = text_of(json, {"date", "period"});
    if (date.size() != 10) throw Broken{"has no `date` such as 2026-11-03"};
    sink.observe(seconds, seconds + seconds_of_day);
    const auto total = maybe_count(json, "totalTokens");
    if (total && *total != count(json, "inputTokens") + count(json, "outputTokens") +
                               count_or_0(json, {"cacheCreationTokens"}) +
                               count_or_0(json, {"cacheReadTokens"}))
        throw Broken{"`totalTokens` is not input, output, cache writes and reads together"};
    const std::string project = text_of(json, "project");
    const auto add = [&](const Json& counts, const std::string& model, const char* cost) {
        Row row;
        set_time(row, seconds, seconds + seconds_of_day);
        row.tokens = {count(counts, "inputTokens"), count_or_0(counts, {"cacheReadTokens"}),
                      count_or_0(counts, {"cacheCreationTokens"}), 0, count(counts, "outputTokens")};
        row.requests = 0;
        row.model = model;
        row.project = project;
        row.dollars = maybe_dollars(counts, cost);
        row.identity = hash_of(
            model, hash_of(text_of(json, "agent"), hash_of(project, hash_of(date, hash_of("ccusage")))));
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

// Days, or the days of each project.
void ccusage_entry(const Json& json, std::uint64_t line, Sink& sink) {
    const Json& projects = member(json, "projects");
    if (!projects.is_object()) return ccusage_day(json, line, sink);
    for (const auto& [project, days] : projects.items()) {
        each_result(days, line, sink, [&, name = project](const Json& day) {
            Json named = day;
            if (!has(named, "project")) named["project"] = name;
            ccusage_day(named, line, sink);
        });
    }
}

bool is_dated_ccusage(const Json& e) {
    return (has(e, "date") || text_of(e, "period").size() == 10) && has(e, "inputTokens") &&
           has(e, "outputTokens");
}

}  // namespace

constinit const FormatRow ccusage_format = {
    .name = "ccusage report",
    .cached = "beside inputTokens",
    .matches =
        [](const Shape& s) {
            return s.has("daily") || (s.has("projects") && s.has("totals")) ||
                   (s.has("type") && s.has("data") && s.has("summary") && s.has_inner("date")) ||
                   (s.has("date") && s.has("inputTokens"));
        },
    .lists = "daily data",
    .is_entry =
        [](const Json& e) {
            return is_dated_ccusage(e) || (has(e, "totals") && member(e, "projects").is_object());
        },
    .entries = each<ccusage_entry>,
};
constinit const FormatRow ccusage_without_days_format = {
    .name = "ccusage report",
    .refusal = no_days,
    .matches =
        [](const Shape& s) {
            return (s.has("totals") && (s.has("weekly") || s.has("monthly") || s.has("sessions"))) ||
                   (s.has("type") && s.has("data") && s.has("summary") &&
                    (s.has_inner("month") || s.has_inner("week") || s.has_inner("session"))) ||
                   (s.has("blocks") && s.has_inner("tokenCounts"));
        },
    .is_entry =
        [](const Json& e) {
            return (has(e, "totals") && (has(e, "weekly") || has(e, "monthly") || has(e, "sessions"))) ||
                   (has(e, "tokenCounts") && has(e, "startTime"));
        },
};
constinit const FormatRow claude_code_analytics_format = {
    .name = "Claude Code analytics",
    .cached = "beside input",
    .matches = [](const Shape& s) { return s.has_inner("model_breakdown") || s.has("model_breakdown"); },
    .lists = "data",
    .is_entry = [](const Json& e) { return has(e, "model_breakdown") && has(e, "date"); },
    .entries = each<analytics_day>,
};
constinit const FormatRow anthropic_usage_format = {
    .name = "Anthropic usage report",
    .cached = "beside uncached_input_tokens",
    .matches =
        [](const Shape& s) {
            return (s.has_inner("starting_at") || s.has("starting_at")) &&
                   (s.has_inner("results") || s.has("results")) && !s.has_inner("amount");
        },
    .lists = "data",
    .is_entry = [](const Json& e) { return has(e, "starting_at") && member(e, "results").is_array(); },
    .entries = each<anthropic_bucket>,
};
constinit const FormatRow anthropic_costs_format = {
    .name = "Anthropic cost report",
    .refusal = no_tokens,
    .matches =
        [](const Shape& s) {
            return (s.has("data") && s.has_inner("starting_at") && s.has_inner("amount")) ||
                   (s.first_line.find("cost_usd") != s.first_line.npos &&
                    s.first_line.find("token_type") != s.first_line.npos);
        },
};
constinit const FormatRow openai_costs_format = {
    .name = "OpenAI costs",
    .refusal = "states costs and no tokens; export the completions usage of the same days instead",
    .matches =
        [](const Shape& s) { return s.has("data") && s.has_inner("start_time") && s.has_inner("amount"); },
};
constinit const FormatRow openai_usage_format = {
    .name = "OpenAI usage",
    .cached = "part of input_tokens",
    .matches =
        [](const Shape& s) {
            return (s.has_inner("start_time") || s.has("start_time")) &&
                   (s.has_inner("results") || s.has_inner("result") || s.has("results"));
        },
    .lists = "data",
    .is_entry =
        [](const Json& e) {
            return has(e, "start_time") && has(e, "end_time") &&
                   (member(e, "results").is_array() || member(e, "result").is_array());
        },
    .entries = each<openai_bucket>,
};

}  // namespace aicost::usage
