// CSV exports: of OpenAI, Anthropic, OpenRouter, LiteLLM's table, Cursor, DeepSeek.
#include "usage/csv.hpp"
#include "usage/formats.hpp"
#include "usage/litellm.hpp"
#include "usage/report_value.hpp"

namespace aicost::usage {

namespace {

// tokens_prompt includes tokens_cached, tokens_completion includes tokens_reasoning.
void openrouter_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    Row row;
    row.seconds = fields.time("created_at");
    take_cached_out(row.tokens, fields.count("tokens_prompt"), fields.count_or_none("tokens_cached"), 0);
    row.tokens.output = fields.count("tokens_completion");
    row.model = fields.text("model_permaslug");
    row.dollars = fields.number("cost_total");
    row.user = fields.text({"user", "api_key_name"});
    row.project = fields.text("app_name");
    const std::string_view id = fields.text("generation_id");
    if (!id.empty()) row.identity = hash_of(id, hash_of("openrouter"));
    sink.add(row, line);
}

// input_tokens includes cache reads and writes.
void openai_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    const auto begin = static_cast<std::int64_t>(fields.count("start_time"));
    const auto end = static_cast<std::int64_t>(fields.count("end_time"));
    Row row;
    set_time(row, begin, end);
    sink.observe(begin, end);
    if (fields.text("input_tokens").empty()) return;  // a bucket without use
    take_cached_out(row.tokens, fields.count("input_tokens"), fields.count_or_none("input_cached_tokens"),
                    fields.count_or_none("input_cache_write_tokens"));
    if (!fields.text("input_uncached_tokens").empty())
        check_uncached(row.tokens, fields.count("input_uncached_tokens"));
    row.tokens.output = fields.count_or_none("output_tokens");
    row.requests = fields.count_or_none("num_model_requests");
    row.model = fields.text("model");
    row.project = fields.text({"project_name", "project_id"});
    row.user = fields.text({"user_email", "user_id", "api_key_id"});
    const std::string_view batch = fields.text("batch");
    row.batch = batch == "True" || batch == "true";
    row.tier = other_tier(fields.text("service_tier"));
    row.identity = fields.identity(hash_of("openai export"));
    sink.add(row, line);
}

// Anthropic's console: a row per day, model and key.
void console_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    const auto day = parse_time(fields.text("usage_date_utc").substr(0, 10));
    if (!day) throw Broken{"has no `usage_date_utc` such as 2026-11-03"};
    Row row;
    set_time(row, *day, *day + seconds_of_day);
    row.tokens = {
        fields.count("usage_input_tokens_no_cache"), fields.count_or_none("usage_input_tokens_cache_read"),
        fields.count_or_none("usage_input_tokens_cache_write_5m"),
        fields.count_or_none("usage_input_tokens_cache_write_1h"), fields.count("usage_output_tokens")};
    row.requests = 0;
    row.model = fields.text("model_version");
    row.project = fields.text("workspace");
    row.user = fields.text("api_key");
    const std::string_view type = fields.text("usage_type"), speed = fields.text("speed");
    row.batch = type == "batch" || type == "message_batch";
    row.tier = speed == "fast" ? speed : row.batch ? std::string_view() : other_tier(type);
    row.region = other_region(fields.text("inference_geo"));
    row.searches = fields.count_or_none("web_search_count");
    row.prompt = prompt_of_window(fields.text("context_window"));
    row.identity = fields.identity(hash_of("anthropic console"));
    sink.add(row, line);
}

// A call of Cursor's: input written to the cache, input not written to it, cache reads.
void cursor_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    Row row;
    row.seconds = fields.time("Date");
    row.tokens = {fields.count_or_none("Input (w/o Cache Write)"), fields.count_or_none("Cache Read"),
                  fields.count_or_none("Input (w/ Cache Write)"), 0, fields.count_or_none("Output Tokens")};
    if (row.tokens.total() == 0) return sink.skip("calls without tokens (failed, or not charged)");
    if (!fields.text("Total Tokens").empty() && fields.count("Total Tokens") != row.tokens.total())
        throw Broken{"`Total Tokens` is not the sum of the four columns before it"};
    row.model = fields.text("Model");
    row.user = fields.text("User");
    const std::string_view cost = fields.text({"Cost", "Cost ($)", "Cost to you"});
    const bool priced = cost.find_first_of("0123456789") != cost.npos;
    if (priced)
        row.dollars = fields.number(!fields.text("Cost").empty()       ? "Cost"
                                    : !fields.text("Cost ($)").empty() ? "Cost ($)"
                                                                       : "Cost to you");
    row.identity =
        hash_of(fields.text("Total Tokens"),
                hash_of(row.model, hash_of(row.user, hash_of(fields.text("Date"), hash_of("cursor")))));
    sink.add(row, line);
}

// DeepSeek has a row for each kind of token, and for the request count, per hour, model and key.
class DeepSeek : public RowReader {
public:
    explicit DeepSeek(Sink& sink) : sink_(sink) {}

