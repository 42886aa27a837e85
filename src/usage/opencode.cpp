// OpenCode: a file per message, or `opencode export`, which has them in `messages`.
#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

// Cached tokens are not part of the input, nor reasoning of the output, unless the total says that it is.
void read_message(const Json& entry, std::uint64_t line, Sink& sink) {
    const Json& one = has(entry, "info") ? member(entry, "info") : entry;
    const Json& tokens = member(one, "tokens");
    const Json& cache = member(tokens, "cache");
    Row row;
    row.tokens = {count_or_0(tokens, {"input"}), count_or_0(cache, {"read"}), count_or_0(cache, {"write"}), 0,
                  count_or_0(tokens, {"output"})};
    const auto total = maybe_count(tokens, "total");
    if (!total || *total != row.tokens.total()) row.tokens.output += count_or_0(tokens, {"reasoning"});
    const std::string model = text_of(one, "modelID"), id = text_of(one, "id"),
                      session = text_of(one, "sessionID"), directory = text_of(member(one, "path"), "root");
    row.model = model;
    row.session = session;
    row.project = directory;
    row.seconds = time_of(member(one, "time"), "created");
    row.dollars = maybe_dollars(one, "cost");
    if (row.dollars == 0.0) row.dollars.reset();  // a subscription, or a price it does not know
    if (!id.empty())
        row.identity = hash_of(json_line(member(one, {"time", "created"})), hash_of(id, hash_of("opencode")));
    if (row.tokens.total() > 0 || row.dollars) sink.add(row, line);
}

bool is_opencode_message(const Json& e) {
    const Json& one = has(e, "info") ? member(e, "info") : e;
    return has_all(one, {"tokens", "modelID"});
}

}  // namespace

constinit const FormatRow opencode_format = {
    .name = "OpenCode message",
    .cached = "beside input",
    .matches =
        [](const Shape& s) {
            return (s.has("tokens") && s.has("modelID")) || (s.has("info") && s.has("messages")) ||
                   (s.has("info") && s.has_inner("modelID"));
        },
    .lists = "messages",
    .session = true,
    .is_entry = is_opencode_message,
    .entries = each<read_message>,
};

}  // namespace aicost::usage
