// Logs of gateways and trackers: LiteLLM, OpenRouter, Langfuse, Helicone, Portkey.
#include "usage/formats.hpp"
#include "usage/litellm.hpp"
#include "usage/report_value.hpp"

namespace aicost::usage {

namespace {

bool answered_from_own_cache(const Json& hit) {
    return hit == true || hit == "True" || hit == "true" || hit == "HIT" || hit == "hit";
}

// prompt_tokens includes cached tokens for every provider.
void litellm_row(const Json& json, std::uint64_t line, Sink& sink) {
    if (answered_from_own_cache(member(json, "cache_hit")))
        return sink.skip("requests that LiteLLM answered from its own cache");
    Row row;
    set_litellm_tokens(row, json);
    const std::string model = text_of(json, "model"), id = text_of(json, {"request_id", "id"}),
                      user = text_of(json, {"user", "end_user"}), team = text_of(json, "team_id"),
                      session = text_of(json, {"session_id", "trace_id"});
    row.model = model;
    row.user = user;
    row.project = team;
    row.session = session;
    row.seconds = time_of(json, "startTime");
    row.dollars = maybe_dollars(json, has(json, "spend") ? "spend" : "response_cost");
    if (!id.empty()) row.identity = hash_of(std::to_string(row.seconds), hash_of(id, hash_of("litellm")));
    sink.add(row, line);
}

bool is_litellm(const Json& e) {
    return has(e, "startTime") && (has(e, "request_id") || has(e, "call_type")) &&
           (has(e, "prompt_tokens") || has(e, "spend") || has(e, "response_cost"));
}

// A day: its metrics are the sum over its models; a remainder has no model.
void litellm_day(const Json& json, std::uint64_t line, Sink& sink) {
    const std::int64_t begin = date_of(json, {"date"});
    sink.observe(begin, begin + seconds_of_day);
    const auto read = [&](const Json& metrics, const std::string& model) {
        Row row;
        set_time(row, begin, begin + seconds_of_day);
        take_cached_out_if_part(row.tokens, count_or_0(metrics, {"prompt_tokens"}),
                                count_or_0(metrics, {"cache_read_input_tokens"}),
                                count_or_0(metrics, {"cache_creation_input_tokens"}));
        row.tokens.output = count_or_0(metrics, {"completion_tokens"});
        row.requests = count_or_0(metrics, {"api_requests", "successful_requests"});
        row.model = model;
        row.dollars = maybe_dollars(metrics, "spend");
        row.identity = hash_of(model, hash_of(std::to_string(begin), hash_of("litellm day")));
        if (row.tokens.total() > 0 || row.requests > 0) sink.add(row, line);
    };
    const Json& all = member(json, "metrics");
    Json rest = all;
    bool named = false;
    for (const auto& [model, one] : member(json, {"breakdown", "models"}).items()) {
        const Json& metrics = has(one, "metrics") ? member(one, "metrics") : one;
        read(metrics, model);
        named = true;
        for (auto& [key, value] : rest.items()) {
            const Json& part = member(metrics, key.c_str());
            if (!value.is_number() || !part.is_number()) continue;
            if (value.is_number_integer()) {
                value = std::max<std::int64_t>(0, value.get<std::int64_t>() - part.get<std::int64_t>());
            } else {
                const double left = value.get<double>() - part.get<double>();
                value = left > 1e-9 ? left : 0.0;
            }
        }
    }
    if (named) rest["api_requests"] = count_or_0(rest, {"api_requests", "successful_requests"});
    if (!named || count_or_0(rest, {"prompt_tokens"}) + count_or_0(rest, {"completion_tokens"}) > 0)
        read(rest, "");
}

// A row per day, model and provider: reasoning is part of the completion.
void openrouter_activity(const Json& json, std::uint64_t line, Sink& sink) {
    const std::int64_t begin = date_of(json, {"date"});
    sink.observe(begin, begin + seconds_of_day);
    Row row;
    set_time(row, begin, begin + seconds_of_day);
    take_cached_out(row.tokens, count_or_0(json, {"prompt_tokens"}),
                    count_or_0(json, {"cached_tokens", "prompt_tokens_cached"}), 0);
    row.tokens.output = count_or_0(json, {"completion_tokens"});
    row.requests = count_or_0(json, {"requests"});
    const std::string model = text_of(json, {"model_permaslug", "model"});
    row.model = model;
    row.dollars = maybe_dollars(json, "usage");
    row.identity = identity_of_all_but_counts(json, hash_of("openrouter activity"));
    sink.add(row, line);
}

// The counts of the provider's own tokenizer are billed; reasoning is part of the completion.
void openrouter_generation(const Json& json, std::uint64_t line, Sink& sink) {
    Row row;
    take_cached_out(row.tokens, count_or_0(json, {"native_tokens_prompt", "tokens_prompt"}),
                    count_or_0(json, {"native_tokens_cached"}), 0);
    row.tokens.output = count_or_0(json, {"native_tokens_completion", "tokens_completion"});
    const std::string model = text_of(json, "model"), id = text_of(json, "id");
    row.model = model;
    row.seconds = time_of(json, "created_at");
    row.dollars = maybe_dollars(json, has(json, "total_cost") ? "total_cost" : "usage");
    row.identity = hash_of(id, hash_of("openrouter"));
    sink.add(row, line);
}

// Kinds of tokens do not overlap: `input` is without input_cached, cache_read, ….
void langfuse_observation(const Json& json, std::uint64_t line, Sink& sink) {
    const Json& details = member(json, "usageDetails");
    const Json& usage = details.is_object() && !details.empty() ? details : member(json, "usage");
    const std::string unit = text_of(member(json, "usage"), "unit"), type = text_of(json, "type");
    if (!usage.is_object() || usage.empty() || type == "SPAN" || type == "EVENT")
        return sink.skip("observations that state no use");
    if (!unit.empty() && unit != "TOKENS") return sink.skip("observations in other units than tokens");
    Row row;
    for (const auto& [key, value] : usage.items()) {
        if (!value.is_number()) continue;
        const std::uint64_t number = count(usage, key.c_str());
        const auto names = [&, name = key](std::string_view part) { return name.find(part) != name.npos; };
        if (names("total") || names("otal")) continue;
        if (names("cache") && (names("creation") || names("write"))) {
            (names("1h") ? row.tokens.cache_write_1h : row.tokens.cache_write) += number;
        } else if (names("cache")) {
            row.tokens.cache_read += number;
        } else if (names("output") || names("completion") || names("candidates")) {
            row.tokens.output += number;
        } else if (names("input") || names("prompt")) {
            row.tokens.fresh_input += number;
        }
    }
    const std::string model = text_of(json, {"model", "providedModelName"}), id = text_of(json, "id"),
                      session = text_of(json, {"sessionId", "traceId"}), user = text_of(json, "userId");
    row.model = model;
    row.session = session;
    row.user = user;
    row.seconds = time_of(json, "startTime");
    row.dollars = maybe_dollars(json, has(json, "totalCost") ? "totalCost" : "calculatedTotalCost");
    if (!row.dollars) row.dollars = maybe_dollars(member(json, "costDetails"), "total");
    if (!id.empty()) row.identity = hash_of(std::to_string(row.seconds), hash_of(id, hash_of("langfuse")));
    if (row.tokens.total() > 0) sink.add(row, line);
}

bool is_langfuse(const Json& e) {
    return has(e, "traceId") && has(e, "type") && has(e, "startTime") && has(e, "id");
}

// Cached tokens are not part of prompt_tokens.
void helicone_request(const Json& json, std::uint64_t line, Sink& sink) {
    if (has(json, "cache_reference_id") &&
        text_of(json, "cache_reference_id") != "00000000-0000-0000-0000-000000000000")
        return sink.skip("requests that Helicone answered from its own cache");
    Row row;
    if (!has(json, "prompt_tokens") && !has(json, "completion_tokens"))
        return sink.skip("requests that state no use");
    row.tokens = {count_or_0(json, {"prompt_tokens"}), count_or_0(json, {"prompt_cache_read_tokens"}),
                  count_or_0(json, {"prompt_cache_write_tokens"}), 0,
                  count_or_0(json, {"completion_tokens"})};
    const std::string model = text_of(json, {"model", "response_model", "request_model", "model_override"}),
                      id = text_of(json, "request_id"), user = text_of(json, {"request_user_id", "user_id"});
    row.model = model;
    row.user = user;
    row.seconds = time_of(json, "request_created_at");
    row.dollars = maybe_dollars(json, has(json, "cost") ? "cost" : "costUSD");
    if (!id.empty()) row.identity = hash_of(std::to_string(row.seconds), hash_of(id, hash_of("helicone")));
    sink.add(row, line);
}

// Costs are in cents.
void portkey_request(const Json& json, std::uint64_t line, Sink& sink) {
    if (answered_from_own_cache(member(json, "cache_status")))
        return sink.skip("requests that Portkey answered from its own cache");
    Row row;
    row.tokens.fresh_input = count_or_0(json, {"req_units"});
    row.tokens.output = count_or_0(json, {"res_units"});
    const std::string model = text_of(json, "ai_model"), id = text_of(json, "id"),
                      session = text_of(json, "trace_id"),
                      user = text_of(member(json, "metadata"), {"_user", "user"});
    row.model = model;
    row.session = session;
    row.user = user;
    row.seconds = time_of(json, "created_at");
    const std::string currency = text_of(json, {"cost_currency", "currency"});
    const auto cents = maybe_dollars(json, "cost");
    if (cents && (currency.empty() || currency == "USD")) row.dollars = *cents / 100.0;
    if (!id.empty()) row.identity = hash_of(std::to_string(row.seconds), hash_of(id, hash_of("portkey")));
    sink.add(row, line);
}

}  // namespace

constinit const FormatRow litellm_format = {
    .name = "LiteLLM spend log",
    .cached = "part of prompt_tokens",
    .matches =
        [](const Shape& s) {
            const auto row = [](const auto& has) {
                return has("startTime") && (has("request_id") || has("call_type")) &&
                       (has("prompt_tokens") || has("spend") || has("response_cost"));
            };
            return row([&](std::string_view key) { return s.has(key); }) ||
                   (s.has("data") && row([&](std::string_view key) { return s.has_inner(key); }));
        },
    .lists = "data",
    .is_entry = is_litellm,
    .entries = each<litellm_row>,
};
constinit const FormatRow litellm_daily_format = {
    .name = "LiteLLM daily activity",
    .cached = "part of prompt_tokens",
    .matches =
        [](const Shape& s) {
            return (s.has("results") && s.has_inner("metrics")) || (s.has("date") && s.has("metrics"));
        },
    .lists = "results",
    .is_entry = [](const Json& e) { return has(e, "date") && member(e, "metrics").is_object(); },
    .entries = each<litellm_day>,
};
constinit const FormatRow openrouter_activity_format = {
    .name = "OpenRouter activity report",
    .cached = "not stated",
    .matches =
        [](const Shape& s) {
            return s.has_inner("model_permaslug") || s.has("model_permaslug") ||
                   s.has_inner("byok_usage_inference");
        },
    .lists = "data",
    .is_entry =
        [](const Json& e) {
            return has_all(e, {"date", "model", "prompt_tokens", "requests"});
        },
    .entries = each<openrouter_activity>,
};
constinit const FormatRow openrouter_generation_format = {
    .name = "OpenRouter generation",
    .cached = "part of native_tokens_prompt",
    .matches =
        [](const Shape& s) { return s.has_inner("native_tokens_prompt") || s.has("native_tokens_prompt"); },
    .lists = "data",
    .is_entry =
        [](const Json& e) {
            return has_all(e, {"id", "created_at", "native_tokens_prompt"});
        },
    .entries = each<openrouter_generation>,
};
constinit const FormatRow langfuse_format = {
    .name = "Langfuse observations",
    .cached = "beside input",
    .matches =
        [](const Shape& s) {
            const auto row = [](const auto& has) {
                return has("traceId") && has("startTime") && has("type");
            };
            return row([&](std::string_view key) { return s.has(key); }) ||
                   (s.has("data") && row([&](std::string_view key) { return s.has_inner(key); }));
        },
    .lists = "data",
    .is_entry = is_langfuse,
    .entries = each<langfuse_observation>,
};
constinit const FormatRow helicone_format = {
    .name = "Helicone requests",
    .cached = "beside prompt_tokens",
    .matches =
        [](const Shape& s) { return s.has("request_created_at") || s.has_inner("request_created_at"); },
    .lists = "data",
    .is_entry =
        [](const Json& e) {
            return has_all(e, {"request_id", "request_created_at"});
        },
    .entries = each<helicone_request>,
};
constinit const FormatRow portkey_format = {
    .name = "Portkey log export",
    .cached = "not stated",
    .matches =
        [](const Shape& s) { return s.has("req_units") || (s.has("data") && s.has_inner("req_units")); },
    .lists = "data",
    .is_entry =
        [](const Json& e) { return has(e, "created_at") && (has(e, "req_units") || has(e, "res_units")); },
    .entries = each<portkey_request>,
};

}  // namespace aicost::usage
