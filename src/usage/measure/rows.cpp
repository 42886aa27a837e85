#include "usage/measure/rows.hpp"

#include <charconv>
#include <cmath>

#include "json/json_writer.hpp"

namespace aicost::measuring {

namespace {

// No machine has rates outside of these: the file's unit must be wrong.
constexpr double min_tokens_per_second = 1e-3, max_tokens_per_second = 1e7;
// Larger than any count, or time in nanoseconds.
constexpr double max_number = 1e18;

}  // namespace

double number(const Json& json, const char* key) {
    const auto at = json.find(key);
    if (at == json.end() || !at->is_number()) throw Wrong{"has no number `" + std::string(key) + "`"};
    const double value = at->get<double>();
    if (!(value >= 0.0 && value <= max_number))
        throw Wrong{"`" + std::string(key) + "` is " + (value < 0.0 ? "below 0" : "too large") + " (got " +
                    json_line(*at) + ")"};
    return value;
}

double number_or_0(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at == json.end() || at->is_null() ? 0.0 : number(json, key);
}

std::optional<double> maybe_number(const Json& json, const char* key) {
    const auto at = json.find(key);
    if (at == json.end() || !at->is_number()) return {};
    return number(json, key);
}

std::string text(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

const Json* object(const Json& json, const char* key) {
    if (!json.is_object()) return nullptr;
    const auto at = json.find(key);
    return at != json.end() && at->is_object() ? &*at : nullptr;
}

bool has(const Json& json, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        if (!json.is_object() || !json.contains(key)) return false;
    }
    return true;
}

double rate(double tokens, double seconds, const char* what) {
    if (!(seconds > 0.0)) throw Wrong{std::string(what) + " took no time"};
    const double value = tokens / seconds;
    if (!(value >= min_tokens_per_second && value <= max_tokens_per_second))
        throw Wrong{std::string(what) + " would be " + std::to_string(value) +
                    " tokens a second, which no machine does; is the unit right?"};
    return value;
}

std::string shown(double value) {
    if (std::abs(value) < 1e15 && std::floor(value) == value)
        return std::to_string(static_cast<long long>(value));
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 6).ptr;
    return {buffer, end};
}

std::optional<double> number_in(std::string_view text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

std::string_view trimmed(std::string_view text, std::string_view what) {
    const std::size_t begin = text.find_first_not_of(what);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(what) - begin + 1);
}

std::vector<std::string_view> cells_of(std::string_view line) {
    line = trimmed(line, " \t\r>");  // also as quoted in an email
    if (line.size() < 2 || line.front() != '|' || line.back() != '|') return {};
    line = line.substr(1, line.size() - 2);
    std::vector<std::string_view> cells;
    while (true) {
        const std::size_t end = line.find('|');
        cells.push_back(trimmed(line.substr(0, end)));
        if (end == line.npos) return cells;
        line.remove_prefix(end + 1);
    }
}

}  // namespace aicost::measuring
