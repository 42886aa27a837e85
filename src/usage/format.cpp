#include "usage/format.hpp"

#include <algorithm>
#include <vector>

#include "text/encoding.hpp"

namespace aicost::usage {

namespace {

bool has_all(const Shape& shape, std::initializer_list<std::string_view> keys) {
    return std::all_of(keys.begin(), keys.end(), [&](std::string_view key) { return shape.has(key); });
}

constexpr std::string_view no_tokens =
    "states costs and no tokens; export the completions usage of the same days instead";
constexpr std::string_view no_days = "is a ccusage report without days; make one with `ccusage daily --json`";

// Whether a line begins with a metric of that name, or with what is said about one.
bool is_metric(std::string_view text, std::string_view name) {
    for (std::size_t at = 0; at < text.size();) {
        std::string_view line = text.substr(at, text.find('\n', at) - at);
        at += line.size() + 1;
        for (const std::string_view about : {"# HELP ", "# TYPE "}) {
            if (line.substr(0, about.size()) == about) line.remove_prefix(about.size());
        }
        if (line.substr(0, name.size()) == name) return true;
    }
    return false;
}

constexpr FormatRow rows[] = {
    {"Claude Code session",
     true,
     true,
     [](const Shape& s) {
         return s.has("type") && (s.has("sessionId") || s.has("leafUuid") || s.has("parentUuid") ||
                                  (s.has("message") && s.has("timestamp")));
     },
     claude_code_reader,
     "beside input_tokens",
     {}},
    {"ccusage report",
     false,
     false,
     [](const Shape& s) {
         return s.has("daily") || (has_all(s, {"type", "data", "summary"}) && s.has_inner("date"));
     },
     ccusage_reader,
     "beside inputTokens",
     {}},
    {"ccusage report",
     false,
     false,
     [](const Shape& s) {
         return (s.has("totals") && (s.has("weekly") || s.has("monthly") || s.has("sessions"))) ||
                (has_all(s, {"type", "data", "summary"}) &&
                 (s.has_inner("month") || s.has_inner("week") || s.has_inner("session"))) ||
                (s.has("blocks") && s.has_inner("tokenCounts"));
     },
     nullptr,
     {},
     no_days},
    {"Anthropic usage report",
     false,
     false,
     [](const Shape& s) {
         return s.has("data") && s.has_inner("starting_at") && s.has_inner("results") &&
                !s.has_inner("amount");
     },
     anthropic_usage_reader,
     "beside uncached_input_tokens",
     {}},
    {"OpenAI costs",
     false,
     false,
     [](const Shape& s) { return s.has("data") && s.has_inner("start_time") && s.has_inner("amount"); },
     nullptr,
     {},
     no_tokens},
    {"OpenAI usage",
     false,
     false,
     [](const Shape& s) {
         return s.has("data") && s.has_inner("start_time") &&
                (s.has_inner("results") || s.has_inner("result"));
     },
     openai_usage_reader,
     "part of input_tokens",
     {}},
    {"LiteLLM spend log",
     false,
     false,
     [](const Shape& s) {
         return has_all(s, {"request_id", "startTime"}) && (s.has("prompt_tokens") || s.has("spend"));
     },
     litellm_reader,
     "part of prompt_tokens",
     {}},
    {"Ollama response",
     false,
     false,
     [](const Shape& s) {
         return has_all(s, {"model", "created_at", "done"});
     },
     ollama_reader,
     "beside prompt_eval_count",
     {}},
    {"OpenAI response",
     false,
     false,
     [](const Shape& s) {
         return (s.has("model") && s.has("usage") &&
                 (s.has("object") || s.has("created") || s.has("choices"))) ||
                (s.has("object") && s.has("choices")) || has_all(s, {"custom_id", "response"});
     },
     openai_responses_reader,
     "part of the input",
     {}},
    {"OpenRouter activity",
     true,
     false,
     [](const Shape& s) {
         return s.first_line.find("generation_id") != s.first_line.npos &&
                s.first_line.find("tokens_prompt") != s.first_line.npos;
     },
     openrouter_reader,
     "part of tokens_prompt",
     {}},
    {"OpenAI usage export",
     true,
     false,
     [](const Shape& s) {
         return s.first_line.find("start_time") != s.first_line.npos &&
                s.first_line.find("input_tokens") != s.first_line.npos;
     },
     openai_usage_csv_reader,
     "part of input_tokens",
     {}},
    {"OpenAI costs export",
     true,
     false,
     [](const Shape& s) {
         return s.first_line.find("start_time") != s.first_line.npos &&
                s.first_line.find("amount_value") != s.first_line.npos;
     },
     nullptr,
     {},
     no_tokens},
    {"vLLM metrics",
     true,
     false,
     [](const Shape& s) { return is_metric(s.text, "vllm:"); },
     vllm_reader,
     "part of prompt_tokens_total",
     {}},
};

// Walks JSON as far as it goes and notes the keys of each object. Garbage only stops it.
void note_keys(std::string_view text, Shape& shape) {
    std::vector<char> open;
    bool in_object_key = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            std::size_t end = i + 1;
            while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2U : 1U;
            if (end >= text.size()) return;
            if (in_object_key && !open.empty() && open.back() == '{') {
                const auto objects = std::count(open.begin(), open.end(), '{');
                auto& keys = objects == 1 ? shape.keys : shape.inner;
                constexpr std::size_t longest_key = 64, most_keys = 1000;
                if (end - i <= longest_key && keys.size() < most_keys)
                    keys.emplace(text.substr(i + 1, end - i - 1));
            }
            in_object_key = false;
            i = end;
        } else if (c == '{' || c == '[') {
            open.push_back(c);
            in_object_key = c == '{';
        } else if (c == '}' || c == ']') {
            if (open.empty() || (open.back() == '{') != (c == '}')) return;
            open.pop_back();
            in_object_key = false;
        } else if (c == ',') {
            in_object_key = !open.empty() && open.back() == '{';
        }
    }
}

