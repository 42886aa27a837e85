// Recorded API responses: OpenAI's and compatible ones, Anthropic's, Ollama's; whole, streamed or in batches.
#include <map>

#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

// prompt_tokens (input_tokens) includes cache reads and writes.
void openai_answer(const Json& json, std::uint64_t line, Sink& sink) {
    const bool batch = has(json, "custom_id");
    const bool event = text_of(json, "type").starts_with("response.");
    const Json& response = batch   ? member(json, {"response", "body"})
                           : event ? member(json, "response")
                                   : json;
    const Json& usage = member(response, "usage");
    if (!usage.is_object()) {
        const bool piece = event || text_of(response, "object").find("chunk") != std::string::npos;
        return sink.skip(piece ? "pieces of a streamed response, which state no use"
                               : "responses that state no use");
    }
    Row row;
    const bool newer = usage.contains("input_tokens");
    const Json& details = member(usage, newer ? "input_tokens_details" : "prompt_tokens_details");
    const std::uint64_t input = count(usage, newer ? "input_tokens" : "prompt_tokens");
    // DeepSeek's and Moonshot's names for the same
    const std::uint64_t cached = has(details, "cached_tokens")
                                     ? count(details, "cached_tokens")
                                     : count_or_0(usage, {"prompt_cache_hit_tokens", "cached_tokens"});
    take_cached_out_if_part(row.tokens, input, cached, count_or_0(details, {"cache_write_tokens"}));
    row.tokens.output = count_or_0(usage, {newer ? "output_tokens" : "completion_tokens"});
    const auto together = maybe_count(usage, "total_tokens");
    if (together && *together != row.tokens.total())
        sink.note("some responses state other total_tokens than input and output together; the parts count");
    const std::string model = text_of(response, "model"), id = text_of(response, "id"),
                      user = text_of(response, "user"), tier = text_of(response, "service_tier");
    row.model = model;
    row.user = user;
    row.batch = batch || tier == "batch";
    row.tier = other_tier(tier);
    row.seconds = time_of(response, response.contains("created_at") ? "created_at" : "created");
    // some servers reuse ids, so the same id at another time is another response
    if (!id.empty())
        row.identity =
            hash_of(model, hash_of(std::to_string(row.seconds), hash_of(id, hash_of("openai response"))));
    const Json& cost = member(usage, "cost");
    if (cost.is_number() || cost.is_object()) row.dollars = maybe_dollars(usage, "cost");
    sink.add(row, line);
}

bool is_openai_answer(const Json& e) {
    if (has(e, "custom_id")) return has(e, "response") || has(e, "error");
    if (text_of(e, "type").starts_with("response.")) return true;
    if (text_of(e, "type") == "message") return false;
    return (has(e, "object") && has(e, "choices")) ||
           (has(e, "model") && member(e, "usage").is_object() &&
            (has(e, "object") || has(e, "created") || has(e, "choices")));
}

// A response of the Messages API, a result of a message batch, or a stream of events: the first event states the
// input, the last the output.
class AnthropicMessages : public EntryReader {
public:
    explicit AnthropicMessages(Sink& sink) : sink_(sink) {}

    void read(const Json& entry, std::uint64_t line) override {
        const std::string type = text_of(entry, "type");
        if (has(entry, "custom_id")) {
            const Json& result = member(entry, "result");
            if (text_of(result, "type") != "succeeded") return sink_.skip("requests of a batch that failed");
            return add(member(result, "message"), true, line);
        }
        if (type == "message_start") {
            end_stream();
            open_ = member(entry, "message");
            open_line_ = line;
        } else if (type == "message_delta") {
            if (!open_.is_object()) return sink_.skip("pieces of a streamed response without its beginning");
            for (const auto& [key, value] : member(entry, "usage").items()) {
                if (!value.is_null()) open_["usage"][key] = value;
            }
        } else if (type == "message_stop") {
            end_stream();
        } else if (type == "message") {
            add(entry, false, line);
        }
    }
    void finish() override {
        try {
            if (open_.is_object())
                sink_.note("a streamed message does not end; the output of its last piece counts");
            end_stream();
        } catch (const Broken& broken) {
            sink_.fault(open_line_, broken.what);
        }
    }

private:
    void end_stream() {
        const Json message = std::move(open_);
        open_ = nullptr;
        if (message.is_object()) add(message, false, open_line_);
    }

