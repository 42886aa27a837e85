#include "json/relaxed.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "text/encoding.hpp"

namespace aicost {

namespace {

void blank(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
    }
}

// The position after the string that begins there.
std::size_t end_of_string(const std::string& text, std::size_t at) {
    const char quote = text[at];
    for (++at; at < text.size() && text[at] != quote; ++at) {
        if (text[at] == '\\') ++at;
    }
    return at + 1;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_of_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == '$' ||
           c == '-';
}

// A string in single quotes, put behind `out` in double ones. The position after it; none: it does not end on its line.
std::optional<std::size_t> put_single(const std::string& text, std::size_t at, std::string& out) {
    out += '"';
    for (++at; at < text.size() && text[at] != '\n'; ++at) {
        if (text[at] == '\'') {
            out += '"';
            return at + 1;
        }
        if (text[at] == '"') out += '\\';
        if (text[at] == '\\' && at + 1 < text.size() && text[++at] != '\'') out += '\\';
        out += text[at];
    }
    return {};
}

// Keys without quotes get them, strings in single quotes double ones.
std::string with_quotes(std::string text) {
    std::string out;
    char last = '\0';  // that is not blank
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        std::size_t end = at + 1;
        if (c == '\'') {
            const auto behind = put_single(text, at, out);
            if (!behind) return text;
            end = *behind;
        } else if ((last == '{' || last == ',') && is_of_name(c)) {
            while (end < text.size() && is_of_name(text[end])) ++end;
            std::size_t next = end;
            while (next < text.size() && is_blank(text[next])) ++next;
            const char* quote = next < text.size() && text[next] == ':' ? "\"" : "";
            out += quote + text.substr(at, end - at) + quote;
        } else {
            if (c == '"') end = std::min(end_of_string(text, at), text.size());
            out.append(text, at, end - at);
        }
        if (!is_blank(c)) last = c;
        at = end;
    }
    return out;
}

std::string without_comments(std::string_view original) {
    std::string text(original);
    constexpr std::size_t none = std::string::npos;
    std::size_t comma = none;  // the last one, as long as only blanks and comments have followed
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '/' && at + 1 < text.size() && (text[at + 1] == '/' || text[at + 1] == '*')) {
            const bool line = text[at + 1] == '/';
            std::size_t end = line ? text.find('\n', at) : text.find("*/", at + 2);
            // an unterminated one is not a comment
            if (end == none && !line) return std::string(original);
            end = end == none ? text.size() : line ? end : end + 2;
            blank(text, at, end);
            at = end;
        } else if (c == '"' || c == '\'') {
            comma = none;
            at = end_of_string(text, at);
        } else {
            if ((c == '}' || c == ']') && comma != none) text[comma] = ' ';
            if (c == ',') {
                comma = at;
            } else if (!is_blank(c)) {
                comma = none;
            }
            ++at;
        }
    }
    return text;
}

}  // namespace

std::string as_strict_json(std::string_view text) { return with_quotes(without_comments(text)); }

}  // namespace aicost
