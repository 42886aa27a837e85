// Claude Code's session logs: an object per line, most of them without a use. Only lines that contain `"usage"`
// are parsed; of the others only the first and last byte are checked, and that there are no binary bytes.
#include <algorithm>
#include <charconv>
#include <cstring>
#include <vector>

#include "json/json_writer.hpp"
#include "text/encoding.hpp"
#include "usage/formats.hpp"
#include "usage/json_log.hpp"
#include "usage/json_value.hpp"
#include "usage/scan.hpp"
#include "usage/skip.hpp"
#include "usage/time_text.hpp"

namespace aicost::usage {

namespace {

// Is a key this one? With a size known at compile time, so that the comparison is fast.
template <std::size_t size>
bool is(std::string_view key, const char (&name)[size]) {
    return key.size() == size - 1 && std::memcmp(key.data(), name, size - 1) == 0;
}

// A call inside a message that the message's own counts leave out: to another model, or to compact the context.
struct Iteration {
    std::string_view type, model;
    TokenCounts tokens;
};

struct Line {
    std::string_view id, request, model, time, speed, tier, region, session, directory;
    std::optional<double> dollars;
    TokenCounts tokens;
    std::optional<std::uint64_t> write_total, write_5m, write_1h;
    std::uint64_t searches = 0;
    std::vector<Iteration> iterations;
    bool has_usage = false, has_input = false, has_output = false, side = false;
    bool is_session = false;  // has members that only session lines have
    const char* problem = nullptr;

    void count(Skip& json, std::uint64_t& into) {
        const auto number = json.count();
        if (!number) problem = "a token count is not a whole number";
        into = number.value_or(0);
    }
    void count(Skip& json, std::optional<std::uint64_t>& into) { count(json, into.emplace()); }

    void iteration(Skip& json) {
        Iteration& one = iterations.emplace_back();
        std::optional<std::uint64_t> total, brief, hour;
        json.object([&](std::string_view key) {
            if (is(key, "type")) one.type = json.maybe_string().value_or("");
            if (is(key, "model")) one.model = json.maybe_string().value_or("");
            if (is(key, "input_tokens")) count(json, one.tokens.fresh_input);
            if (is(key, "output_tokens")) count(json, one.tokens.output);
            if (is(key, "cache_read_input_tokens")) count(json, one.tokens.cache_read);
            if (is(key, "cache_creation_input_tokens")) count(json, total);
            if (is(key, "cache_creation") && json.next() == '{') {
                json.object([&](std::string_view life) {
                    if (is(life, "ephemeral_5m_input_tokens")) count(json, brief);
                    if (is(life, "ephemeral_1h_input_tokens")) count(json, hour);
                });
            }
        });
        const std::uint64_t all = std::max(total.value_or(0), hour.value_or(0) + brief.value_or(0));
        one.tokens.cache_write_1h = std::min(hour.value_or(0), all);
        one.tokens.cache_write = all - one.tokens.cache_write_1h;
    }

    void usage(Skip& json) {
        has_usage = true;
        json.object([&](std::string_view key) {
            if (is(key, "input_tokens")) {
                has_input = true;
                count(json, tokens.fresh_input);
            } else if (is(key, "output_tokens")) {
                has_output = true;
                count(json, tokens.output);
            } else if (is(key, "cache_read_input_tokens")) {
                count(json, tokens.cache_read);
            } else if (is(key, "cache_creation_input_tokens")) {
                count(json, write_total);
            } else if (is(key, "cache_creation") && json.next() == '{') {
                json.object([&](std::string_view life) {
                    if (is(life, "ephemeral_5m_input_tokens")) count(json, write_5m);
                    if (is(life, "ephemeral_1h_input_tokens")) count(json, write_1h);
                });
            } else if (is(key, "speed")) {
                speed = json.maybe_string().value_or("");
            } else if (is(key, "service_tier")) {
                tier = json.maybe_string().value_or("");
            } else if (is(key, "inference_geo")) {
                region = json.maybe_string().value_or("");
            } else if (is(key, "server_tool_use") && json.next() == '{') {
                json.object([&](std::string_view tool) {
                    if (is(tool, "web_search_requests")) count(json, searches);
                });
            } else if (is(key, "iterations") && json.next() == '[') {
                iterations.clear();
                json.array([&] {
                    if (json.next() == '{') iteration(json);
                });
            }
        });
    }

