// Copilot CLI: a session's last event states its use by model.
#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

class CopilotSession : public EntryReader {
public:
    explicit CopilotSession(Sink& sink) : sink_(sink) {}
    void read(const Json& entry, std::uint64_t line) override {
        const Json& data = member(entry, "data");
        if (has(data, "sessionId")) session_ = text_of(data, "sessionId");
        if (const std::string cwd = text_of(member(data, "context"), "cwd"); !cwd.empty()) directory_ = cwd;
        if (text_of(entry, "type") != "session.shutdown") return;
        for (const auto& [model, metric] : member(data, "modelMetrics").items()) {
            const Json& usage = member(metric, "usage");
            Row row;
            take_cached_out_if_part(row.tokens, count_or_0(usage, {"inputTokens"}),
                                    count_or_0(usage, {"cacheReadTokens"}),
                                    count_or_0(usage, {"cacheWriteTokens"}));
            row.tokens.output = count_or_0(usage, {"outputTokens"});
            row.requests = count_or_0(member(metric, "requests"), {"count"});
            row.seconds = time_of(entry, "timestamp");
            row.model = model;
            row.session = session_;
            row.project = directory_;
            const std::string id = text_of(entry, "id");
            if (!id.empty())
                row.identity =
                    hash_of(model, hash_of(text_of(entry, "timestamp"), hash_of(id, hash_of("copilot"))));
            if (row.tokens.total() > 0) sink_.add(row, line);
        }
    }

private:
    Sink& sink_;
    std::string session_, directory_;
};

bool is_copilot_entry(const Json& e) {
    const std::string type = text_of(e, "type");
    return member(e, "data").is_object() && has(e, "timestamp") && !has(e, "sessionId") &&
           (type.starts_with("session.") || type.starts_with("assistant.") || type.starts_with("user.") ||
            type.starts_with("tool.") || type.starts_with("hook.") || type.starts_with("subagent."));
}

}  // namespace

constinit const FormatRow copilot_format = {
    .name = "Copilot CLI session",
    .cached = "part of inputTokens",
    .matches =
        [](const Shape& s) {
            return s.has("type") && s.has("data") && s.has("timestamp") && s.has("id") &&
                   s.text.find("\"session.") != s.text.npos;
        },
    .session = true,
    .is_entry = is_copilot_entry,
    .entries = [](Sink& sink) -> std::unique_ptr<EntryReader> {
        return std::make_unique<CopilotSession>(sink);
    },
};

}  // namespace aicost::usage