    void row(const Fields& fields, std::uint64_t line) override {
        const bool timed = !fields.text("start_time_iso").empty();
        const std::int64_t begin = fields.time(timed ? "start_time_iso" : "utc_date");
        const std::int64_t end = timed ? fields.time("end_time_iso") : begin + seconds_of_day;
        const std::string_view type = fields.text("type");
        const std::uint64_t amount = fields.count("amount");
        std::uint64_t identity = hash_of("deepseek");
        for (const char* column :
             {"user_id", "model", "api_key_name", "api_key", "start_time_iso", "utc_date"})
            identity = hash_of(fields.text(column), identity);
        Use& use = uses_[identity];
        if (use.line == 0) {
            set_time(use.row, begin, end);
            use.row.requests = 0;
            use.line = line;
            use.model = fields.text("model");
            use.user = fields.text({"api_key_name", "user_id"});
        }
        if (!use.seen.insert(std::string(type)).second) return;  // a duplicate
        if (type == "request_count") {
            use.row.requests = amount;
        } else if (type == "input_cache_hit_tokens") {
            use.row.tokens.cache_read = amount;
        } else if (type == "input_cache_miss_tokens" || type == "prompt_tokens") {
            use.row.tokens.fresh_input = amount;
        } else if (type == "output_tokens" || type == "completion_tokens") {
            use.row.tokens.output = amount;
        } else {
            return sink_.skip("amounts of other sorts than tokens (" + std::string(type.substr(0, 40)) + ")");
        }
        if (const auto price = fields.number("price"); price && type != "request_count")
            use.row.dollars = use.row.dollars.value_or(0.0) + *price * static_cast<double>(amount);
    }
    void finish() override {
        for (auto& [identity, use] : uses_) {
            use.row.identity = identity;
            use.row.model = use.model;
            use.row.user = use.user;
            sink_.add(use.row, use.line);
        }
    }

private:
    struct Use {
        Row row;
        std::string model, user;
        std::set<std::string> seen;
        std::uint64_t line = 0;
    };
    Sink& sink_;
    std::map<std::uint64_t, Use> uses_;
};

// A dump of LiteLLM's table: its columns are the members of its JSON rows.
void litellm_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    const std::string_view hit = fields.text("cache_hit");
    if (hit == "True" || hit == "true" || hit == "t")
        return sink.skip("requests that LiteLLM answered from its own cache");
    Json json = Json::object();
    for (const char* key : {"prompt_tokens", "completion_tokens"}) json[key] = fields.count(key);
    if (!fields.text("metadata").empty()) json["metadata"] = fields.text("metadata");
    Row row;
    set_litellm_tokens(row, json);
    row.seconds = fields.time("startTime");
    row.model = fields.text("model");
    row.user = fields.text({"user", "end_user"});
    row.project = fields.text("team_id");
    row.session = fields.text("session_id");
    row.dollars = fields.number("spend");
    const std::string_view id = fields.text("request_id");
    if (!id.empty()) row.identity = hash_of(std::to_string(row.seconds), hash_of(id, hash_of("litellm")));
    sink.add(row, line);
}

}  // namespace

constinit const FormatRow openrouter_csv_format = {
    .name = "OpenRouter activity",
    .cached = "part of tokens_prompt",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"generation_id", "tokens_prompt"});
        },
    .bytes = each_row<openrouter_row>,
    .lines = true,
};
constinit const FormatRow openai_usage_csv_format = {
    .name = "OpenAI usage export",
    .cached = "part of input_tokens",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"start_time", "input_tokens"});
        },
    .bytes = each_row<openai_row>,
    .lines = true,
};
constinit const FormatRow openai_costs_csv_format = {
    .name = "OpenAI costs export",
    .refusal = "states costs and no tokens; export the completions usage of the same days instead",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"start_time", "amount_value"});
        },
};
constinit const FormatRow anthropic_console_format = {
    .name = "Anthropic console export",
    .cached = "beside usage_input_tokens_no_cache",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"usage_date_utc", "usage_input_tokens_no_cache"});
        },
    .bytes = each_row<console_row>,
    .lines = true,
};
constinit const FormatRow cursor_format = {
    .name = "Cursor usage export",
    .cached = "beside Input (w/o Cache Write)",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"Date", "Model", "Output Tokens"});
        },
    .bytes = each_row<cursor_row>,
    .lines = true,
};
constinit const FormatRow deepseek_format = {
    .name = "DeepSeek usage export",
    .cached = "beside input_cache_miss_tokens",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"model", "type", "amount"});
        },
    .bytes = [](Sink& sink) { return csv_reader(sink, std::make_unique<DeepSeek>(sink)); },
    .lines = true,
};
constinit const FormatRow litellm_csv_format = {
    .name = "LiteLLM spend log (CSV)",
    .cached = "part of prompt_tokens",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"request_id", "startTime", "prompt_tokens"});
        },
    .bytes = each_row<litellm_row>,
    .lines = true,
};

}  // namespace aicost::usage
