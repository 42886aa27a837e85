// Amp's threads: each answer states its use; the ledger states it again, and keeps what has been deleted since.
#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

void read_thread(const Json& entry, std::uint64_t line, Sink& sink) {
    const std::string thread = text_of(entry, "id");
    const auto add = [&](const TokenCounts& tokens, const std::string& model, std::int64_t seconds,
                         const std::string& id) {
        Row row;
        row.tokens = tokens;
        row.model = model;
        row.seconds = seconds;
        row.session = thread;
        row.identity = hash_of(id, hash_of(thread, hash_of("amp")));
        if (tokens.total() > 0) sink.add(row, line);
    };
    std::set<std::string> counted;
    for (const Json& message : member(entry, "messages")) {
        const Json& usage = member(message, "usage");
        if (!usage.is_object()) continue;
        try {
            const std::string id = json_line(member(message, "messageId"));
            const std::uint64_t input = count_or_0(usage, {"inputTokens"});
            const TokenCounts tokens{input, count_or_0(usage, {"cacheReadInputTokens"}),
                                     count_or_0(usage, {"cacheCreationInputTokens"}), 0,
                                     count_or_0(usage, {"outputTokens"})};
            auto seconds = maybe_time(usage, "timestamp");
            if (!seconds) seconds = maybe_time(message, "timestamp");
            if (!seconds) seconds = time_of(entry, "created");
            add(tokens, text_of(usage, "model"), *seconds, id);
            counted.insert(id);
        } catch (const Broken& broken) {
            sink.fault(line, broken.what);
        }
    }
    for (const Json& event : member(entry, {"usageLedger", "events"})) {
        const std::string id = json_line(member(event, "toMessageId"));
        if (counted.contains(id) && id != "null") continue;
        try {
            const Json& tokens = member(event, "tokens");
            add({count_or_0(tokens, {"input"}), count_or_0(tokens, {"cacheReadInputTokens", "cacheRead"}),
                 count_or_0(tokens, {"cacheCreationInputTokens", "cacheWrite"}), 0,
                 count_or_0(tokens, {"output"})},
                text_of(event, "model"), time_of(event, "timestamp"), "ledger " + text_of(event, "id") + id);
        } catch (const Broken& broken) {
            sink.fault(line, broken.what);
        }
    }
}

}  // namespace

constinit const FormatRow amp_format = {
    .name = "Amp thread",
    .cached = "beside inputTokens",
    .matches =
        [](const Shape& s) {
            return s.has("id") && s.has("messages") &&
                   (s.has("usageLedger") || s.has_inner("totalInputTokens") ||
                    s.has_inner("maxInputTokens") || s.has("v"));
        },
    .session = true,
    .is_entry =
        [](const Json& e) {
            return member(e, "messages").is_array() && has(e, "id") && (has(e, "usageLedger") || has(e, "v"));
        },
    .entries = each<read_thread>,
};

}  // namespace aicost::usage
