// Factory droid: its sessions state no tokens; the settings file next to each states those of the whole session.
#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

void read_nothing(const Json&, std::uint64_t, Sink&) {}

// Cached and thinking tokens are not part of input and output.
void read_settings(const Json& entry, std::uint64_t line, Sink& sink) {
    const Json& usage = member(entry, "tokenUsage");
    Row row;
    row.tokens = {count_or_0(usage, {"inputTokens"}), count_or_0(usage, {"cacheReadTokens"}),
                  count_or_0(usage, {"cacheCreationTokens"}), 0,
                  count_or_0(usage, {"outputTokens"}) + count_or_0(usage, {"thinkingTokens"})};
    const std::string model = text_of(entry, "model");
    row.model = model;
    row.requests = 0;
    const auto seconds = maybe_time(entry, "providerLockTimestamp");
    if (seconds) row.seconds = *seconds;
    if (!seconds) row.time = UsageKey::Time::none;
    // a session's counts grow: of two copies of its settings, take the one with more
    if (seconds)
        row.identity = hash_of(text_of(entry, "providerLockTimestamp"), hash_of(model, hash_of("droid")));
    sink.add(row, line);
}

}  // namespace

constinit const FormatRow droid_format = {
    .name = "Factory droid session",
    .cached = "not stated",
    .refusal = "its tokens stand in the .settings.json beside it",
    .matches = [](const Shape& s) { return s.has("type") && s.has("title") && s.has("owner"); },
    .session = true,
    .is_entry =
        [](const Json& e) {
            const std::string type = text_of(e, "type");
            return type == "session_start" || (type == "message" && has(e, "parentId"));
        },
    .entries = each<read_nothing>,
};
constinit const FormatRow droid_settings_format = {
    .name = "Factory droid settings",
    .cached = "beside inputTokens",
    .matches = [](const Shape& s) { return s.has("tokenUsage") && s.has_inner("thinkingTokens"); },
    .is_entry = [](const Json& e) { return has(member(e, "tokenUsage"), "inputTokens"); },
    .entries = each<read_settings>,
};

}  // namespace aicost::usage
