#include "json/relaxed.hpp"

namespace aicost {

namespace {

void blank(std::string& text, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
    }
}

// The position after the string that begins there.
std::size_t end_of_string(const std::string& text, std::size_t at) {
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') ++at;
    }
    return at + 1;
}

}  // namespace

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
        } else if (c == '"') {
            comma = none;
            at = end_of_string(text, at);
        } else {
            if ((c == '}' || c == ']') && comma != none) text[comma] = ' ';
            if (c == ',') {
                comma = at;
            } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                comma = none;
            }
            ++at;
        }
    }
    return text;
}

}  // namespace aicost
