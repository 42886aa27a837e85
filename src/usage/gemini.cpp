// Google: sessions of Gemini CLI and of Qwen Code (with the same counts), and responses of the Gemini API.
#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

// `input` includes cached tokens; thoughts are not part of the output, nor tool tokens of the input.
void set_cli_tokens(Row& row, const Json& tokens) {
    take_cached_out_if_part(row.tokens, count_or_0(tokens, {"input", "prompt"}),
                            count_or_0(tokens, {"cached"}), 0);
    row.tokens.fresh_input += count_or_0(tokens, {"tool"});
    row.tokens.output = count_or_0(tokens, {"output", "candidates"}) + count_or_0(tokens, {"thoughts"});
}

class Cli : public EntryReader {
public:
    explicit Cli(Sink& sink) : sink_(sink) {}
    void read(const Json& entry, std::uint64_t line) override {
        if (has(entry, "sessionId")) session_ = text_of(entry, "sessionId");
        if (has(entry, "projectHash")) project_ = text_of(entry, "projectHash");
        const Json& messages = member(entry, "messages");
        if (messages.is_array()) {
            for (const Json& one : messages) {
                try {
                    message(one, line);
                } catch (const Broken& broken) {
                    sink_.fault(line, broken.what);
                }
            }
        }
        message(entry, line);
    }

private:
    void message(const Json& one, std::uint64_t line) {
        if (text_of(one, "type") != "gemini" || !has(one, "tokens")) return;
        Row row;
        set_cli_tokens(row, member(one, "tokens"));
        const std::string model = text_of(one, "model"), id = text_of(one, "id");
        row.model = model;
        row.seconds = time_of(one, "timestamp");
        row.session = session_;
        row.project = project_;
        if (!id.empty())
            row.identity = hash_of(text_of(one, "timestamp"), hash_of(id, hash_of("gemini cli")));
        sink_.add(row, line);
    }
    Sink& sink_;
    std::string session_, project_;
};

// The final statistics of `gemini --output-format json`: by model, without a time.
void read_stats(const Json& entry, std::uint64_t line, Sink& sink) {
    for (const auto& [model, one] : member(entry, {"stats", "models"}).items()) {
        Row row;
        set_cli_tokens(row, member(one, "tokens"));
        row.time = UsageKey::Time::none;
        row.requests = count_or_0(member(one, "api"), {"totalRequests"});
        row.model = model;
        const std::string session = text_of(entry, "session_id");
        row.session = session;
        if (!session.empty()) row.identity = hash_of(model, hash_of(session, hash_of("gemini stats")));
        sink.add(row, line);
    }
}

// Cached tokens are part of promptTokenCount; thoughts are not part of the candidates, unless the total says that
// they are.
void set_metadata_tokens(Row& row, const Json& usage) {
    const std::uint64_t prompt = count_or_0(usage, {"promptTokenCount"});
    const std::uint64_t output = count_or_0(usage, {"candidatesTokenCount", "responseTokenCount"});
    const std::uint64_t thoughts = count_or_0(usage, {"thoughtsTokenCount"});
    const std::uint64_t tools = count_or_0(usage, {"toolUsePromptTokenCount"});
    const auto total = maybe_count(usage, "totalTokenCount");
    take_cached_out_if_part(row.tokens, prompt, count_or_0(usage, {"cachedContentTokenCount"}), 0);
    row.tokens.fresh_input += tools;
    const bool inside = total && *total == prompt + tools + output && thoughts <= output;
    row.tokens.output = output + (inside ? 0 : thoughts);
}

void read_qwen(const Json& entry, std::uint64_t line, Sink& sink) {
    if (text_of(entry, "type") != "assistant") return;
    Row row;
    set_metadata_tokens(row, member(entry, "usageMetadata"));
    const std::string model = text_of(entry, "model"), session = text_of(entry, "sessionId"),
                      directory = text_of(entry, "cwd"), id = text_of(entry, "uuid");
    row.model = model;
    row.session = session;
    row.project = directory;
    row.seconds = time_of(entry, "timestamp");
    if (!id.empty()) row.identity = hash_of(text_of(entry, "timestamp"), hash_of(id, hash_of("qwen")));
    sink.add(row, line);
}

bool is_qwen(const Json& entry) {
    return has(entry, "usageMetadata") && has(entry, "type") &&
           (has(entry, "sessionId") || has(entry, "uuid"));
}

// Each chunk of a stream states the use so far: take the largest.
void read_gemini_answer(const Json& entry, std::uint64_t line, Sink& sink) {
    const Json& answer = has(entry, "response") ? member(entry, "response") : entry;
    const Json& usage = member(answer, "usageMetadata");
    if (!usage.is_object() || !has(usage, "promptTokenCount"))
        return sink.skip("responses that state no use");
    Row row;
    set_metadata_tokens(row, usage);
    const std::string model = text_of(answer, {"modelVersion", "model"}), id = text_of(answer, "responseId");
    row.model = model;
    const auto seconds = maybe_time(answer, "createTime");
    if (seconds) row.seconds = *seconds;
    if (!seconds) row.time = UsageKey::Time::none;
    // batch results have the request next to the response
    row.batch = has(entry, "response") && (has(entry, "request") || has(entry, "key"));
    if (!id.empty()) row.identity = hash_of(id, hash_of("gemini answer"));
    sink.add(row, line);
}

bool is_answer(const Json& entry) {
    const Json& answer = has(entry, "response") ? member(entry, "response") : entry;
    return has(answer, "usageMetadata") &&
           (has(answer, "candidates") || has(answer, "modelVersion") || has(answer, "responseId"));
}

}  // namespace

constinit const FormatRow gemini_cli_format = {
    .name = "Gemini CLI session",
    .cached = "part of input",
    .matches =
        [](const Shape& s) {
            return s.has("projectHash") ||
                   (s.has("sessionId") && s.has("messages") && s.has_inner("tokens") &&
                    s.has_inner("thoughts")) ||
                   (s.has("type") && s.has("tokens") && s.has_inner("thoughts"));
        },
    .session = true,
    .is_entry =
        [](const Json& e) {
            return has(e, "projectHash") || (text_of(e, "type") == "gemini" && has(e, "tokens")) ||
                   (has(e, "sessionId") && member(e, "messages").is_array());
        },
    .entries = [](Sink& sink) -> std::unique_ptr<EntryReader> { return std::make_unique<Cli>(sink); },
};
constinit const FormatRow gemini_stats_format = {
    .name = "Gemini CLI result",
    .cached = "part of prompt",
    .matches =
        [](const Shape& s) { return s.has("stats") && s.has_inner("models") && s.has_inner("candidates"); },
    .is_entry =
        [](const Json& e) {
            return member(e, {"stats", "models"}).is_object();
        },
    .entries = each<read_stats>,
};
constinit const FormatRow qwen_format = {
    .name = "Qwen Code session",
    .cached = "part of promptTokenCount",
    .matches =
        [](const Shape& s) {
            return s.has("sessionId") && (s.has("usageMetadata") || s.has("systemPayload") ||
                                          (s.has("uuid") && s.has_inner("parts")));
        },
    .session = true,
    .is_entry = is_qwen,
    .entries = each<read_qwen>,
};
constinit const FormatRow gemini_answer_format = {
    .name = "Gemini answer",
    .cached = "part of promptTokenCount",
    .matches =
        [](const Shape& s) {
            return s.has("candidates") || s.has("usageMetadata") || s.has_inner("usageMetadata");
        },
    .is_entry = is_answer,
    .entries = each<read_gemini_answer>,
};

}  // namespace aicost::usage