    // A line, or a record nested in it: `message` holds the message, `data` (of a progress line) another such record.
    void record(Skip& json, bool in_message, int depth) {
        json.object([&](std::string_view key) {
            if ((is(key, "message") || is(key, "data")) && json.next() == '{' && depth < 4) {
                record(json, is(key, "message"), depth + 1);
            } else if (is(key, "timestamp")) {
                time = json.maybe_string().value_or(time);
            } else if (is(key, "requestId")) {
                request = json.maybe_string().value_or(request);
            } else if (is(key, "sessionId")) {
                session = json.maybe_string().value_or(session);
                is_session = true;
            } else if (is(key, "parentUuid") || is(key, "leafUuid")) {
                is_session = true;
            } else if (is(key, "isSidechain")) {
                side = json.value() == "true";
                is_session = true;
            } else if (is(key, "cwd")) {
                directory = json.maybe_string().value_or(directory);
            } else if (is(key, "costUSD")) {
                const std::string_view text = json.value();
                double value = 0.0;
                const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
                if (read.ec == std::errc() && read.ptr == text.data() + text.size()) dollars = value;
            } else if (in_message && is(key, "id")) {
                id = json.maybe_string().value_or("");
            } else if (in_message && is(key, "model")) {
                model = json.maybe_string().value_or("");
            } else if (in_message && is(key, "usage") && json.next() == '{') {
                usage(json);
            }
        });
    }

    // Sets the tokens written to the cache. Returns what is wrong with them, or nullptr.
    const char* writes() {
        const std::uint64_t hour = write_1h.value_or(0), parts = hour + write_5m.value_or(0);
        // a total of 0 next to a breakdown was just not filled in
        const std::uint64_t all = write_total.value_or(0) == 0 ? parts : *write_total;
        if (hour > all) return "more tokens are kept for an hour than are written to the cache";
        tokens.cache_write = all - hour;
        tokens.cache_write_1h = hour;
        return nullptr;
    }

    // Do the message's own counts leave out calls that are not iterations of the message itself?
    [[nodiscard]] bool leaves_out_others() const {
        TokenCounts all, own;
        bool others = false;
        for (const Iteration& one : iterations) {
            all += one.tokens;
            if (is(one.type, "message")) own += one.tokens;
            others = others || !is(one.type, "message");
        }
        return others && (all.total() != tokens.total() || own.total() == tokens.total());
    }
    // Each of several calls has a prompt of its own.
    [[nodiscard]] std::uint64_t longest_prompt() const {
        std::uint64_t longest = 0;
        for (const Iteration& one : iterations) {
            if (is(one.type, "message")) longest = std::max(longest, one.tokens.input());
        }
        return longest;
    }
};

// The rows of a session's line.
void add_rows(Line& line, std::uint64_t number, Sink& sink) {
    if (line.model == "<synthetic>") return sink.skip("messages that no model was asked for (<synthetic>)");
    if (line.problem != nullptr) return sink.fault(number, line.problem);
    if (!line.has_input || !line.has_output)
        return sink.fault(number, "its usage lacks input_tokens or output_tokens");
    const auto seconds = parse_time(line.time);
    if (!seconds) return sink.fault(number, "has no timestamp that can be read");
    if (const char* problem = line.writes()) return sink.fault(number, problem);
    Row row;
    if (!line.id.empty()) row.identity = identity_of(line.id, line.request);
    row.seconds = *seconds;
    row.model = line.model;
    row.batch = line.tier == "batch";
    row.tier = line.speed == "fast" ? line.speed : other_tier(line.tier);
    row.region = other_region(line.region);
    row.tokens = line.tokens;
    row.dollars = line.dollars;
    row.searches = line.searches;
    row.side = line.side;
    row.prompt_tokens = line.longest_prompt();
    row.project = line.directory;
    row.session = line.session;
    sink.add(row, number);
    if (line.iterations.empty() || !line.leaves_out_others()) return;
    row.dollars.reset();
    row.searches = 0;
    row.prompt_tokens = 0;
    for (std::size_t i = 0; i < line.iterations.size(); ++i) {
        const Iteration& one = line.iterations[i];
        if (is(one.type, "message") || one.tokens.total() == 0) continue;
        if (!line.id.empty())
            row.identity = identity_of(std::string(line.id) + "#" + std::to_string(i), line.request);
        row.tokens = one.tokens;
        row.model = one.model.empty() ? line.model : one.model;
        sink.add(row, number);
    }
}

// A session's line already parsed: from an array, or from a file of another tool.
void read_entry(const nlohmann::json& entry, std::uint64_t number, Sink& sink) {
    std::string text = json_line(entry);
    const std::size_t size = text.size();
    text.append(padding, '\0');
    Skip json(text.data(), text.data() + size);
    Line line;
    line.record(json, false, 0);
    if (line.has_usage) add_rows(line, number, sink);
}

class ClaudeCode : public Reader {
public:
    explicit ClaudeCode(Sink& sink) : sink_(sink), others_(claude_code_format, sink) {}

