// Logs of single requests: OpenAI-style responses, LiteLLM's spend log, Ollama's responses.
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

// prompt_tokens (input_tokens) includes what is read from the cache and what is written to it.
void openai_response(std::string_view entry, std::uint64_t line, Sink& sink) {
    const Json json = parse_entry(entry);
    const bool batch = json.contains("custom_id");
    const Json& response = batch ? member(member(json, "response"), "body") : json;
    const Json& usage = member(response, "usage");
    if (!usage.is_object()) {
        const bool chunk = text_of(response, "object").find("chunk") != std::string::npos;
        return sink.skip(chunk ? "pieces of a streamed response, which state no use"
                               : "responses that state no use");
    }
    Row row;
    const bool newer = usage.contains("input_tokens");
    const Json& details = member(usage, newer ? "input_tokens_details" : "prompt_tokens_details");
    take_cached_out(row.tokens, count(usage, newer ? "input_tokens" : "prompt_tokens"),
                    maybe_count(details, "cached_tokens").value_or(0),
                    maybe_count(details, "cache_write_tokens").value_or(0));
    row.tokens.output = maybe_count(usage, newer ? "output_tokens" : "completion_tokens").value_or(0);
    const auto together = maybe_count(usage, "total_tokens");
    if (together && *together != row.tokens.total())
        sink.note("some responses state other total_tokens than input and output together; the parts count");
    const std::string model = text_of(response, "model"), id = text_of(response, "id");
    row.model = model;
    const std::string tier = text_of(response, "service_tier");
    row.batch = batch || tier == "batch";
    row.tier = other_tier(tier);
    row.seconds = time_of(response, response.contains("created_at") ? "created_at" : "created");
    if (!id.empty()) row.identity = hash_of(id, hash_of("openai response"));
    if (usage.contains("cost")) row.dollars = maybe_dollars(usage, "cost");
    sink.add(row, line);
}

// prompt_tokens includes the cached ones.
void litellm_row(std::string_view entry, std::uint64_t line, Sink& sink) {
    const Json json = parse_entry(entry);
    const Json& hit = member(json, "cache_hit");
    if (hit == true || hit == "True" || hit == "true")
        return sink.skip("requests that LiteLLM answered from its own cache");
    Row row;
    const Json& more = member(member(json, "metadata"), "additional_usage_values");
    take_cached_out(row.tokens, count(json, "prompt_tokens"),
                    maybe_count(more, "cache_read_input_tokens").value_or(0),
                    maybe_count(more, "cache_creation_input_tokens").value_or(0));
    row.tokens.output = count(json, "completion_tokens");
    const std::string model = text_of(json, "model"), id = text_of(json, "request_id");
    row.model = model;
    row.seconds = time_of(json, "startTime");
    row.dollars = maybe_dollars(json, "spend");
    if (!id.empty()) row.identity = hash_of(id, hash_of("litellm"));
    sink.add(row, line);
}

// Only the last object of a stream has the counts; prompt_eval_count lacks what was cached.
void ollama_response(std::string_view entry, std::uint64_t line, Sink& sink) {
    const Json json = parse_entry(entry);
    if (member(json, "done") != true) return sink.skip("pieces of a streamed response, which state no use");
    Row row;
    const auto prompt = maybe_count(json, "prompt_eval_count"), output = maybe_count(json, "eval_count");
    if (!prompt && !output) return sink.skip("responses that state no use");
    row.tokens.fresh_input = prompt.value_or(0);
    row.tokens.cache_read = maybe_count(json, "prompt_eval_cached_count").value_or(0);
    row.tokens.output = output.value_or(0);
    const std::string model = text_of(json, "model"), time = text_of(json, "created_at");
    row.model = model;
    row.seconds = time_of(json, "created_at");
    // two answers of the same model at the same nanosecond with the same duration are one
    row.identity =
        hash_of(member(json, "total_duration").dump(), hash_of(time, hash_of(model, hash_of("ollama"))));
    sink.add(row, line);
}

}  // namespace

std::unique_ptr<Reader> openai_responses_reader(Sink& sink) {
    return std::make_unique<Entries>(sink, std::vector<std::string>{}, openai_response);
}
std::unique_ptr<Reader> litellm_reader(Sink& sink) {
    return std::make_unique<Entries>(sink, std::vector<std::string>{}, litellm_row);
}
std::unique_ptr<Reader> ollama_reader(Sink& sink) {
    return std::make_unique<Entries>(sink, std::vector<std::string>{}, ollama_response);
}

}  // namespace aicost::usage
