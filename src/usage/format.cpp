#include "usage/format.hpp"

#include <algorithm>
#include <vector>

#include "text/encoding.hpp"
#include "usage/formats.hpp"
#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

// In the order of trying them: more specific ones first. The very first is the format of trees with thousands of
// files.
constexpr const FormatRow* rows[] = {
    &claude_code_format,
    &codex_format,
    &codex_exec_format,
    &claude_result_format,
    &gemini_cli_format,
    &gemini_stats_format,
    &qwen_format,
    &copilot_format,
    &pi_format,
    &droid_format,
    &droid_settings_format,
    &opencode_format,
    &amp_format,
    &ccusage_format,
    &ccusage_without_days_format,
    &claude_code_analytics_format,
    &anthropic_usage_format,
    &anthropic_costs_format,
    &openai_costs_format,
    &openai_usage_format,
    &helicone_format,
    &litellm_format,
    &litellm_daily_format,
    &openrouter_activity_format,
    &openrouter_generation_format,
    &langfuse_format,
    &portkey_format,
    &otlp_format,
    &bedrock_format,
    &azure_metrics_format,
    &prometheus_format,
    &ollama_format,
    &anthropic_messages_format,
    &gemini_answer_format,
    &openai_responses_format,
    &hourly_rows_format,
    &openrouter_csv_format,
    &openai_usage_csv_format,
    &openai_costs_csv_format,
    &anthropic_console_format,
    &cursor_format,
    &deepseek_format,
    &litellm_csv_format,
    &focus_format,
    &vllm_format,
    &sglang_format,
    &llamacpp_format,
    &tgi_format,
};

// Walks JSON as far as possible and records the keys of each object. Stops silently at garbage.
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
                constexpr std::size_t longest_key = 64, max_keys = 1000;
                if (end - i <= longest_key && keys.size() < max_keys)
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

// The beginning of a recorded event stream, without the prefixes of its objects.
std::string without_events(std::string_view text) {
    std::string json;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        if (line.starts_with("data:")) {
            line.remove_prefix(std::min(line.find_first_not_of(' ', 5), line.size()));
            if (line.starts_with("{")) json += std::string(line) + "\n";
        }
        at = end + 1;
    }
    return json;
}

bool is_event_stream(std::string_view text) {
    for (const std::string_view start : {"data:", "event:", "id:", ":"}) {
        if (text.starts_with(start)) return true;
    }
    return false;
}

const FormatRow* match(const Shape& shape) {
    for (const FormatRow* row : rows) {
        if (row->matches(shape)) return row;
    }
    return nullptr;
}

const FormatRow* recognise_json_lines(std::string_view text) {
    std::size_t lines = 0;
    for (std::size_t at = 0; at < text.size() && lines < 200; ++lines) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (!line.empty() && line.front() == '{') {
            if (const FormatRow* row = match(shape_of(line))) return row;
        }
        at = end + 1;
    }
    return nullptr;
}

}  // namespace

std::span<const FormatRow* const> usage_formats() { return rows; }

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
        while (shape.first_line.ends_with('\r')) shape.first_line.remove_suffix(1);
    }
    return shape;
}

const FormatRow* recognise_entry(const Json& entry) {
    for (const FormatRow* row : rows) {
        if (row->is_entry != nullptr && row->is_entry(entry)) return row;
    }
    return nullptr;
}

const FormatRow* recognise(std::string_view prefix) {
    // session trees have thousands of files: the prefix is enough for the first row, as no other precedes it.
    // Sessions in an array are read like any JSON.
    constexpr std::size_t beginning = 4096;
    const Shape start = shape_of(prefix.substr(0, beginning));
    if (start.first == '{' && rows[0]->matches(start)) return rows[0];
    const Shape shape = shape_of(prefix);
    if (is_event_stream(shape.text)) return recognise_json_lines(without_events(shape.text));
    if (const FormatRow* row = match(shape)) return row;
    // a damaged beginning must not hide what follows: try line by line
    const auto next = prefix.find('\n');
    return next == prefix.npos ? nullptr : recognise_json_lines(prefix.substr(next + 1));
}

}  // namespace aicost::usage
