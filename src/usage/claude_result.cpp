// `claude -p --output-format json` and stream-json: the result states the use of all models, without a time.
#include <map>

#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

TokenCounts tokens_of(const Json& usage) {
    const Json& life = member(usage, "cache_creation");
    const std::uint64_t hour = count_or_0(life, {"ephemeral_1h_input_tokens"});
    const std::uint64_t parts = hour + count_or_0(life, {"ephemeral_5m_input_tokens"});
    const std::uint64_t all = std::max(count_or_0(usage, {"cache_creation_input_tokens"}), parts);
    return {count(usage, "input_tokens"), count_or_0(usage, {"cache_read_input_tokens"}), all - hour, hour,
            count(usage, "output_tokens")};
}

class Result : public EntryReader {
public:
    explicit Result(Sink& sink) : sink_(sink) {}

    void read(const Json& entry, std::uint64_t line) override {
        const std::string session = text_of(entry, "session_id"), type = text_of(entry, "type");
        if (type == "assistant") return message(entry, session, line);
        if (type != "result") return;
        finished_.insert(session);
        const std::string id = text_of(entry, "uuid");
        const std::uint64_t seed = hash_of(id, hash_of(session, hash_of("claude result")));
        Row row;
        row.time = UsageKey::Time::none;
        row.session = session;
        row.requests = 0;  // turns are stated, not requests
        const Json& models = member(entry, "modelUsage");
        if (!models.is_object() || models.empty()) {
            row.tokens = tokens_of(member(entry, "usage"));
            row.dollars = maybe_dollars(entry, "total_cost_usd");
            row.searches = count_or_0(member(entry, {"usage", "server_tool_use"}), {"web_search_requests"});
            if (!id.empty()) row.identity = seed;
            return sink_.add(row, line);
        }
        const Json& own = member(entry, {"usage", "cache_creation"});
        std::uint64_t hour = count_or_0(own, {"ephemeral_1h_input_tokens"});
        for (const auto& [model, usage] : models.items()) {
            row.model = model;
            row.tokens = {count(usage, "inputTokens"), count_or_0(usage, {"cacheReadInputTokens"}),
                          count_or_0(usage, {"cacheCreationInputTokens"}), 0, count(usage, "outputTokens")};
            // `usage` states how long the main model's cache writes are kept
            const std::uint64_t kept = std::min(hour, row.tokens.cache_write);
            row.tokens.cache_write -= kept;
            row.tokens.cache_write_1h = kept;
            hour -= kept;
            row.dollars = maybe_dollars(usage, "costUSD");
            row.searches = count_or_0(usage, {"webSearchRequests"});
            if (!id.empty()) row.identity = hash_of(model, seed);
            sink_.add(row, line);
        }
    }

    // A stream cut off before its result: only its messages are left.
    void finish() override {
        for (const auto& [id, one] : messages_) {
            if (finished_.contains(one.session)) continue;
            sink_.note(
                "a stream of `claude -p` has no result; its messages count, whose output is what was "
                "written when they began");
            Row row;
            row.time = UsageKey::Time::none;
            row.model = one.model;
            row.tokens = one.tokens;
            row.session = one.session;
            row.identity = hash_of(id, hash_of("claude stream"));
            sink_.add(row, one.line);
        }
    }

private:
    struct Piece {
        std::string session, model;
        TokenCounts tokens;
        std::uint64_t line = 0;
    };
    void message(const Json& entry, const std::string& session, std::uint64_t line) {
        const Json& message = member(entry, "message");
        if (!has(message, "usage") || text_of(message, "model") == "<synthetic>") return;
        Piece piece{session, text_of(message, "model"), tokens_of(member(message, "usage")), line};
        Piece& kept = messages_[text_of(message, "id") + (has(message, "id") ? "" : std::to_string(line))];
        if (piece.tokens.total() >= kept.tokens.total()) kept = std::move(piece);
    }

    Sink& sink_;
    std::set<std::string> finished_;
    std::map<std::string, Piece> messages_;
};

bool is_claude_result(const Json& entry) {
    if (!has_all(entry, {"type", "session_id"})) return false;
    const std::string type = text_of(entry, "type");
    return type == "system" || type == "assistant" || type == "user" || type == "result" ||
           type == "stream_event" || type == "rate_limit_event" || type == "tool_progress";
}

}  // namespace

constinit const FormatRow claude_result_format = {
    .name = "claude -p result",
    .cached = "beside the input tokens",
    .matches = [](const Shape& s) { return s.has("type") && s.has("session_id") && !s.has("payload"); },
    .session = true,
    .is_entry = is_claude_result,
    .entries = [](Sink& sink) -> std::unique_ptr<EntryReader> { return std::make_unique<Result>(sink); },
};

}  // namespace aicost::usage
