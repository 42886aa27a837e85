// Claude Code's session logs: an object a line, most of them without a use. Only lines that hold `"usage"`
// are read; the others are looked at for their first and last byte and for bytes that are no text.
#include <charconv>
#include <cstring>

#include "text/encoding.hpp"
#include "usage/format.hpp"
#include "usage/scan.hpp"
#include "usage/skip.hpp"
#include "usage/time_text.hpp"

namespace aicost::usage {

namespace {

// Whether a key is this one: of known size, so that it is compared by words.
template <std::size_t size>
bool is(std::string_view key, const char (&name)[size]) {
    return key.size() == size - 1 && std::memcmp(key.data(), name, size - 1) == 0;
}

struct Line {
    std::string_view id, request, model, time, speed, tier;
    std::optional<double> dollars;
    TokenCounts tokens;
    std::optional<std::uint64_t> write_total, write_5m, write_1h;
    bool has_usage = false, has_input = false, has_output = false;
    const char* problem = nullptr;

    void count(Skip& json, std::uint64_t& into) {
        const auto number = json.count();
        if (!number) problem = "a token count is not a whole number";
        into = number.value_or(0);
    }
    void count(Skip& json, std::optional<std::uint64_t>& into) { count(json, into.emplace()); }

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
            }
        });
    }

    // A line, or what it wraps: `message` holds the message, `data` (of a progress line) another such record.
    void record(Skip& json, bool in_message, int depth) {
        json.object([&](std::string_view key) {
            if ((is(key, "message") || is(key, "data")) && json.next() == '{' && depth < 4) {
                record(json, is(key, "message"), depth + 1);
            } else if (is(key, "timestamp")) {
                time = json.maybe_string().value_or(time);
            } else if (is(key, "requestId")) {
                request = json.maybe_string().value_or(request);
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
};

class ClaudeCode : public Reader {
public:
    explicit ClaudeCode(Sink& sink) : sink_(sink) {}

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
        // a message that was cut off before its use
        if (!scan.assistant && has_newline) return;
        Skip json(begin, end);
        json.value();
        if (!json.good() || !json.at_end()) sink_.fault(line_, "is not valid JSON");
    }

    void read(const char* begin, const char* end) {
        Line line;
        Skip json(begin, end);
        line.record(json, false, 0);
        if (!json.good() || !json.at_end()) return sink_.fault(line_, "is not valid JSON");
        if (!line.has_usage) return;  // the word is elsewhere, in a tool's result for example
        if (line.model == "<synthetic>")
            return sink_.skip("messages that no model was asked for (<synthetic>)");
        if (line.problem != nullptr) return sink_.fault(line_, line.problem);
        if (!line.has_input || !line.has_output)
            return sink_.fault(line_, "its usage lacks input_tokens or output_tokens");
        const auto seconds = parse_time(line.time);
        if (!seconds) return sink_.fault(line_, "has no timestamp that can be read");
        const std::uint64_t hour = line.write_1h.value_or(0);
        const std::uint64_t all = line.write_total.value_or(hour + line.write_5m.value_or(0));
        if (hour > all)
            return sink_.fault(line_, "more tokens are kept for an hour than are written to the cache");
        line.tokens.cache_write = all - hour;
        line.tokens.cache_write_1h = hour;
        Row row;
        if (!line.id.empty()) row.identity = hash_of(line.request, hash_of(line.id));
        row.seconds = *seconds;
        row.model = line.model;
        row.batch = line.tier == "batch";
        row.tier = line.speed == "fast" ? line.speed : other_tier(line.tier);
        row.tokens = line.tokens;
        row.dollars = line.dollars;
        sink_.add(row, line_);
    }

    Sink& sink_;
    std::uint64_t line_ = 0;
};

}  // namespace

std::unique_ptr<Reader> claude_code_reader(Sink& sink) { return std::make_unique<ClaudeCode>(sink); }

}  // namespace aicost::usage