    // Cached tokens are not part of input_tokens. The response has no time.
    void add(const Json& message, bool batch, std::uint64_t line) {
        const Json& usage = member(message, "usage");
        if (!usage.is_object()) return sink_.skip("responses that state no use");
        const Json& life = member(usage, "cache_creation");
        const std::uint64_t hour = count_or_0(life, {"ephemeral_1h_input_tokens"});
        const std::uint64_t parts = hour + count_or_0(life, {"ephemeral_5m_input_tokens"});
        const std::uint64_t all = std::max(count_or_0(usage, {"cache_creation_input_tokens"}), parts);
        Row row;
        row.tokens = {count(usage, "input_tokens"), count_or_0(usage, {"cache_read_input_tokens"}),
                      all - hour, hour, count(usage, "output_tokens")};
        const std::string model = text_of(message, "model"), id = text_of(message, "id"),
                          tier = text_of(usage, "service_tier"), speed = text_of(usage, "speed"),
                          region = text_of(usage, "inference_geo");
        row.model = model;
        row.batch = batch || tier == "batch";
        row.tier = speed == "fast" ? std::string_view(speed) : other_tier(tier);
        row.region = other_region(region);
        row.searches = count_or_0(member(usage, "server_tool_use"), {"web_search_requests"});
        row.time = UsageKey::Time::none;
        if (!id.empty()) row.identity = hash_of(id, hash_of("anthropic message"));
        sink_.add(row, line);
        for (const Json& one : member(usage, "iterations")) {
            const std::string type = text_of(one, "type"), other = text_of(one, "model");
            if (type == "message" || type.empty()) continue;
            row.tokens = {count_or_0(one, {"input_tokens"}), count_or_0(one, {"cache_read_input_tokens"}),
                          count_or_0(one, {"cache_creation_input_tokens"}), 0,
                          count_or_0(one, {"output_tokens"})};
            row.model = other.empty() ? model : other;
            row.searches = 0;
            if (row.identity != 0) row.identity = hash_of(type, row.identity);
            sink_.add(row, line);
        }
    }

    Sink& sink_;
    Json open_;
    std::uint64_t open_line_ = 0;
};

bool is_anthropic_message(const Json& e) {
    const std::string type = text_of(e, "type");
    if (has(e, "custom_id")) return has(member(e, "result"), "type");
    if (type == "message") return has(e, "role") && has(e, "usage");
    return type.starts_with("message_") || type.starts_with("content_block_") || type == "ping";
}

// Only the last object of a stream has the counts; prompt_eval_count leaves out cached tokens.
void ollama_answer(const Json& json, std::uint64_t line, Sink& sink) {
    if (member(json, "done") != true) return sink.skip("pieces of a streamed response, which state no use");
    Row row;
    const auto prompt = maybe_count(json, "prompt_eval_count"), output = maybe_count(json, "eval_count");
    if (!prompt && !output) return sink.skip("responses that state no use");
    row.tokens.fresh_input = prompt.value_or(0);
    row.tokens.cache_read = count_or_0(json, {"prompt_eval_cached_count"});
    row.tokens.output = output.value_or(0);
    const std::string model = text_of(json, "model"), time = text_of(json, "created_at");
    row.model = model;
    row.seconds = time_of(json, "created_at");
    // two responses of the same model at the same nanosecond with the same duration are the same
    row.identity =
        hash_of(json_line(member(json, "total_duration")), hash_of(time, hash_of(model, hash_of("ollama"))));
    sink.add(row, line);
}

}  // namespace

constinit const FormatRow openai_responses_format = {
    .name = "OpenAI response",
    .cached = "part of the input",
    .matches =
        [](const Shape& s) {
            const bool list = s.has("data") && s.has_inner("choices") && s.has_inner("usage");
            return (s.has("model") && s.has("usage") &&
                    (s.has("object") || s.has("created") || s.has("choices"))) ||
                   (s.has("object") && s.has("choices")) || (s.has("custom_id") && s.has("response")) ||
                   list || (s.has("type") && s.has("response") && s.has_inner("output"));
        },
    .lists = "data",
    .is_entry = is_openai_answer,
    .entries = each<openai_answer>,
};
constinit const FormatRow anthropic_messages_format = {
    .name = "Anthropic message",
    .cached = "beside input_tokens",
    .matches =
        [](const Shape& s) {
            return (s.has("type") && s.has("role") && s.has("usage")) ||
                   (s.has("custom_id") && s.has("result")) ||
                   (s.has("type") && s.has("message") && s.has_inner("stop_reason") && !s.has("timestamp"));
        },
    .lists = "data",
    .is_entry = is_anthropic_message,
    .entries = [](Sink& sink) -> std::unique_ptr<EntryReader> {
        return std::make_unique<AnthropicMessages>(sink);
    },
};
constinit const FormatRow ollama_format = {
    .name = "Ollama response",
    .cached = "beside prompt_eval_count",
    .matches = [](const Shape& s) { return s.has("model") && s.has("created_at") && s.has("done"); },
    .is_entry =
        [](const Json& e) {
            return has_all(e, {"model", "created_at", "done"});
        },
    .entries = each<ollama_answer>,
};

}  // namespace aicost::usage
