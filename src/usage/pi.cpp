// Sessions of pi and of OpenClaw, in the same format.
#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

class PiSession : public EntryReader {
public:
    explicit PiSession(Sink& sink) : sink_(sink) {}
    void read(const Json& entry, std::uint64_t line) override {
        const std::string type = text_of(entry, "type");
        if (type == "session") {
            session_ = text_of(entry, "id");
            directory_ = text_of(entry, "cwd");
        }
        if (type == "model_change" || text_of(entry, "customType") == "model-snapshot") {
            const Json& change = has(entry, "data") ? member(entry, "data") : entry;
            if (const std::string model = text_of(change, {"modelId", "model"}); !model.empty())
                model_ = model;
        }
        const Json& message = member(entry, "message");
        const Json& usage = member(message, "usage");
        if (type != "message" || text_of(message, "role") != "assistant" || !usage.is_object()) return;
        Row row;  // cached tokens are not part of the input
        row.tokens = {count_or_0(usage, {"input"}), count_or_0(usage, {"cacheRead"}),
                      count_or_0(usage, {"cacheWrite"}), 0, count_or_0(usage, {"output"})};
        const auto total = maybe_count(usage, "totalTokens");
        if (total && row.tokens.total() != *total)
            sink_.note("some messages state other totalTokens than their parts together; the parts count");
        std::string model = text_of(message, {"model", "modelId"});
        if (model.empty()) model = model_;
        row.model = model;
        row.session = session_;
        row.project = directory_;
        const auto seconds = maybe_time(entry, "timestamp");
        row.seconds = seconds ? *seconds : time_of(message, "timestamp");
        row.dollars = has(member(usage, "cost"), "total") ? maybe_dollars(member(usage, "cost"), "total")
                                                          : std::nullopt;
        const std::string id = text_of(entry, "id");
        if (!id.empty()) row.identity = hash_of(text_of(entry, "timestamp"), hash_of(id, hash_of("pi")));
        if (row.tokens.total() > 0 || row.dollars.value_or(0.0) > 0.0) sink_.add(row, line);
    }

private:
    Sink& sink_;
    std::string session_, directory_, model_;
};

bool is_pi_entry(const Json& e) {
    const std::string type = text_of(e, "type");
    if (type == "session") return has_all(e, {"version", "cwd"});
    if (type == "model_change") return true;
    return type == "message" && has(member(e, {"message", "usage"}), "input");
}

}  // namespace

constinit const FormatRow pi_format = {
    .name = "pi session",
    .cached = "beside input",
    .matches =
        [](const Shape& s) {
            return s.has("type") &&
                   ((s.has("version") && s.has("cwd") && !s.has("owner") && !s.has("title")) ||
                    (s.has("message") && s.has("parentId") && s.has_inner("cacheRead")));
        },
    .session = true,
    .is_entry = is_pi_entry,
    .entries = [](Sink& sink) -> std::unique_ptr<EntryReader> { return std::make_unique<PiSession>(sink); },
};

}  // namespace aicost::usage