    void feed(std::string_view chunk) override {
        const char* at = chunk.data();
        const char* end = at + chunk.size();
        while (at < end) {
            const LineScan scan = scan_line(at, end);
            ++line_;
            look_at(at, scan, scan.end < end);
            at = scan.end + 1;
            if (scan.end < end) sink_.lines(1);
        }
    }
    void finish() override { others_.finish(); }

private:
    void look_at(const char* begin, const LineScan& scan, bool has_newline) {
        const char* end = scan.end;
        while (begin < end && (end[-1] == ' ' || end[-1] == '\t' || end[-1] == '\r')) --end;
        while (begin < end && (*begin == ' ' || *begin == '\t')) ++begin;
        if (line_ == 1) begin = without_mark({begin, static_cast<std::size_t>(end - begin)}).data();
        if (begin == end) return;
        if (scan.binary) return sink_.fault(line_, "is not text");
        if (*begin != '{' || end[-1] != '}') return sink_.fault(line_, "is not a whole JSON object");
        if (scan.usage != nullptr) return read(begin, end);
        if (scan.other || !begins_as_session(begin, end)) return foreign(begin, end);
        // a message cut off before its use
        if (!scan.assistant && has_newline) return;
        Skip json(begin, end);
        json.value();
        if (json.good() && json.next() == '{') return several(begin, end);
        if (!json.good() || !json.at_end()) sink_.fault(line_, "is not valid JSON");
    }

    void read(const char* begin, const char* end) {
        Line line;
        Skip json(begin, end);
        line.record(json, false, 0);
        if (json.good() && json.next() == '{') return several(begin, end);
        if (!json.good() || !json.at_end()) return sink_.fault(line_, "is not valid JSON");
        if (line.has_usage && (line.is_session || !line.time.empty())) {
            const std::uint64_t rows = sink_.rows();
            add_rows(line, line_, sink_);
            if (sink_.rows() > rows) sink_.has(claude_code_format);
            return;
        }
        // the word occurs elsewhere, for example in a tool's result
        if (!line.is_session) foreign(begin, end);
    }

    // Is its first key one that session lines have? If not, the whole line is checked.
    static bool begins_as_session(const char* begin, const char* end) {
        const std::string_view start(begin, std::min<std::size_t>(24, static_cast<std::size_t>(end - begin)));
        for (const std::string_view key :
             {"{\"parentUuid\"", "{\"type\"", "{\"sessionId\"", "{\"uuid\"", "{\"isSidechain\"", "{\"cwd\"",
              "{\"leafUuid\"", "{\"timestamp\"", "{\"messageId\"", "{\"version\"", "{\"userType\"",
              "{\"gitBranch\"", "{\"agentId\"", "{\"content\"", "{\"message\"", "{\"summary\"", "{ "}) {
            if (start.substr(0, key.size()) == key) return true;
        }
        return false;
    }

    // Several objects in one line: in concatenated files, the first may lack its final newline.
    void several(const char* begin, const char* end) {
        for (const char* const first = begin; begin < end;) {
            Skip json(begin, end);
            const std::string_view object = json.value();
            const char* const object_end = json.at();
            // two objects by its members but one by its brackets: invalid
            const bool whole = begin == first && object_end == end;
            if (!json.good() || object.front() != '{' || whole)
                return sink_.fault(line_, "is not valid JSON");
            read(begin, object_end);
            static_cast<void>(json.next());  // past the blanks
            begin = json.at();
        }
    }

    // A line of another tool in a session's file.
    void foreign(const char* begin, const char* end) {
        Skip json(begin, end);
        json.value();
        if (json.good() && json.next() == '{') return several(begin, end);
        try {
            others_.read(parse_entry({begin, static_cast<std::size_t>(end - begin)}), line_);
        } catch (const Broken& broken) {
            sink_.fault(line_, broken.what);
        }
    }

    Sink& sink_;
    Dispatch others_;
    std::uint64_t line_ = 0;
};

bool begins(const Shape& s) {
    if (s.has("isSidechain") || s.has("leafUuid")) return true;
    for (const std::string_view key :
         {"projectHash", "usageMetadata", "session_id", "parentId", "systemPayload"}) {
        if (s.has(key)) return false;
    }
    if (s.has_inner("parts")) return false;
    return s.has("parentUuid") || (s.has("sessionId") && (s.has("type") || s.has("message"))) ||
           (s.has("type") && s.has("message") && s.has("timestamp"));
}

bool is_claude_entry(const Json& entry) {
    for (const char* key : {"projectHash", "usageMetadata", "session_id", "parentId", "systemPayload"}) {
        if (has(entry, key)) return false;
    }
    for (const char* key : {"sessionId", "parentUuid", "leafUuid", "isSidechain"}) {
        if (has(entry, key)) return has(entry, "message") || has(entry, "type");
    }
    return has(member(entry, {"message", "usage"}), "input_tokens") && has(entry, "timestamp");
}

}  // namespace

constinit const FormatRow claude_code_format = {
    .name = "Claude Code session",
    .cached = "beside input_tokens",
    .matches = begins,
    .session = true,
    .is_entry = is_claude_entry,
    .entries = each<read_entry>,
    .bytes = [](Sink& sink) -> std::unique_ptr<Reader> { return std::make_unique<ClaudeCode>(sink); },
    .lines = true,
    .sliceable = true,
};

}  // namespace aicost::usage