const FormatRow* match(const Shape& shape) {
    for (const FormatRow& row : rows) {
        if (row.matches(shape)) return &row;
    }
    return nullptr;
}

}  // namespace

std::span<const FormatRow> usage_formats() { return rows; }

Shape shape_of(std::string_view prefix) {
    constexpr std::size_t enough = std::size_t{64} << 10U;
    Shape shape;
    prefix = without_mark(prefix);
    prefix = prefix.substr(0, enough);
    const auto begin = prefix.find_first_not_of(" \t\r\n");
    if (begin == prefix.npos) return shape;
    prefix.remove_prefix(begin);
    shape.first = prefix.front();
    shape.text = prefix;
    if (shape.first == '{' || shape.first == '[') {
        note_keys(prefix, shape);
    } else {
        shape.first_line = prefix.substr(0, prefix.find('\n'));
    }
    return shape;
}

const FormatRow* recognise(std::string_view prefix) {
    // trees of sessions have thousands of files: the beginning is enough for the first row, as no other goes
    // before it
    constexpr std::size_t beginning = 4096;
    if (rows[0].matches(shape_of(prefix.substr(0, beginning)))) return &rows[0];
    const Shape shape = shape_of(prefix);
    if (const FormatRow* row = match(shape)) return row;
    // a damaged beginning must not hide what follows: the lines one by one
    for (std::size_t at = prefix.find('\n'), lines = 0; at != prefix.npos && lines < 200; ++lines) {
        const std::size_t next = prefix.find('\n', at + 1);
        const std::string_view line = prefix.substr(at + 1, next == prefix.npos ? next : next - at - 1);
        if (!line.empty() && line.front() == '{') {
            if (const FormatRow* row = match(shape_of(line))) return row;
        }
        at = next;
    }
    return nullptr;
}

}  // namespace aicost::usage
